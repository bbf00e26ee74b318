namespace Fathom.Decode;

/// <summary>Where a decoded picture lives.</summary>
public enum SurfaceKind
{
    /// <summary>In planes in ordinary memory.</summary>
    CpuPlanes = 0,

    /// <summary>In DMA-BUF objects (VAAPI); the handle is the address of a <see cref="DmaBufPicture"/>.</summary>
    DmaBuf,

    /// <summary>In CUDA device memory (NVDEC); the handle is the address of a <see cref="CudaPicture"/>.</summary>
    CudaPointer,

    /// <summary>In a Direct3D 11 texture (not implemented yet).</summary>
    D3D11Texture,

    /// <summary>In an IOSurface (not implemented yet).</summary>
    IOSurface,
}
