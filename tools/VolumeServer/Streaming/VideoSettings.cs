using Fathom.VolumeServer.Rendering;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Size at the start, rate and extras of the picture.</summary>
/// <param name="Width">Columns; even.</param>
/// <param name="Height">Rows; even.</param>
/// <param name="FramesPerSecond">The most pictures a second.</param>
/// <param name="BitsPerSecond">The most bits a second for one stream.</param>
/// <param name="BurnMarks">Draw marks for machines into the corner.</param>
internal sealed record VideoSettings(int Width, int Height, int FramesPerSecond, long BitsPerSecond, bool BurnMarks)
{
    /// <summary>Below this a stream is made slower, not worse.</summary>
    public const double LeastBitsPerSecond = 150_000;

    /// <summary>What is slower than it need be, for tests of what measures; null = nothing.</summary>
    public SlowStage? Slow { get; init; }

    /// <summary>The most columns that a viewer's window may ask for.</summary>
    public int MaxWidth { get; init; } = 3840;

    /// <summary>The most rows that a viewer's window may ask for.</summary>
    public int MaxHeight { get; init; } = 2160;
}
