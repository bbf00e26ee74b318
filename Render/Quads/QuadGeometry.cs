using System;
using System.Runtime.CompilerServices;

namespace Fathom.Render;

/// <summary>A quad in a framebuffer: what is drawn of it, and what the programs need to find the texel and the edges of a pixel.</summary>
/// <remarks>Worked out in double precision about a point in the middle of what is seen, so that a quad may be far larger than the framebuffer.
/// Rows are GL's here, counted from the bottom.</remarks>
internal struct QuadGeometry
{
    /// <summary>A rectangle cuts four corners into eight at most.</summary>
    internal const int MostCorners = 8;

    /// <summary>Four corners outside, four inside.</summary>
    private const int Rings = 2;

    // Half a pixel of a smooth edge lies on either side of it, and a little more is harmless.
    private const double Margin = 0.52;

    private readonly PictureArea _seen;
    private readonly int _bottom;
    private CornerRing _ring;

    /// <param name="width">Columns of the texture.</param>
    /// <param name="height">Rows of the texture.</param>
    /// <param name="map">From texels to pixels of the framebuffer, both from the top left; it must have a way back.</param>
    /// <param name="seen">The part of the framebuffer that is drawn into.</param>
    /// <param name="rows">Rows of the framebuffer.</param>
    internal QuadGeometry(int width, int height, in Affine2 map, in PictureArea seen, int rows)
    {
        _seen = seen;
        _bottom = rows - seen.Y - seen.Height;
        Affine2 toGl = new Affine2(1, 0, 0, 0, -1, rows) * map;
        Affine2 back = toGl.Inverse();
        double perPixelX = double.Hypot(back.Xx, back.Xy), perPixelY = double.Hypot(back.Yx, back.Yy);
        TexelsPerPixel = Math.Max(back.ScaleX, back.ScaleY);
        IsExact = IsStep(back);
        (int originX, int originY) = (seen.X + (seen.Width / 2), _bottom + (seen.Height / 2));
        (double u, double v) = back.Apply(originX, originY);
        Origin = (originX, originY);
        Across = ((float)(back.Xx / perPixelX), (float)(back.Xy / perPixelX), (float)(u / perPixelX), (float)((width - u) / perPixelX));
        Down = ((float)(back.Yx / perPixelY), (float)(back.Yy / perPixelY), (float)(v / perPixelY), (float)((height - v) / perPixelY));
        Place = ((float)(perPixelX / width), (float)(u / width), (float)(perPixelY / height), (float)(v / height));
        Taps = (
            (float)((back.Xx + back.Xy) / (4 * width)),
            (float)((back.Yx + back.Yy) / (4 * height)),
            (float)((back.Xx - back.Xy) / (4 * width)),
            (float)((back.Yx - back.Yy) / (4 * height)));
        (double x, double y) = IsExact ? (0, 0) : (Margin * perPixelX, Margin * perPixelY);
        HasInside = width > 2 * x && height > 2 * y;
        HasEdges = !IsExact;
        SetRing(0, toGl, -x, -y, width, height);
        SetRing(1, toGl, x, y, width, height);
    }

    /// <summary>The pixel that the rest is relative to.</summary>
    internal (float X, float Y) Origin { get; }

    /// <summary>The direction across the quad, of length 1, and how far the origin is from its left and its right edge, in pixels.</summary>
    internal (float X, float Y, float Near, float Far) Across { get; }

    /// <summary>The same down the quad.</summary>
    internal (float X, float Y, float Near, float Far) Down { get; }

    /// <summary>Parts of the texture a pixel and the part at the origin, across and down.</summary>
    internal (float StepX, float X, float StepY, float Y) Place { get; }

    /// <summary>From the centre of a pixel to two of four places in it, in parts of the texture; the other two lie opposite.</summary>
    internal (float X1, float Y1, float X2, float Y2) Taps { get; }

    /// <summary>Texels a pixel, in the direction in which they are most.</summary>
    internal double TexelsPerPixel { get; }

    /// <summary>Whether each pixel shows exactly one texel.</summary>
    internal bool IsExact { get; }

    /// <summary>Whether there are pixels that lie wholly inside.</summary>
    internal bool HasInside { get; }

    /// <summary>Whether there are pixels that an edge may cut.</summary>
    internal bool HasEdges { get; }

    /// <summary>Whether any of it is seen.</summary>
    internal readonly bool IsSeen => All(stackalloc float[2 * MostCorners]) > 0;

    /// <summary>What is seen of the pixels that lie wholly inside; returns how many corners there are.</summary>
    internal readonly int Inside(Span<float> corners) => Cut(_ring[4], _ring[5], _ring[6], _ring[7], corners);

    /// <summary>What is seen of the pixels along one of four sides.</summary>
    internal readonly int Edge(int side, Span<float> corners)
    {
        int next = (side + 1) % 4;
        return Cut(_ring[side], _ring[next], _ring[4 + next], _ring[4 + side], corners);
    }

    /// <summary>What is seen of all pixels, for a quad that is nearly nothing but edge.</summary>
    internal readonly int All(Span<float> corners) => Cut(_ring[0], _ring[1], _ring[2], _ring[3], corners);

    private void SetRing(int ring, in Affine2 map, double x, double y, double width, double height)
    {
        _ring[4 * ring] = map.Apply(x, y);
        _ring[(4 * ring) + 1] = map.Apply(width - x, y);
        _ring[(4 * ring) + 2] = map.Apply(width - x, height - y);
        _ring[(4 * ring) + 3] = map.Apply(x, height - y);
    }

    private readonly int Cut((double X, double Y) a, (double X, double Y) b, (double X, double Y) c, (double X, double Y) d, Span<float> corners)
    {
        Span<(double X, double Y)> cut = stackalloc (double, double)[MostCorners];
        (cut[0], cut[1], cut[2], cut[3]) = (a, b, c, d);
        int count = ConvexClip.ToRectangle(cut, 4, _seen.X, _bottom, _seen.X + _seen.Width, _bottom + _seen.Height);
        for (int i = 0; i < count; i++)
        {
            corners[2 * i] = (float)(cut[i].X - Origin.X);
            corners[(2 * i) + 1] = (float)(cut[i].Y - Origin.Y);
        }

        return count;
    }

    /// <summary>Moved by whole pixels, turned by right angles or mirrored, and nothing else.</summary>
    private static bool IsStep(in Affine2 map)
        => ((Math.Abs(map.Xx) == 1 && Math.Abs(map.Yy) == 1 && map.Xy == 0 && map.Yx == 0)
            || (Math.Abs(map.Xy) == 1 && Math.Abs(map.Yx) == 1 && map.Xx == 0 && map.Yy == 0))
            && map.X0 == Math.Floor(map.X0) && map.Y0 == Math.Floor(map.Y0);

    [InlineArray(4 * Rings)]
    private struct CornerRing
    {
        private (double X, double Y) _first;
    }
}
