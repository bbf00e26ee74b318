using System;
using System.Runtime.InteropServices;
using System.Threading;

namespace Fathom.Decode.Local;

/// <summary>The memory of one frame and how many hold it; or, without memory, what is known about a frame that cannot be decoded.</summary>
/// <remarks>Threads: any; written only by the one that rented it, before anybody else sees it. Ownership: counted, the last one gives it back to the pool.</remarks>
internal sealed unsafe class LocalPicture
{
    private const nuint Alignment = 64;

    private readonly LocalPicturePool? _pool;
    private byte* _data;
    private int _holders;

    internal LocalPicture(LocalPicturePool pool, SizePx size)
    {
        _pool = pool;
        Size = size;
        Stride = size.Width * 4;
        _data = (byte*)NativeMemory.AlignedAlloc((nuint)Stride * (nuint)size.Height, Alignment);
    }

    private LocalPicture(int index, string why)
    {
        Index = index;
        Why = why;
        _holders = 1;
    }

    internal int Index { get; private set; }

    internal SizePx Size { get; }

    internal int Stride { get; }

    /// <summary>Why there is no picture; null when there is one.</summary>
    internal string? Why { get; }

    internal bool IsSuspect { get; set; }

    internal bool IsHeld => Volatile.Read(ref _holders) > 0;

    internal nint Address => (nint)_data;

    internal Span<byte> Bytes => new(_data, Stride * Size.Height);

    internal static LocalPicture Failed(int index, string why) => new(index, why);

    /// <summary>The pool hands it out: one holder.</summary>
    internal void Begin(int index)
    {
        Index = index;
        IsSuspect = false;
        Volatile.Write(ref _holders, 1);
    }

    internal void Retain() => Interlocked.Increment(ref _holders);

    internal void Release()
    {
        int left = Interlocked.Decrement(ref _holders);
        if (left < 0)
        {
            Interlocked.Increment(ref _holders);
            throw new LeaseException("This frame was given back already.");
        }

        if (left == 0)
        {
            _pool?.TakeBack(this);
        }
    }

    /// <summary>Frees the memory; only the pool calls it, on a picture that nobody holds.</summary>
    internal void Destroy()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
