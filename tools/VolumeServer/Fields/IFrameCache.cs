using Fathom.Decode.Caching;

namespace Fathom.VolumeServer.Fields;

/// <summary>Frames by index, made when they are asked for. Negative indices count from the end.</summary>
internal interface IFrameCache<TFrame>
{
    /// <summary>Frames in all.</summary>
    int FrameCount { get; }

    /// <summary>The frame; an index outside −count … count − 1 is refused and quoted.</summary>
    TFrame this[int index] { get; }

    CacheCounters Counters { get; }

    /// <summary>The frames from <paramref name="start"/> up to but without <paramref name="stop"/>, as a stack. Negative ends count from the end; what lies beyond is left out.</summary>
    TFrame[] Slice(int start, int stop, int step = 1);
}
