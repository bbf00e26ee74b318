namespace Fathom.Protocol.Messages;

/// <summary>A JSON object of a type that is not known here, or of none: ignored, but a sign of life. It is never sent.</summary>
public sealed record UnknownMessage : Message
{
    internal UnknownMessage(Envelope envelope, string type)
        : base(envelope)
    {
        Type = type;
    }

    /// <summary>The type as it was written; empty when there was none or it was not a text.</summary>
    public override string Type { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Anything;
}
