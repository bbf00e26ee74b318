using System;
using System.Buffers;
using System.Runtime.InteropServices;
using System.Threading;

namespace Fathom.Decode;

/// <summary>A pooled piece of native memory: 64-byte aligned, with 64 zero bytes behind its length, as FFmpeg wants its packets.</summary>
/// <remarks>
/// <para>Ownership: whoever rented it owns it and either passes it on or calls <see cref="Return"/> once. It may also back a lease:
/// <see cref="IFrameBacking.Free"/> returns it.</para>
/// <para>Threads: one owner at a time; the return may happen on any thread.</para>
/// </remarks>
public sealed unsafe class NativeBuffer : MemoryManager<byte>, IFrameBacking
{
    /// <summary>Zero bytes kept behind the length; FFmpeg's bit readers run over the end.</summary>
    public const int Padding = 64;

    private const nuint Alignment = 64;

    private readonly NativeBufferPool _pool;
    private readonly GCHandle _self;
    private byte* _data;
    private int _length;
    private int _rented;

    internal NativeBuffer(NativeBufferPool pool, int sizeClass, int capacity)
    {
        _pool = pool;
        SizeClass = sizeClass;
        Capacity = capacity;
        _data = (byte*)NativeMemory.AlignedAlloc((nuint)capacity + Padding, Alignment);
        _self = GCHandle.Alloc(this);
    }

    /// <summary>Bytes that fit.</summary>
    public int Capacity { get; }

    /// <summary>Bytes in use; setting it clears the padding behind them.</summary>
    public int Length
    {
        get => _length;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _rented) == 0, this);
            _length = value;
            new Span<byte>(_data + value, Padding).Clear();
        }
    }

    /// <summary>The bytes in use.</summary>
    public Span<byte> Bytes => GetSpan()[.._length];

    /// <summary>Address of the first byte.</summary>
    public nint Address => (nint)_data;

    internal NativeBufferPool Pool => _pool;

    internal int SizeClass { get; }

    /// <summary>The handle that native code passes back; lives as long as the object.</summary>
    internal nint Handle => GCHandle.ToIntPtr(_self);

    /// <summary>All bytes, used or not.</summary>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _rented) == 0, this);
        return new Span<byte>(_data, Capacity);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, Capacity);
        return new MemoryHandle(_data + elementIndex);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
        // Native memory does not move.
    }

    /// <summary>Gives the buffer back to its pool. Throws when it was given back already.</summary>
    public void Return()
    {
        if (Interlocked.Exchange(ref _rented, 0) == 0)
        {
            throw new InvalidOperationException("This buffer was returned twice.");
        }

        _pool.TakeBack(this);
    }

    void IFrameBacking.Free() => Return();

    internal void MarkRented()
    {
        _length = 0;
        Volatile.Write(ref _rented, 1);
    }

    /// <summary>Frees the memory; only the pool calls it, on a buffer that nobody holds.</summary>
    internal void Destroy() => ((IDisposable)this).Dispose();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (_data == null || Volatile.Read(ref _rented) != 0)
        {
            return;
        }

        NativeMemory.AlignedFree(_data);
        _data = null;
        _self.Free();
    }
}
