namespace Fathom.Decode;

/// <summary>What became of every unit posted so far. Received = the sum of all that follow up to <see cref="Queued"/>, once the queue is still.</summary>
public readonly record struct DecodeCounters
{
    /// <summary>Units posted.</summary>
    public long Received { get; init; }

    /// <summary>Pictures handed to the sink.</summary>
    public long Delivered { get; init; }

    /// <summary>Units dropped because the gate was closed, or was closing.</summary>
    public long Gated { get; init; }

    /// <summary>Units dropped because a key frame made them needless.</summary>
    public long Superseded { get; init; }

    /// <summary>Pictures decoded and let go because the lease cap was reached.</summary>
    public long OverCapacity { get; init; }

    /// <summary>Units that gave an error instead of a picture.</summary>
    public long DecodeError { get; init; }

    /// <summary>Units dropped by the stop.</summary>
    public long Stopped { get; init; }

    /// <summary>Units that wait for the decode thread, or are inside the decoder.</summary>
    public long Queued { get; init; }

    /// <summary>The longest queue so far.</summary>
    public int LongestQueue { get; init; }

    /// <summary>Key frames asked for.</summary>
    public long KeyframeRequests { get; init; }

    /// <summary>Times that the gate closed.</summary>
    public long GateClosings { get; init; }

    /// <summary>Missing sequence numbers seen.</summary>
    public long Gaps { get; init; }

    /// <summary>Decoders opened.</summary>
    public long DecodersOpened { get; init; }

    /// <summary>Decoders that could not be opened, and exceptions that reached the outermost wrapper of the thread.</summary>
    public long Faults { get; init; }
}
