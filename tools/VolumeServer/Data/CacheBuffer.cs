using System;
using System.Threading;

namespace Fathom.VolumeServer.Data;

/// <summary>Bytes that several readers share: the memory is used again when the last of them has disposed it.</summary>
/// <remarks>Threads: whoever rented it may write until he hands it on; after that everybody reads. Ownership: each holder disposes once.</remarks>
internal sealed class CacheBuffer : IDisposable
{
    private readonly ByteBufferPool _pool;
    private readonly byte[] _bytes;
    private int _holders = 1;

    internal CacheBuffer(ByteBufferPool pool, byte[] bytes, int length)
    {
        _pool = pool;
        _bytes = bytes;
        Length = length;
    }

    /// <summary>How many of the bytes count; none stands for "known to be missing".</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => Writable;

    public Span<byte> Writable => Memory.Span;

    public Memory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _holders) <= 0, this);
            return _bytes.AsMemory(0, Length);
        }
    }

    /// <summary>What the buffer takes of the memory bound.</summary>
    public int Capacity => _bytes.Length;

    /// <summary>Fewer bytes than were asked for turned out to count.</summary>
    public void Shorten(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _holders);
        if (left == 0)
        {
            _pool.TakeBack(_bytes);
        }
        else if (left < 0)
        {
            throw new InvalidOperationException("A cache buffer was disposed more often than it was taken.");
        }
    }

    internal void Retain()
    {
        if (Interlocked.Increment(ref _holders) <= 1)
        {
            throw new InvalidOperationException("A cache buffer was taken after its memory had been given back.");
        }
    }
}
