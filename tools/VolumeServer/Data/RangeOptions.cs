namespace Fathom.VolumeServer.Data;

/// <summary>How a range is looked for.</summary>
internal sealed record RangeOptions
{
    /// <summary>From this many frames on it is read in groups of <see cref="ChunkFrames"/>; below, in groups that memory allows.</summary>
    public const int StreamingFrames = 50_000;

    /// <summary>Most frames read at once.</summary>
    public int ChunkFrames { get; init; } = 10_000;

    /// <summary>Most bytes read at once, whatever the number of frames.</summary>
    public int ChunkBytes { get; init; } = 8 << 20;

    /// <summary>Every how many frames one is looked at.</summary>
    public int SampleStride { get; init; } = 1;

    /// <summary>A lower limit that the user demands.</summary>
    public double? Low { get; init; }

    /// <summary>An upper limit that the user demands.</summary>
    public double? High { get; init; }

    /// <summary>Most frames that percentiles look at.</summary>
    public int PercentileFrames { get; init; } = 10_000;

    /// <summary>Most samples that percentiles sort.</summary>
    public int PercentileSamples { get; init; } = 1 << 19;

    public double LowPercent { get; init; } = 1;

    public double HighPercent { get; init; } = 99;

    public int Seed { get; init; } = 1;
}
