using System;
using System.Runtime.InteropServices;

namespace Fathom.Decode;

/// <summary>Holds a decoded surface, what it was exported as, and its description for the life of a lease.</summary>
/// <remarks>Order of release: the export first, then the surface, so that nothing names a surface that the decoder already writes into again.</remarks>
internal sealed unsafe class SurfaceBacking : IFrameBacking
{
    private readonly SurfacePool _pool;
    private AvFrameBacking? _decoded;
    private AvFrameBacking? _mapped;

    internal SurfaceBacking(SurfacePool pool)
    {
        _pool = pool;
        Descriptor = (nint)NativeMemory.AllocZeroed((nuint)Math.Max(sizeof(DmaBufPicture), sizeof(CudaPicture)));
    }

    /// <summary>Room for a <see cref="DmaBufPicture"/> or a <see cref="CudaPicture"/>.</summary>
    internal nint Descriptor { get; private set; }

    internal AvFrameBacking Decoded => _decoded ?? throw new InvalidOperationException("The backing holds no surface.");

    /// <summary>Takes over a decoded frame.</summary>
    internal void Hold(AvFrameBacking decoded) => _decoded = decoded;

    /// <summary>The frame into which the surface is exported.</summary>
    internal AvFrameBacking Map() => _mapped ??= _pool.Frames.Rent();

    public void Free()
    {
        AvFrameBacking? mapped = _mapped;
        AvFrameBacking? decoded = _decoded;
        _mapped = null;
        _decoded = null;
        mapped?.Free();
        decoded?.Free();
        _pool.Return(this);
    }

    /// <summary>Frees the description; only the pool calls it, on one that nobody holds.</summary>
    internal void Destroy()
    {
        NativeMemory.Free((void*)Descriptor);
        Descriptor = 0;
    }
}
