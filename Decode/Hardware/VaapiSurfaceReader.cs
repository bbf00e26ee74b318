using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>VAAPI surfaces as DMA-BUF: FFmpeg waits until the surface is finished and exports it, a layer for each plane.</summary>
internal sealed unsafe class VaapiSurfaceReader : ISurfaceReader
{
    private readonly int _drmPrime = LibAvUtil.av_get_pix_fmt("drm_prime");

    /// <inheritdoc/>
    public string DeviceType => "vaapi";

    /// <inheritdoc/>
    public SurfaceKind Kind => SurfaceKind.DmaBuf;

    /// <inheritdoc/>
    public string? Describe(SurfaceBacking backing, AvLayout layout)
    {
        var mapped = new AvFrameRef(backing.Map().Frame, layout);
        mapped.Format = _drmPrime;
        int result = LibAvUtil.av_hwframe_map(backing.Map().Frame, backing.Decoded.Frame, LibAvUtil.AV_HWFRAME_MAP_READ | LibAvUtil.AV_HWFRAME_MAP_DIRECT);
        if (result < 0)
        {
            return $"The surface cannot be exported as DMA-BUF. FFmpeg: {AvError.Text(result)}. {AvLog.LastWords}";
        }

        return AvDrmDescriptor.TryRead(mapped.Data[0], out *(DmaBufPicture*)backing.Descriptor, out string? why) ? null : why;
    }
}
