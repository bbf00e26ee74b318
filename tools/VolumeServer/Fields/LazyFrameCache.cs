using System;
using Fathom.Decode.Caching;

namespace Fathom.VolumeServer.Fields;

/// <summary>Makes a frame when it is asked for and keeps those used last: for up to ten thousand frames.</summary>
/// <remarks>Threads: any; each frame that stays is made once.</remarks>
internal sealed class LazyFrameCache<TFrame> : IFrameCache<TFrame>
{
    /// <summary>How many frames stay.</summary>
    public const int UsualCapacity = 1000;

    private readonly LruCache<int, TFrame> _frames;
    private readonly Func<int, TFrame> _make;

    public LazyFrameCache(int frameCount, Func<int, TFrame> make, int capacity = UsualCapacity)
    {
        FrameCount = frameCount;
        _make = make;
        _frames = new LruCache<int, TFrame>(capacity);
    }

    public int FrameCount { get; }

    public CacheCounters Counters => _frames.Counters;

    public TFrame this[int index]
    {
        get
        {
            int frame = FrameIndex.Resolve(index, FrameCount);
            return _frames.TryGet(frame, out TFrame found) ? found : _frames.GetOrLoad(frame, _make, static (key, make, _) => make(key));
        }
    }

    public TFrame[] Slice(int start, int stop, int step = 1) => FrameIndex.Slice(this, start, stop, step);
}
