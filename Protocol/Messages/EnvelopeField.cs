namespace Fathom.Protocol.Messages;

/// <summary>Whether a frame type carries a member of the envelope.</summary>
internal enum EnvelopeField
{
    Forbidden,
    Optional,
    Required,
}
