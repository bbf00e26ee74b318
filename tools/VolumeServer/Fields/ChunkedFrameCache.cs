using System;
using Fathom.Decode.Caching;

namespace Fathom.VolumeServer.Fields;

/// <summary>Makes frames in groups of neighbours and keeps the groups used last: for long stacks that are mostly played.</summary>
/// <remarks>Threads: any; each group that stays is made once. The last group may be shorter.</remarks>
internal sealed class ChunkedFrameCache<TFrame> : IFrameCache<TFrame>
{
    private readonly LruCache<int, TFrame[]> _chunks;
    private readonly Func<int, TFrame> _make;
    private readonly FrameCacheSize _size;

    public ChunkedFrameCache(int frameCount, Func<int, TFrame> make, FrameCacheSize size)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.ChunkFrames, 1);
        FrameCount = frameCount;
        _make = make;
        _size = size;
        _chunks = new LruCache<int, TFrame[]>(size.Chunks);
    }

    public int FrameCount { get; }

    public CacheCounters Counters => _chunks.Counters;

    public TFrame this[int index]
    {
        get
        {
            int frame = FrameIndex.Resolve(index, FrameCount), chunk = frame / _size.ChunkFrames;
            TFrame[] frames = _chunks.TryGet(chunk, out TFrame[] found) ? found : _chunks.GetOrLoad(chunk, this, static (key, self, _) => self.Make(key));
            return frames[frame - (chunk * _size.ChunkFrames)];
        }
    }

    public TFrame[] Slice(int start, int stop, int step = 1) => FrameIndex.Slice(this, start, stop, step);

    private TFrame[] Make(int chunk)
    {
        int first = chunk * _size.ChunkFrames;
        var frames = new TFrame[Math.Min(_size.ChunkFrames, FrameCount - first)];
        for (int i = 0; i < frames.Length; i++)
        {
            frames[i] = _make(first + i);
        }

        return frames;
    }
}
