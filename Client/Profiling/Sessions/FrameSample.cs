using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>One frame of a session.</summary>
internal sealed record FrameSample
{
    /// <summary>Which repetition it belongs to, from 1; 0 for what counts in none.</summary>
    public int Repeat { get; init; }

    /// <summary>The number of its message.</summary>
    public uint Sequence { get; init; }

    /// <summary>What became of it.</summary>
    public FrameFate Fate { get; init; }

    /// <summary>The server's clock was guessed.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>The state revision that it shows; null when it does not say.</summary>
    public long? Revision { get; init; }

    /// <summary>The size of its message; 0 when unknown.</summary>
    public int Bytes { get; init; }

    /// <summary>Whether it could be decoded by itself.</summary>
    public bool IsKeyframe { get; init; }

    /// <summary>How good it is.</summary>
    public FrameQuality Quality { get; init; }

    /// <summary>Its level of detail.</summary>
    public int Level { get; init; }

    /// <summary>When what happened.</summary>
    public Stamps<FrameStamp> At { get; init; } = new();

    /// <summary>From the server's renderer to the screen; null for a frame that was not shown.</summary>
    public StageSpan? Stages { get; init; }

    /// <summary>When it was on the screen; NaN when it was not.</summary>
    public double Shown => Fate == FrameFate.Shown ? double.MaxNumber(At[FrameStamp.Swapped], At[FrameStamp.GpuDone]) : double.NaN;
}
