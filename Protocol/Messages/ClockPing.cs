namespace Fathom.Protocol.Messages;

/// <summary>client → server, extension <c>fathom.clock</c>: asks for the server's time.</summary>
public sealed record ClockPing : Message
{
    /// <summary>Creates the frame.</summary>
    public ClockPing(Envelope envelope, long id, double clientSeconds)
        : base(envelope)
    {
        Id = id;
        ClientSeconds = Check.Finite(envelope, clientSeconds, nameof(clientSeconds));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.ClockPing;

    /// <summary>Names the pair.</summary>
    public long Id { get; }

    /// <summary>The client's clock at sending, in seconds from any origin; echoed.</summary>
    public double ClientSeconds { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
