using System;

namespace Fathom.Decode;

/// <summary>Decoded planes to RGBA in any size: rounded, chroma interpolated where the stream says it lies, averaged where the picture shrinks.</summary>
/// <remarks>Our own because FFmpeg's fast conversion cuts where it should round, takes the nearest chroma, and knows no siting. Threads: one at a
/// time. Nothing is allocated while kind and sizes stay the same.</remarks>
internal sealed unsafe class YuvToRgba
{
    private readonly ComponentRows _first = new();
    private readonly ComponentRows _second = new();
    private readonly ComponentRows _third = new();
    private readonly PlanarRows _planar = new();
    private RowStore _zeros = new(1, 0);
    private RowColors _colors;
    private Key _key;
    private FrameLease _begun;
    private int _next;

    /// <summary>Converts rows of a region; the caller has checked layout, region, rows and room. Rows that follow those of the call before keep what
    /// was read for them. A negative stride leads upwards from the target's row.</summary>
    internal void Convert(FrameLease lease, ColorDescription color, byte* target, int stride, in PictureRegion region, bool smooth, int first, int count, bool blueFirst)
    {
        ref readonly FrameInfo info = ref lease.Info;
        var key = new Key(info.Layout, color, info.Width, info.Height, region, smooth, blueFirst);
        bool follows = key == _key && first == _next && lease == _begun;
        if (key != _key)
        {
            Prepare(key);
        }

        (_begun, _next) = (lease, first + count);
        if (smooth && PlanarRows.Takes(info, region))
        {
            if (!follows)
            {
                _planar.Begin();
            }

            _planar.Convert(lease, target, stride, first, count, blueFirst);
            return;
        }

        if (!follows)
        {
            Begin(lease, info, color, blueFirst);
        }

        bool hasColor = info.Layout != PixelLayout.Gray;
        for (int y = first; y < first + count; y++)
        {
            byte* row = target + ((nint)(y - first) * stride);
            if (y > first && !smooth && _first.AreAlike(y, y - 1))
            {
                new ReadOnlySpan<byte>(row - stride, region.Width * 4).CopyTo(new Span<byte>(row, region.Width * 4));
                continue;
            }

            short* none = _zeros.Row(0);
            _colors.Write(_first.Row(y), hasColor ? _second.Row(y) : none, hasColor ? _third.Row(y) : none, row, region.Width);
        }
    }

    private void Prepare(in Key key)
    {
        bool left = key.Color.Siting is ChromaSiting.Left or ChromaSiting.TopLeft;
        bool top = key.Color.Siting is ChromaSiting.Top or ChromaSiting.TopLeft;
        PictureRegion region = key.Region;
        var across = new ResampleAxis(key.Width, region.FullWidth, region.X, region.Width);
        var down = new ResampleAxis(key.Height, region.FullHeight, region.Y, region.Height);
        (bool, bool) halved = (key.Layout.HalvesWidth(), key.Layout.HalvesHeight());
        _first.Fit(across, down, (false, false), (false, false), key.Smooth);
        if (key.Layout == PixelLayout.Gray)
        {
            _zeros = _zeros.Width < region.Width ? new RowStore(1, region.Width) : _zeros;
        }
        else
        {
            _second.Fit(across, down, halved, (left, top), key.Smooth);
            _third.Fit(across, down, halved, (left, top), key.Smooth);
        }

        _colors = new RowColors(key.Layout, key.Color, key.BlueFirst);
        _planar.Fit(key.Width, key.Color, _colors.Factors);
        _key = key;
    }

    private void Begin(FrameLease lease, in FrameInfo info, ColorDescription color, bool blueFirst)
    {
        (SampleForm first, SampleForm second, SampleForm third) = info.Layout switch
        {
            PixelLayout.Yuv420P10 or PixelLayout.Yuv444P10 => (SampleForm.LowTen, SampleForm.LowTen, SampleForm.LowTen),
            PixelLayout.P010 => (SampleForm.HighTen, SampleForm.FirstHighTen, SampleForm.SecondHighTen),
            PixelLayout.Nv12 => (SampleForm.Bytes, SampleForm.FirstBytes, SampleForm.SecondBytes),
            PixelLayout.Rgb24 => (SampleForm.FirstOfThree, SampleForm.SecondOfThree, SampleForm.ThirdOfThree),
            PixelLayout.Rgba => (SampleForm.FirstOfFour, SampleForm.SecondOfFour, SampleForm.ThirdOfFour),
            _ => (SampleForm.Bytes, SampleForm.Bytes, SampleForm.Bytes),
        };
        bool rgb = _colors.IsRgb;
        int planes = lease.PlaneCount;
        int halved = info.Layout.HalvesWidth() ? (info.Width + 1) / 2 : info.Width;

        // Planes of Gbrp come green, blue, red.
        bool turned = info.Layout == PixelLayout.Gbrp;
        var one = Component(lease.GetPlane(turned ? 2 : 0), info.Width, first, rgb || color.Range == ColorRange.Full ? 0 : 16);
        if (info.Layout == PixelLayout.Gray)
        {
            _first.Begin(one);
            return;
        }

        var two = Component(lease.GetPlane(turned ? 0 : Math.Min(1, planes - 1)), halved, second, rgb ? 0 : 128);
        var three = Component(lease.GetPlane(turned ? 1 : planes - 1), halved, third, rgb ? 0 : 128);
        if (blueFirst)
        {
            // Of colours the first and the last change places, of colour differences the two, for which the factors are turned.
            (one, two, three) = rgb ? (three, two, one) : (one, three, two);
        }

        _first.Begin(one);
        _second.Begin(two);
        _third.Begin(three);
    }

    private static PlaneComponent Component(PlaneView plane, int count, SampleForm form, int bias) => new(plane.Data, plane.Stride, count, form, bias);

    /// <summary>What the rows are made for.</summary>
    private readonly record struct Key(PixelLayout Layout, ColorDescription Color, int Width, int Height, PictureRegion Region, bool Smooth, bool BlueFirst);
}
