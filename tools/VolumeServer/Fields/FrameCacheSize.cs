using System;

namespace Fathom.VolumeServer.Fields;

/// <summary>How many frames a group has and how many groups stay. One frame a group means that frames stay one by one.</summary>
internal readonly record struct FrameCacheSize(int ChunkFrames, int Chunks)
{
    /// <summary>Up to this many frames they stay one by one, beyond it in groups.</summary>
    public const int MostSingleFrames = 10_000;

    /// <summary>What is used above <see cref="MostSingleFrames"/>: ten frames a group, a hundred groups.</summary>
    public static FrameCacheSize Usual { get; } = new(10, 100);

    /// <summary>Larger groups for long recordings that are played for hours.</summary>
    public static FrameCacheSize ForLongSessions(int frameCount) => frameCount switch
    {
        < 50_000 => new(100, 10),
        < 200_000 => new(500, 20),
        < 1_000_000 => new(1000, 50),
        _ => new(1000, 100),
    };

    /// <summary>The cache for so many frames of so many bytes that stays within a bound of memory.</summary>
    public static IFrameCache<TFrame> Make<TFrame>(int frameCount, long bytesPerFrame, long maxBytes, Func<int, TFrame> make)
    {
        long fits = Math.Max(1, maxBytes / Math.Max(1, bytesPerFrame));
        if (frameCount <= MostSingleFrames || fits < Usual.ChunkFrames)
        {
            return new LazyFrameCache<TFrame>(frameCount, make, (int)Math.Min(LazyFrameCache<TFrame>.UsualCapacity, fits));
        }

        return new ChunkedFrameCache<TFrame>(frameCount, make, Usual with { Chunks = (int)Math.Min(Usual.Chunks, fits / Usual.ChunkFrames) });
    }
}
