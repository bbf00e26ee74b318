namespace Fathom.Protocol.Messages;

/// <summary>server → client: are you there?</summary>
public sealed record SessionHeartbeat : Message
{
    /// <summary>Creates the frame; its payload is always empty.</summary>
    public SessionHeartbeat(Envelope envelope)
        : base(envelope)
    {
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.SessionHeartbeat;

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
