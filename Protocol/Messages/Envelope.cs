using System;

namespace Fathom.Protocol.Messages;

/// <summary>The part that every frame has in common; which members a frame type needs or forbids is checked when the message is made.</summary>
public readonly record struct Envelope
{
    /// <summary>The session's id from <c>session.welcome</c>.</summary>
    public string? Session { get; init; }

    /// <summary>The id of this frame.</summary>
    public string? FrameId { get; init; }

    /// <summary>Seconds since the Unix epoch on the clock of whoever caused the frame; never used for ordering.</summary>
    public double Timestamp { get; init; }

    /// <summary>The place in the topic's history; never used to find gaps.</summary>
    public long? Seq { get; init; }

    /// <summary>The topic's resume token.</summary>
    public string? DeltaToken { get; init; }

    /// <summary>The id of the intent that caused the frame.</summary>
    public string? IntentId { get; init; }

    /// <summary>Set by the reader: what a peer sent is taken as it is, only what is sent must be right.</summary>
    internal bool IsReceived { get; init; }

    /// <summary>Compares what is on the wire.</summary>
    public bool Equals(Envelope other) =>
        Session == other.Session && FrameId == other.FrameId && Timestamp.Equals(other.Timestamp) && Seq == other.Seq
        && DeltaToken == other.DeltaToken && IntentId == other.IntentId;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Session, FrameId, Timestamp, Seq, DeltaToken, IntentId);
}
