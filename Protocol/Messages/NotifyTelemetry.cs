namespace Fathom.Protocol.Messages;

/// <summary>server → client: figures of the server's pipeline. Defined, but the reference server never sends it.</summary>
public sealed record NotifyTelemetry : Message
{
    /// <summary>Creates the frame.</summary>
    public NotifyTelemetry(Envelope envelope, double presenter, double decode, double queueDepth)
        : base(envelope)
    {
        Presenter = Check.Finite(envelope, presenter, nameof(presenter));
        Decode = Check.Finite(envelope, decode, nameof(decode));
        QueueDepth = Check.Finite(envelope, queueDepth, nameof(queueDepth));
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.NotifyTelemetry;

    /// <summary>Time in the presenter.</summary>
    public double Presenter { get; }

    /// <summary>Time in the decoder.</summary>
    public double Decode { get; }

    /// <summary>Frames that wait.</summary>
    public double QueueDepth { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.Notice;
}
