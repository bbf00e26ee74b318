namespace Fathom.Protocol.Messages;

/// <summary>client → server: yes, still here.</summary>
public sealed record SessionAck : Message
{
    /// <summary>Creates the frame; its payload is always empty.</summary>
    public SessionAck(Envelope envelope)
        : base(envelope)
    {
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.SessionAck;

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
