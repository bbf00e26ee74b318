namespace Fathom.VolumeServer.Rendering;

/// <summary>What the renderer may use.</summary>
internal sealed record RenderLimits
{
    /// <summary>Bytes of planes kept for slices.</summary>
    public long PlaneBytes { get; init; } = 96 << 20;

    /// <summary>Bytes that the blocks of a projection may take, all layers together; decides the level in volume mode.</summary>
    public long VolumeBytes { get; init; } = 512L << 20;

    /// <summary>Samples of a block that is read while something moves.</summary>
    public long QuickSamples { get; init; } = 4 << 20;

    /// <summary>A plane with more samples is thinned.</summary>
    public long PlaneSamples { get; init; } = 32 << 20;

    /// <summary>When a plane took longer to read than this, coarser ones are shown while something moves.</summary>
    public double SlowReadSeconds { get; init; } = 0.08;

    /// <summary>Makes rendering slower than it need be, for tests of what measures; null = not.</summary>
    public SlowStage? Slow { get; init; }
}
