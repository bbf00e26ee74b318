using System;
using System.Collections.Generic;
using System.Threading;

namespace Fathom.VolumeServer.Data;

/// <summary>Arrays of the sizes that chunks have, used again; the idle ones are bounded by bytes.</summary>
/// <remarks>Threads: any. Drop policy: an array that comes back when enough are idle goes to the garbage collector.</remarks>
internal sealed class ByteBufferPool(long maxIdleBytes)
{
    private const int Grain = 4096;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, Stack<byte[]>> _idle = [];
    private long _idleBytes;
    private long _rentedBytes;
    private long _peakBytes;
    private long _allocations;

    /// <summary>Bytes that are out now, in caches and in use.</summary>
    public long RentedBytes => Interlocked.Read(ref _rentedBytes);

    /// <summary>Bytes that lie ready.</summary>
    public long IdleBytes => Interlocked.Read(ref _idleBytes);

    /// <summary>The most that was out and idle together.</summary>
    public long PeakBytes => Interlocked.Read(ref _peakBytes);

    /// <summary>Arrays that had to be made.</summary>
    public long Allocations => Interlocked.Read(ref _allocations);

    public CacheBuffer Rent(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        int capacity = length == 0 ? 0 : checked((length + Grain - 1) / Grain * Grain);
        byte[]? bytes = null;
        lock (_lock)
        {
            if (_idle.TryGetValue(capacity, out Stack<byte[]>? stack) && stack.TryPop(out bytes))
            {
                _idleBytes -= capacity;
            }
            else
            {
                _allocations++;
            }

            _rentedBytes += capacity;
            _peakBytes = Math.Max(_peakBytes, _rentedBytes + _idleBytes);
        }

        return new CacheBuffer(this, bytes ?? GC.AllocateUninitializedArray<byte>(capacity), length);
    }

    internal void TakeBack(byte[] bytes)
    {
        lock (_lock)
        {
            _rentedBytes -= bytes.Length;
            if (bytes.Length == 0 || _idleBytes + bytes.Length > maxIdleBytes)
            {
                return;
            }

            if (!_idle.TryGetValue(bytes.Length, out Stack<byte[]>? stack))
            {
                _idle[bytes.Length] = stack = new Stack<byte[]>();
            }

            stack.Push(bytes);
            _idleBytes += bytes.Length;
        }
    }
}
