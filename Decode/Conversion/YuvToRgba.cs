using System;

namespace Fathom.Decode;

/// <summary>Decoded planes to RGBA in any size: rounded, chroma interpolated where the stream says it lies, averaged where the picture shrinks.</summary>
/// <remarks>Our own because FFmpeg's fast conversion cuts where it should round, takes the nearest chroma, and knows no siting. Threads: one at a
/// time. Nothing is allocated while kind and sizes stay the same.</remarks>
internal sealed unsafe class YuvToRgba
{
    private Key _key;
    private RowColors _colors;
    private ComponentRows? _luma;
    private ComponentRows? _blueness;
    private ComponentRows? _redness;
    private RowStore? _noColor;

    /// <summary>Whether a layout can be converted here.</summary>
    internal static bool Takes(PixelLayout layout) => layout is PixelLayout.Yuv420P or PixelLayout.Yuv422P or PixelLayout.Yuv444P
        or PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 or PixelLayout.Nv12 or PixelLayout.P010 or PixelLayout.Gray;

    /// <summary>Converts a picture; the caller has checked layout and room.</summary>
    internal void Convert(FrameLease lease, ColorDescription color, byte* target, int stride, int width, int height, bool smooth)
    {
        ref readonly FrameInfo info = ref lease.Info;
        var key = new Key(info.Layout, color, info.Width, info.Height, width, height, smooth);
        if (_luma is null || key != _key)
        {
            Prepare(key);
        }

        Begin(lease, info, color);
        for (int y = 0; y < height; y++)
        {
            byte* row = target + ((nint)y * stride);
            if (y > 0 && !smooth && _luma!.AreAlike(y, y - 1))
            {
                new ReadOnlySpan<byte>(row - stride, width * 4).CopyTo(new Span<byte>(row, width * 4));
                continue;
            }

            short* none = _noColor!.Row(0);
            _colors.Write(_luma!.Row(y), _blueness is null ? none : _blueness.Row(y), _redness is null ? none : _redness.Row(y), row, width);
        }
    }

    private void Prepare(in Key key)
    {
        bool left = key.Color.Siting is ChromaSiting.Left or ChromaSiting.TopLeft;
        bool top = key.Color.Siting is ChromaSiting.Top or ChromaSiting.TopLeft;
        (int, int) picture = (key.PictureWidth, key.PictureHeight);
        (int, int) target = (key.Width, key.Height);
        (bool, bool) halved = (key.Layout.HalvesWidth(), key.Layout.HalvesHeight());
        bool hasColor = key.Layout != PixelLayout.Gray;
        _luma = new ComponentRows(picture, target, (false, false), (false, false), key.Smooth);
        _blueness = hasColor ? new ComponentRows(picture, target, halved, (left, top), key.Smooth) : null;
        _redness = hasColor ? new ComponentRows(picture, target, halved, (left, top), key.Smooth) : null;
        _noColor = new RowStore(1, hasColor ? 0 : key.Width);
        _colors = new RowColors(key.Layout, key.Color);
        _key = key;
    }

    private void Begin(FrameLease lease, in FrameInfo info, ColorDescription color)
    {
        PlaneView luma = lease.GetPlane(0);
        (SampleForm own, SampleForm first, SampleForm second) = info.Layout switch
        {
            PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 => (SampleForm.LowTen, SampleForm.LowTen, SampleForm.LowTen),
            PixelLayout.P010 => (SampleForm.HighTen, SampleForm.FirstHighTen, SampleForm.SecondHighTen),
            PixelLayout.Nv12 => (SampleForm.Bytes, SampleForm.FirstBytes, SampleForm.SecondBytes),
            _ => (SampleForm.Bytes, SampleForm.Bytes, SampleForm.Bytes),
        };
        _luma!.Begin(new PlaneComponent(luma.Data, luma.Stride, info.Width, own, color.Range == ColorRange.Full ? 0 : 16));
        if (_blueness is null)
        {
            return;
        }

        PlaneView blue = lease.GetPlane(1);
        PlaneView red = lease.GetPlane(lease.PlaneCount - 1);
        int count = info.Layout.HalvesWidth() ? (info.Width + 1) / 2 : info.Width;
        _blueness.Begin(new PlaneComponent(blue.Data, blue.Stride, count, first, 128));
        _redness!.Begin(new PlaneComponent(red.Data, red.Stride, count, second, 128));
    }

    /// <summary>What the rows are made for.</summary>
    private readonly record struct Key(PixelLayout Layout, ColorDescription Color, int PictureWidth, int PictureHeight, int Width, int Height, bool Smooth);
}
