using System;
using Fathom.Decode;
using Fathom.Render.Native.Cuda;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>CUDA memory (NVDEC) into textures: one copy for each plane, from the device to itself; nothing passes the CPU.</summary>
/// <remarks>Threads: GL thread. The copies are in the decoder's stream, and GL waits for them on the device; the lease lasts until the fence
/// behind the draw, which comes after both.</remarks>
internal sealed class CudaImporter : IFrameImporter
{
    private const int MostPlanes = 3;

    private readonly ICudaDriver _cuda;
    private readonly CopyLedger? _copies;
    private readonly PlaneTexture?[] _planes = new PlaneTexture?[MostPlanes];
    private readonly nint[] _resources = new nint[MostPlanes];
    private int _device;
    private nint _context;

    internal CudaImporter(ICudaDriver cuda, CopyLedger? copies)
    {
        _cuda = cuda;
        _copies = copies;
    }

    /// <inheritdoc/>
    public SurfaceKind Kind => SurfaceKind.CudaPointer;

    /// <inheritdoc/>
    public string Name => "CUDA to GL";

    /// <inheritdoc/>
    public bool TryImport(GL gl, GlDisposalQueue disposal, FrameLease lease, Span<uint> textures, out string? refusal)
    {
        ref readonly CudaPicture picture = ref CudaPicture.Of(lease.Info.Surface);
        refusal = Enter(picture.Device);
        if (refusal is not null)
        {
            return false;
        }

        try
        {
            refusal = Fit(gl, disposal, lease.Info, textures) ?? Fill(lease.Info, picture, textures.Length);
        }
        finally
        {
            _cuda.Pop();
        }

        return refusal is null;
    }

    /// <inheritdoc/>
    public void Release(GlDisposalQueue disposal)
    {
        foreach (PlaneTexture? plane in _planes)
        {
            plane?.Release();
        }

        Forget();
    }

    /// <inheritdoc/>
    public void Forget()
    {
        if (_context != 0)
        {
            if (_cuda.Push(_context) == LibCuda.CUDA_SUCCESS)
            {
                UnregisterAll();
                _cuda.Pop();
            }

            _cuda.ReleaseContext(_device);
            _context = 0;
        }

        Array.Clear(_resources);
        Array.Clear(_planes);
    }

    private string? Enter(int device)
    {
        if (_context == 0)
        {
            // Not before the first picture: whoever makes the primary context first decides how it waits, and that is FFmpeg's to say.
            if (_cuda.Start() is { } why)
            {
                return why;
            }

            if (_cuda.Retain(device, out _context) is { } refused)
            {
                _context = 0;
                return refused;
            }

            _device = device;
        }

        int result = _cuda.Push(_context);
        return result == LibCuda.CUDA_SUCCESS ? null : $"CUDA's context cannot be used here: {_cuda.Text(result)}";
    }

    /// <summary>Makes textures of the right size and lets CUDA know them. Old ones are unregistered before GL deletes them.</summary>
    private string? Fit(GL gl, GlDisposalQueue disposal, in FrameInfo info, Span<uint> textures)
    {
        for (int i = 0; i < textures.Length; i++)
        {
            PlaneTexture plane = _planes[i] ??= new PlaneTexture(gl, disposal);
            PlaneFormat format = PlaneFormat.Of(info.Layout, i);
            int texels = info.Layout.RowBytesOf(i, info.Width) / format.BytesPerTexel;
            if (plane.Fit(format, texels, info.Layout.RowsOf(i, info.Height)) || _resources[i] == 0)
            {
                Unregister(i);
                int result = _cuda.Register(plane.Name, out _resources[i]);
                if (result != LibCuda.CUDA_SUCCESS)
                {
                    _resources[i] = 0;
                    return $"CUDA does not take the texture of plane {i}: {_cuda.Text(result)}";
                }
            }

            textures[i] = plane.Name;
        }

        return null;
    }

    private string? Fill(in FrameInfo info, in CudaPicture picture, int count)
    {
        ReadOnlySpan<nint> resources = _resources.AsSpan(0, count);
        int result = _cuda.Map(resources);
        if (result != LibCuda.CUDA_SUCCESS)
        {
            return $"CUDA does not get hold of the textures: {_cuda.Text(result)}";
        }

        for (int i = 0; i < count && result == LibCuda.CUDA_SUCCESS; i++)
        {
            (ulong address, int pitch) = picture.Plane(i);
            var size = new PlaneView((nint)address, pitch, info.Layout.RowBytesOf(i, info.Width), info.Layout.RowsOf(i, info.Height));
            result = _cuda.Copy(address, pitch, size, resources[i]);
            _copies?.Note(CopyStep.DeviceCopy, (long)size.RowBytes * size.Rows);
        }

        int unmapped = _cuda.Unmap(resources);
        result = result != LibCuda.CUDA_SUCCESS ? result : unmapped;
        return result == LibCuda.CUDA_SUCCESS ? null : $"the copy on the device failed: {_cuda.Text(result)}";
    }

    private void UnregisterAll()
    {
        for (int i = 0; i < _resources.Length; i++)
        {
            Unregister(i);
        }
    }

    private void Unregister(int index)
    {
        if (_resources[index] != 0)
        {
            _cuda.Unregister(_resources[index]);
            _resources[index] = 0;
        }
    }
}
