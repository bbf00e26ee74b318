using System;
using System.Numerics;
using System.Threading;

namespace Fathom.Decode;

/// <summary>Rents <see cref="NativeBuffer"/>s by size class and keeps a bounded number of idle ones.</summary>
/// <remarks>Threads: any. Nothing is allocated on the managed heap once the pool is warm. Drop policy: when more than the limit is rented,
/// <see cref="TryRent"/> refuses and counts; idle buffers above the bound of their class are freed.</remarks>
public sealed class NativeBufferPool : IDisposable
{
    /// <summary>Bytes of the smallest class.</summary>
    public const int SmallestCapacity = 1 << SmallestShift;

    /// <summary>Bytes of the largest class.</summary>
    public const int LargestCapacity = 1 << (SmallestShift + Classes - 1);

    private const int SmallestShift = 14;
    private const int Classes = 14;
    private const int IdlePerClass = 16;

    private readonly Lock _lock = new();
    private readonly NativeBuffer?[] _idle = new NativeBuffer?[Classes * IdlePerClass];
    private readonly int[] _idleCount = new int[Classes];
    private readonly long _limitBytes;
    private long _rentedBytes;
    private int _rented;
    private long _refused;
    private bool _disposed;

    /// <summary>Creates a pool that lets at most <paramref name="limitBytes"/> out at once.</summary>
    public NativeBufferPool(long limitBytes = 256L << 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limitBytes, SmallestCapacity);
        _limitBytes = limitBytes;
    }

    /// <summary>Buffers that are out.</summary>
    public int Rented => Volatile.Read(ref _rented);

    /// <summary>Bytes that are out.</summary>
    public long RentedBytes => Interlocked.Read(ref _rentedBytes);

    /// <summary>Requests refused because of the limit.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Rents a buffer with room for <paramref name="capacity"/> bytes; throws when the limit is reached.</summary>
    public NativeBuffer Rent(int capacity)
        => TryRent(capacity, out NativeBuffer? buffer) && buffer is not null
            ? buffer
            : throw new InvalidOperationException($"Cannot rent {capacity} bytes: {RentedBytes} of {_limitBytes} are out, the largest buffer has {LargestCapacity}.");

    /// <summary>Rents a buffer with room for <paramref name="capacity"/> bytes; false when the limit is reached or no class is that large.</summary>
    public bool TryRent(int capacity, out NativeBuffer? buffer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        buffer = null;
        if (capacity > LargestCapacity)
        {
            Interlocked.Increment(ref _refused);
            return false;
        }

        int sizeClass = ClassOf(capacity);
        int bytes = 1 << (SmallestShift + sizeClass);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_rentedBytes + bytes > _limitBytes)
            {
                _refused++;
                return false;
            }

            _rentedBytes += bytes;
            _rented++;
            if (_idleCount[sizeClass] > 0)
            {
                int at = (sizeClass * IdlePerClass) + --_idleCount[sizeClass];
                buffer = _idle[at];
                _idle[at] = null;
            }
        }

        buffer ??= new NativeBuffer(this, sizeClass, bytes);
        buffer.MarkRented();
        return true;
    }

    /// <summary>Moves the bytes of <paramref name="buffer"/> into one with more room and returns the old one. False leaves it as it is.</summary>
    public bool TryGrow(ref NativeBuffer buffer, int capacity)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        if (capacity <= buffer.Capacity)
        {
            return true;
        }

        if (!TryRent(capacity, out NativeBuffer? larger) || larger is null)
        {
            return false;
        }

        buffer.GetSpan().CopyTo(larger.GetSpan());
        larger.Length = buffer.Length;
        buffer.Return();
        buffer = larger;
        return true;
    }

    /// <summary>Frees the idle buffers; those still out are freed as they come back.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            foreach (NativeBuffer? idle in _idle)
            {
                idle?.Destroy();
            }

            Array.Clear(_idle);
            Array.Clear(_idleCount);
        }
    }

    internal void TakeBack(NativeBuffer buffer)
    {
        bool kept = false;
        lock (_lock)
        {
            _rentedBytes -= buffer.Capacity;
            _rented--;
            if (!_disposed && _idleCount[buffer.SizeClass] < IdlePerClass)
            {
                _idle[(buffer.SizeClass * IdlePerClass) + _idleCount[buffer.SizeClass]++] = buffer;
                kept = true;
            }
        }

        if (!kept)
        {
            buffer.Destroy();
        }
    }

    private static int ClassOf(int capacity)
        => capacity <= SmallestCapacity ? 0 : BitOperations.Log2((uint)(capacity - 1)) + 1 - SmallestShift;
}
