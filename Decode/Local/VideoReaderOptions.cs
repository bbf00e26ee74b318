using System;
using System.Threading;

namespace Fathom.Decode.Local;

/// <summary>How a local video is read.</summary>
public sealed record VideoReaderOptions
{
    /// <summary>Frames that are kept by default.</summary>
    public const int DefaultCacheFrames = 100;

    /// <summary>Bytes of frames that are kept by default: 100 frames of 640×480 take 117 MiB, 100 of 1920×1080 would take 791.</summary>
    public const long DefaultCacheBytes = 256L << 20;

    /// <summary>The part of the picture that is read, in pixels of the original; null for all of it.</summary>
    public CropPx? Crop { get; init; }

    /// <summary>How many pixels become one, across and down; averaged. Sizes are rounded down, the ratios stay exact: 641 / 2 gives 320 columns of 2.003.</summary>
    public int Downsample { get; init; } = 1;

    /// <summary>The most frames that are kept after they were read.</summary>
    public int CacheFrames { get; init; } = DefaultCacheFrames;

    /// <summary>The most bytes that they take, whatever <see cref="CacheFrames"/> says.</summary>
    public long CacheBytes { get; init; } = DefaultCacheBytes;

    /// <summary>Frames that are got ahead of the one that was read, on another thread while nobody reads; at most half of what is kept.</summary>
    public int PrefetchAhead { get; init; }

    /// <summary>Threads of the decoder; 0: one for each core, at most four.</summary>
    public int Threads { get; init; }

    /// <summary>The time of each frame in seconds, strictly increasing, where better ones are known than the file's (a camera's own log) or it has none.</summary>
    public ReadOnlyMemory<double>? Times { get; init; }

    /// <summary>Frames a second of what has no times of its own: folders of images, arrays, raw streams. 0: what the file says, if it says any.</summary>
    public double FrameRate { get; init; }

    /// <summary>Told how much of the file the look for its times has covered, 0 to 1, on the thread that opens it.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends that look.</summary>
    public CancellationToken Cancel { get; init; }
}
