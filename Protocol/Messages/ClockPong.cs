namespace Fathom.Protocol.Messages;

/// <summary>server → client, extension <c>fathom.clock</c>: the answer to a <see cref="ClockPing"/>.</summary>
public sealed record ClockPong : Message
{
    /// <summary>Creates the frame.</summary>
    public ClockPong(Envelope envelope, long id, double clientSeconds, double receivedSeconds, double sentSeconds)
        : base(envelope)
    {
        Id = id;
        ClientSeconds = Check.Finite(envelope, clientSeconds, nameof(clientSeconds));
        ReceivedSeconds = Check.Finite(envelope, receivedSeconds, nameof(receivedSeconds));
        SentSeconds = Check.Finite(envelope, sentSeconds, nameof(sentSeconds));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.ClockPong;

    /// <summary>Names the pair.</summary>
    public long Id { get; }

    /// <summary>The client's clock, as it was in the ping.</summary>
    public double ClientSeconds { get; }

    /// <summary>The server's clock (Unix seconds, the clock of pixel headers) when the ping arrived.</summary>
    public double ReceivedSeconds { get; }

    /// <summary>The server's clock when this frame was written.</summary>
    public double SentSeconds { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
