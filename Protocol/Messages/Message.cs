using System;

namespace Fathom.Protocol.Messages;

/// <summary>One frame of the state channel. Immutable; a message that could not be sent cannot be made.</summary>
public abstract record Message
{
    /// <summary>The protocol version of every frame, in both directions.</summary>
    public const int ProtocolVersion = 2;

    private Envelope _envelope;

    private protected Message(in Envelope envelope)
    {
        Accept(envelope);
    }

    /// <summary>The frame type as it is written on the wire.</summary>
    public abstract string Type { get; }

    /// <summary>The common part.</summary>
    public Envelope Envelope => _envelope;

    /// <summary>The session's id.</summary>
    public string? Session => _envelope.Session;

    /// <summary>The frame's id.</summary>
    public string? FrameId => _envelope.FrameId;

    /// <summary>Seconds since the Unix epoch.</summary>
    public double Timestamp => _envelope.Timestamp;

    /// <summary>The id of the intent that caused the frame.</summary>
    public string? IntentId => _envelope.IntentId;

    /// <summary>The place in the topic's history.</summary>
    public long? Seq => _envelope.Seq;

    /// <summary>The topic's resume token.</summary>
    public string? DeltaToken => _envelope.DeltaToken;

    internal abstract EnvelopeRule Rule { get; }

    /// <summary>The same message in another envelope, for example addressed to another session.</summary>
    /// <exception cref="ArgumentException">The frame type does not allow such an envelope.</exception>
    public Message WithEnvelope(in Envelope envelope)
    {
        Message copy = this with { };
        copy.Accept(envelope with { IsReceived = false });
        return copy;
    }

    /// <summary>Refuses an envelope that must not be sent.</summary>
    internal static void Demand(string type, EnvelopeRule rule, in Envelope envelope)
    {
        if (!double.IsFinite(envelope.Timestamp))
        {
            throw new ArgumentException($"{type} needs a finite timestamp.", nameof(envelope));
        }

        if (envelope.Seq < 0)
        {
            throw new ArgumentException($"{type} needs a seq of 0 or more.", nameof(envelope));
        }

        if (rule.Check(envelope) is (string field, bool missing))
        {
            throw new ArgumentException(missing ? $"{type} needs {field}." : $"{type} must not carry {field}.", nameof(envelope));
        }
    }

    private void Accept(in Envelope envelope)
    {
        if (!envelope.IsReceived)
        {
            Demand(Type, Rule, envelope);
        }

        _envelope = envelope;
    }
}
