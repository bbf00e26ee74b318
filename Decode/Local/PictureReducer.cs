using System;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode.Local;

/// <summary>From a decoded picture to the RGBA of the crop, averaged down. Our own conversion where it knows the samples, libswscale for the rest.</summary>
/// <remarks>Threads: one at a time. Nothing is allocated per picture while kind and size stay the same.</remarks>
internal sealed unsafe class PictureReducer : IDisposable
{
    private const int RowsAtOnce = 16;

    private readonly FFmpegRuntime _runtime;
    private readonly SizePx _original;
    private readonly CropPx _crop;
    private readonly CroppedRows _target;
    private readonly byte[] _rows;
    private readonly PictureConverter _converter = new();
    private readonly ScaleContext _scaler = new();
    private readonly LeaseLedger _ledger = new(1, "local video");
    private byte[] _whole = [];

    internal PictureReducer(FFmpegRuntime runtime, ReaderGeometry geometry)
    {
        _runtime = runtime;
        _original = geometry.Original;
        _crop = geometry.Crop;
        _target = new CroppedRows(geometry);
        _rows = geometry.Factor > 1 ? new byte[_crop.Width * 4 * RowsAtOnce] : [];
    }

    /// <summary>Converts a picture. Null when that worked, else why not.</summary>
    internal string? Convert(AvFrameRef frame, bool isVideoCodec, LocalPicture into)
    {
        if (frame.Width != _original.Width || frame.Height != _original.Height)
        {
            return $"It has {frame.Width}x{frame.Height} pixels and the video {_original}.";
        }

        PixelLayout layout = _runtime.Names.LayoutOf(frame.Format);
        return layout == PixelLayout.Unknown ? ConvertForeign(frame, into) : ConvertOwn(frame, layout, isVideoCodec, into);
    }

    public void Dispose()
    {
        _converter.Dispose();
        _scaler.Dispose();
    }

    private string? ConvertOwn(AvFrameRef frame, PixelLayout layout, bool isVideoCodec, LocalPicture into)
    {
        ColorDescription color = AvColors.Read(frame, layout);

        // Cameras and images mean all 256 grays; only the video codecs' own gray has the range of their luma.
        color = layout == PixelLayout.Gray && color.Range == ColorRange.Unspecified && !isVideoCodec ? color with { Range = ColorRange.Full } : color;
        var info = new FrameInfo { Width = frame.Width, Height = frame.Height, Layout = layout, Color = color };
        Span<PlaneView> planes = stackalloc PlaneView[layout.PlaneCount()];
        for (int i = 0; i < planes.Length; i++)
        {
            planes[i] = new PlaneView((nint)frame.Data[i], frame.Linesize[i], layout.RowBytesOf(i, info.Width), layout.RowsOf(i, info.Height));
        }

        if (!_ledger.TryOpen(info, planes, NotOurs.Instance, out FrameLease lease))
        {
            return "The picture before it is still being converted.";
        }

        try
        {
            return TryReduce(lease, into) ? null : $"Its samples ({layout}) cannot be converted.";
        }
        finally
        {
            lease.Release(LeaseRole.Decoder);
        }
    }

    private bool TryReduce(FrameLease lease, LocalPicture into)
    {
        var region = new PictureRegion(_original.Width, _original.Height, _crop.X, _crop.Y, _crop.Width, _crop.Height);
        if (_target.IsPlain)
        {
            return _converter.TryToRgba(lease, into.Bytes, into.Stride, region);
        }

        int stride = _crop.Width * 4;
        _target.Begin(into);
        for (int y = 0; y < _crop.Height; y += RowsAtOnce)
        {
            int count = Math.Min(RowsAtOnce, _crop.Height - y);
            if (!_converter.TryToRgba(lease, _rows, stride, region, true, y, count))
            {
                return false;
            }

            for (int i = 0; i < count; i++)
            {
                _target.Add(_rows.AsSpan(i * stride, stride));
            }
        }

        return true;
    }

    /// <summary>Samples that only libswscale knows: palettes, packed and planar kinds beyond 8 and 10 bits. It converts the whole picture.</summary>
    private string? ConvertForeign(AvFrameRef frame, LocalPicture into)
    {
        (int width, int height) = (_original.Width, _original.Height);
        ColorDescription color = AvColors.Read(frame, PixelLayout.Unknown).Resolve(height);
        bool isFull = color.Range == ColorRange.Full;
        int matrix = color.Matrix switch
        {
            ColorMatrix.Bt709 => LibSwScale.SWS_CS_ITU709,
            ColorMatrix.Bt2020 => LibSwScale.SWS_CS_BT2020,
            _ => LibSwScale.SWS_CS_ITU601,
        };
        const int Flags = LibSwScale.SWS_BILINEAR | LibSwScale.SWS_ACCURATE_RND | LibSwScale.SWS_FULL_CHR_H_INT;
        void* context = _scaler.For(new ScaleContext.Key(
            width, height, width, height, frame.Format, _runtime.Names.FormatOf(PixelLayout.Rgba), matrix, isFull, true, Flags));
        int stride = width * 4;
        if (_whole.Length == 0)
        {
            // libswscale writes whole vectors: room behind the last row.
            _whole = new byte[checked((stride * height) + 256)];
        }

        fixed (byte* whole = _whole)
        {
            byte** target = stackalloc byte*[4] { whole, null, null, null };
            int* strides = stackalloc int[4] { stride, 0, 0, 0 };
            if (context == null || LibSwScale.sws_scale(context, frame.Data, frame.Linesize, 0, height, target, strides) != height)
            {
                return $"Its samples ({AvNames.NameOf(frame.Format)}) cannot be converted.";
            }
        }

        _target.Take(_whole, into);
        return null;
    }

    /// <summary>The decoder keeps its picture; the lease only shows it to the converter.</summary>
    private sealed class NotOurs : IFrameBacking
    {
        internal static readonly NotOurs Instance = new();

        public void Free()
        {
        }
    }
}
