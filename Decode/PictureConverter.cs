using System;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>Converts decoded pictures to RGBA and RGBA to the encoder's planes. Rows stay in their order: nothing is flipped here.</summary>
/// <remarks>To RGBA by our own conversion, whose matrix and range are those of the shader; to the encoder by libswscale. Threads: one at
/// a time. Nothing is allocated per picture while size, layout and colours stay the same.</remarks>
public sealed unsafe class PictureConverter : IDisposable
{
    private readonly ConversionQuality _quality;
    private readonly YuvToRgba _planes = new();
    private readonly ScaleContext _fromRgba = new();
    private FFmpegRuntime? _runtime;

    /// <summary>Creates a converter.</summary>
    public PictureConverter(ConversionQuality quality = ConversionQuality.Fast) => _quality = quality;

    private int Flags => _quality == ConversionQuality.Fast
        ? LibSwScale.SWS_FAST_BILINEAR
        : LibSwScale.SWS_BILINEAR | LibSwScale.SWS_ACCURATE_RND | LibSwScale.SWS_FULL_CHR_H_INT;

    /// <summary>Writes the picture as RGBA. The caller holds a role of the lease. False when its samples do not lie in memory or are of an unknown kind.</summary>
    /// <param name="lease">The picture.</param>
    /// <param name="destination">Room for <paramref name="stride"/> bytes a row.</param>
    /// <param name="stride">Bytes from row to row, at least four a pixel.</param>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride)
        => TryToRgba(lease, destination, stride, PictureRegion.Whole(lease.Info.Width, lease.Info.Height));

    /// <summary>The same for a region of the picture in another size: interpolated upwards, averaged downwards, or with pixels shown as squares.</summary>
    /// <param name="lease">The picture.</param>
    /// <param name="destination">Room for <paramref name="stride"/> bytes a row.</param>
    /// <param name="stride">Bytes from row to row, at least four a pixel.</param>
    /// <param name="region">What is wanted.</param>
    /// <param name="smooth">False for squares.</param>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, in PictureRegion region, bool smooth = true)
        => TryToRgba(lease, destination, stride, region, smooth, 0, region.Height);

    /// <summary>The same for some rows of the region. Taken from the first to the last in turn, nothing is read twice, and what was made last
    /// is still in the processor's cache for whoever wants it next.</summary>
    /// <param name="lease">The picture.</param>
    /// <param name="destination">Room for <paramref name="stride"/> bytes a row.</param>
    /// <param name="stride">Bytes from row to row, at least four a pixel; negative: the rows lie in turned order, the last one first.</param>
    /// <param name="region">What is wanted.</param>
    /// <param name="smooth">False for squares.</param>
    /// <param name="first">The first row, counted in the region.</param>
    /// <param name="count">How many.</param>
    /// <param name="blueFirst">Blue, green, red, alpha: the order of most windows.</param>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, in PictureRegion region, bool smooth, int first, int count, bool blueFirst = false)
    {
        ref readonly FrameInfo info = ref lease.Info;
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, region.Height - first);
        CheckRoom(destination.Length, Math.Abs(stride), region.Width, count);
        if (info.Layout == PixelLayout.Unknown || info.Surface.Kind != SurfaceKind.CpuPlanes || !region.IsValid)
        {
            return false;
        }

        fixed (byte* target = destination)
        {
            byte* begin = stride < 0 ? target + ((nint)(count - 1) * -stride) : target;
            _planes.Convert(lease, info.Color.Resolve(info.Height), begin, stride, region, smooth, first, count, blueFirst);
            return true;
        }
    }

    /// <summary>Writes RGBA rows into the planes of the encoder (BT.709, limited range). The sizes must agree. Throws a <c>FathomException</c>
    /// when FFmpeg is missing.</summary>
    public bool TryToYuv(ReadOnlySpan<byte> rgba, int stride, YuvPicture picture)
    {
        CheckRoom(rgba.Length, stride, picture.Width, picture.Height);
        _runtime ??= FFmpegRuntime.Require();
        void* context = _fromRgba.For(new ScaleContext.Key(
            picture.Width,
            picture.Height,
            picture.Width,
            picture.Height,
            _runtime.Names.FormatOf(PixelLayout.Rgba),
            _runtime.Names.FormatOf(PixelLayout.Yuv420P),
            LibSwScale.SWS_CS_ITU709,
            true,
            false,
            Flags));
        if (context == null)
        {
            return false;
        }

        byte** target = stackalloc byte*[4] { (byte*)picture.YPlane.Data, (byte*)picture.UPlane.Data, (byte*)picture.VPlane.Data, null };
        int* targetStrides = stackalloc int[4] { picture.YStride, picture.UStride, picture.VStride, 0 };
        fixed (byte* source = rgba)
        {
            byte** sources = stackalloc byte*[4] { source, null, null, null };
            int* strides = stackalloc int[4] { stride, 0, 0, 0 };
            return LibSwScale.sws_scale(context, sources, strides, 0, picture.Height, target, targetStrides) == picture.Height;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _fromRgba.Dispose();
    }

    private static void CheckRoom(int bytes, int stride, int width, int height)
    {
        if (stride < (long)width * 4 || bytes < ((long)stride * (height - 1)) + ((long)width * 4))
        {
            throw new ArgumentException($"{bytes} bytes with {stride} a row do not hold {width}×{height} RGBA pixels.");
        }
    }
}
