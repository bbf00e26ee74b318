using System;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>Converts decoded pictures to RGBA and RGBA to the encoder's planes. Rows stay in their order: nothing is flipped here.</summary>
/// <remarks>Planes of luma and chroma go through our own conversion, whose matrix and range are those of the shader; RGB layouts and the way to
/// the encoder through libswscale.</remarks>
/// <remarks>Threads: one at a time. Nothing is allocated per picture while size, layout and colours stay the same.</remarks>
public sealed unsafe class PictureConverter : IDisposable
{
    private readonly FFmpegRuntime _runtime;
    private readonly ConversionQuality _quality;
    private readonly YuvToRgba _planes = new();
    private readonly ScaleContext _toRgba = new();
    private readonly ScaleContext _fromRgba = new();

    /// <summary>Creates a converter; throws a <c>FathomException</c> when FFmpeg is missing.</summary>
    public PictureConverter(ConversionQuality quality = ConversionQuality.Fast)
    {
        _runtime = FFmpegRuntime.Require();
        _quality = quality;
    }

    private int Flags => _quality == ConversionQuality.Fast
        ? LibSwScale.SWS_FAST_BILINEAR
        : LibSwScale.SWS_BILINEAR | LibSwScale.SWS_ACCURATE_RND | LibSwScale.SWS_FULL_CHR_H_INT;

    /// <summary>Writes the picture as RGBA. The caller holds a role of the lease. False when FFmpeg cannot convert its layout.</summary>
    /// <param name="lease">The picture.</param>
    /// <param name="destination">Room for <paramref name="stride"/> bytes a row.</param>
    /// <param name="stride">Bytes from row to row, at least four a pixel.</param>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride)
        => TryToRgba(lease, destination, stride, lease.Info.Width, lease.Info.Height);

    /// <summary>The same in another size: interpolated upwards, averaged downwards, or with pixels shown as squares.</summary>
    /// <param name="lease">The picture.</param>
    /// <param name="destination">Room for <paramref name="stride"/> bytes a row.</param>
    /// <param name="stride">Bytes from row to row, at least four a pixel.</param>
    /// <param name="width">Columns wanted.</param>
    /// <param name="height">Rows wanted.</param>
    /// <param name="smooth">False for squares.</param>
    public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, int width, int height, bool smooth = true)
    {
        ref readonly FrameInfo info = ref lease.Info;
        CheckRoom(destination.Length, stride, width, height);
        ColorDescription color = info.Color.Resolve(info.Height);
        fixed (byte* target = destination)
        {
            if (YuvToRgba.Takes(info.Layout))
            {
                _planes.Convert(lease, color, target, stride, width, height, smooth);
                return true;
            }

            return TryByLibrary(lease, color, target, stride, width, height, smooth);
        }
    }

    /// <summary>Writes RGBA rows into the planes of the encoder (BT.709, limited range). The sizes must agree.</summary>
    public bool TryToYuv(ReadOnlySpan<byte> rgba, int stride, YuvPicture picture)
    {
        CheckRoom(rgba.Length, stride, picture.Width, picture.Height);
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
        _toRgba.Dispose();
        _fromRgba.Dispose();
    }

    private bool TryByLibrary(FrameLease lease, ColorDescription color, byte* target, int stride, int width, int height, bool smooth)
    {
        ref readonly FrameInfo info = ref lease.Info;
        void* context = _toRgba.For(new ScaleContext.Key(
            info.Width,
            info.Height,
            width,
            height,
            _runtime.Names.FormatOf(info.Layout),
            _runtime.Names.FormatOf(PixelLayout.Rgba),
            CoefficientsOf(color.Matrix),
            color.Range == ColorRange.Full,
            true,
            smooth ? LibSwScale.SWS_BILINEAR | LibSwScale.SWS_ACCURATE_RND : LibSwScale.SWS_POINT));
        if (context == null)
        {
            return false;
        }

        byte** source = stackalloc byte*[4];
        int* strides = stackalloc int[4];
        for (int i = 0; i < 4; i++)
        {
            PlaneView plane = i < lease.PlaneCount ? lease.GetPlane(i) : default;
            source[i] = (byte*)plane.Data;
            strides[i] = plane.Stride;
        }

        byte** targets = stackalloc byte*[4] { target, null, null, null };
        int* targetStrides = stackalloc int[4] { stride, 0, 0, 0 };
        return LibSwScale.sws_scale(context, source, strides, 0, info.Height, targets, targetStrides) == height;
    }

    private static int CoefficientsOf(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt709 => LibSwScale.SWS_CS_ITU709,
        ColorMatrix.Bt2020 => LibSwScale.SWS_CS_BT2020,
        _ => LibSwScale.SWS_CS_ITU601,
    };

    private static void CheckRoom(int bytes, int stride, int width, int height)
    {
        if (stride < (long)width * 4 || bytes < ((long)stride * (height - 1)) + ((long)width * 4))
        {
            throw new ArgumentException($"{bytes} bytes with {stride} a row do not hold {width}×{height} RGBA pixels.");
        }
    }
}
