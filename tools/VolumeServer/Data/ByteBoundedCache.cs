using System;
using System.Threading;
using Fathom.Decode.Caching;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Least recently used bytes within a bound of memory that counts what readers still hold as well. It tells of pressure at 80 % of
/// the bound and sheds at 85 %, so that the bound itself is only passed by what is in use at once.
/// </summary>
/// <remarks>Threads: any. Ownership: every buffer that is handed out is disposed by whoever got it.</remarks>
internal sealed class ByteBoundedCache<TKey> : IDisposable
    where TKey : notnull
{
    private const double PressureShare = 0.80;
    private const double ShedShare = 0.85;
    private const double CalmShare = 0.70;
    private const int IdleShare = 16;

    private readonly ByteBufferPool _pool;
    private readonly LruCache<TKey, CacheBuffer> _lru;
    private readonly Action<CachePressure>? _onPressure;
    private int _underPressure;
    private long _warnings;
    private long _sheds;

    public ByteBoundedCache(long limitBytes, Action<CachePressure>? onPressure = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limitBytes);
        LimitBytes = limitBytes;
        _onPressure = onPressure;
        _pool = new ByteBufferPool(limitBytes / IdleShare);
        _lru = new LruCache<TKey, CacheBuffer>(limitBytes, new SharedBytes());
    }

    public long LimitBytes { get; }

    public CacheCounters Counters => _lru.Counters;

    public ByteBufferPool Memory => _pool;

    /// <summary>How often the bytes held passed 80 % of the bound, coming from below 70 %.</summary>
    public long PressureWarnings => Interlocked.Read(ref _warnings);

    /// <summary>How often something had to leave because 85 % was passed.</summary>
    public long Sheds => Interlocked.Read(ref _sheds);

    /// <summary>The buffer if it is there, held once more for the caller.</summary>
    public bool TryGet(TKey key, out CacheBuffer buffer) => _lru.TryGet(key, out buffer);

    /// <summary>The buffer, held once more for the caller. <paramref name="load"/> rents one here, fills it and gives it back as its result.</summary>
    public CacheBuffer GetOrLoad<TState>(TKey key, TState state, Func<TKey, TState, CancellationToken, CacheBuffer> load, CancellationToken cancel = default) =>
        _lru.GetOrLoad(key, state, load, cancel);

    /// <summary>Memory within the bound: what was used longest ago leaves for it. Dispose it if loading fails.</summary>
    public CacheBuffer Rent(int length)
    {
        long held = _pool.RentedBytes + length;
        if (held > LimitBytes * PressureShare)
        {
            Press(held);
        }
        else if (held < LimitBytes * CalmShare)
        {
            Volatile.Write(ref _underPressure, 0);
        }

        return _pool.Rent(length);
    }

    /// <summary>Gives up what belongs to something that is no longer served.</summary>
    public int RemoveWhere(Predicate<TKey> isStale) => _lru.RemoveWhere(isStale);

    /// <summary>Gives everything up; buffers that are still held live on with their holders.</summary>
    public void Dispose() => _lru.Clear();

    private void Press(long held)
    {
        if (Interlocked.Exchange(ref _underPressure, 1) == 0)
        {
            Interlocked.Increment(ref _warnings);
            _onPressure?.Invoke(new CachePressure(held, LimitBytes));
        }

        if (held > LimitBytes * ShedShare && _lru.Evict(held - (long)(LimitBytes * PressureShare)) > 0)
        {
            Interlocked.Increment(ref _sheds);
        }
    }

    private sealed class SharedBytes : ICacheValues<CacheBuffer>
    {
        /// <summary>A missing chunk takes a place as well; a large sparse store would otherwise fill memory with keys.</summary>
        private const int EntryBytes = 256;

        public long WeightOf(CacheBuffer value) => value.Capacity + EntryBytes;

        public void Retain(CacheBuffer value) => value.Retain();

        public void Release(CacheBuffer value) => value.Dispose();
    }
}
