using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>NVDEC's surfaces: planes in device memory, where they are.</summary>
internal sealed unsafe class CudaSurfaceReader : ISurfaceReader
{
    /// <inheritdoc/>
    public string DeviceType => "cuda";

    /// <inheritdoc/>
    public SurfaceKind Kind => SurfaceKind.CudaPointer;

    /// <inheritdoc/>
    public string? Describe(SurfaceBacking backing, AvLayout layout)
    {
        var frame = new AvFrameRef(backing.Decoded.Frame, layout);
        if (frame.Data[0] == null || frame.Linesize[0] <= 0)
        {
            return "The decoder gave a surface without an address.";
        }

        *(CudaPicture*)backing.Descriptor = new CudaPicture(
            0, (ulong)frame.Data[0], frame.Linesize[0], (ulong)frame.Data[1], frame.Linesize[1], (ulong)frame.Data[2], frame.Linesize[2]);
        return null;
    }
}
