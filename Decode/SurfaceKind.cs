namespace Fathom.Decode;

/// <summary>Where a decoded picture lives.</summary>
public enum SurfaceKind
{
    /// <summary>In planes in ordinary memory.</summary>
    CpuPlanes = 0,

    /// <summary>In DMA-BUF objects (not implemented yet).</summary>
    DmaBuf,

    /// <summary>In CUDA device memory (not implemented yet).</summary>
    CudaPointer,

    /// <summary>In a Direct3D 11 texture (not implemented yet).</summary>
    D3D11Texture,

    /// <summary>In an IOSurface (not implemented yet).</summary>
    IOSurface,
}
