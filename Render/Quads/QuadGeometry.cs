using System;
using System.Runtime.CompilerServices;

namespace Fathom.Render;

/// <summary>A quad in a framebuffer: the corners of what is drawn, and what the program needs to find the texel and the edges of a pixel.</summary>
/// <remarks>Worked out in double precision about a point in the middle of what is seen, so that a quad may be far larger than the framebuffer.
/// Rows are GL's here, counted from the bottom.</remarks>
internal ref struct QuadGeometry
{
    /// <summary>A rectangle cuts four corners into eight at most.</summary>
    internal const int MostCorners = 8;

    // Half a pixel of the smooth edge lies outside of the quad, and a little more is harmless.
    private const double Margin = 0.52;

    /// <summary>x and y of each corner of what is drawn, from -1 to 1.</summary>
    internal CornerList Corners;

    /// <summary>How many corners; 0 when nothing is seen.</summary>
    internal int Count;

    /// <summary>The pixel that the rest is relative to.</summary>
    internal (float X, float Y) Origin;

    /// <summary>The direction across the quad, of length 1, and how far the origin is from its left and its right edge, in pixels.</summary>
    internal (float X, float Y, float Near, float Far) Across;

    /// <summary>The same down the quad.</summary>
    internal (float X, float Y, float Near, float Far) Down;

    /// <summary>Texels a pixel and the texel at the origin, across and down.</summary>
    internal (float StepX, float X, float StepY, float Y) Texel;

    /// <summary>Texels a pixel, in the direction in which they are most.</summary>
    internal double TexelsPerPixel;

    /// <summary>Whether each pixel shows exactly one texel.</summary>
    internal bool IsExact;

    internal static QuadGeometry Of(int width, int height, in Affine2 map, in PictureArea seen, int columns, int rows)
    {
        var result = default(QuadGeometry);
        Affine2 toGl = new Affine2(1, 0, 0, 0, -1, rows) * map;
        if (!toGl.IsInvertible)
        {
            return result;
        }

        Affine2 back = toGl.Inverse();
        double perPixelX = double.Hypot(back.Xx, back.Xy), perPixelY = double.Hypot(back.Yx, back.Yy);
        Span<(double X, double Y)> corners = stackalloc (double, double)[MostCorners];
        double x = Margin * perPixelX, y = Margin * perPixelY;
        corners[0] = toGl.Apply(-x, -y);
        corners[1] = toGl.Apply(width + x, -y);
        corners[2] = toGl.Apply(width + x, height + y);
        corners[3] = toGl.Apply(-x, height + y);
        int bottom = rows - seen.Y - seen.Height;
        result.Count = ConvexClip.ToRectangle(corners, 4, seen.X, bottom, seen.X + seen.Width, bottom + seen.Height);
        for (int i = 0; i < result.Count; i++)
        {
            result.Corners[2 * i] = (float)((2 * corners[i].X / columns) - 1);
            result.Corners[(2 * i) + 1] = (float)((2 * corners[i].Y / rows) - 1);
        }

        (int originX, int originY) = (seen.X + (seen.Width / 2), bottom + (seen.Height / 2));
        (double u, double v) = back.Apply(originX, originY);
        result.Origin = (originX, originY);
        result.Across = ((float)(back.Xx / perPixelX), (float)(back.Xy / perPixelX), (float)(u / perPixelX), (float)((width - u) / perPixelX));
        result.Down = ((float)(back.Yx / perPixelY), (float)(back.Yy / perPixelY), (float)(v / perPixelY), (float)((height - v) / perPixelY));
        result.Texel = ((float)perPixelX, (float)u, (float)perPixelY, (float)v);
        result.TexelsPerPixel = Math.Max(back.ScaleX, back.ScaleY);
        result.IsExact = IsStep(back);
        return result;
    }

    /// <summary>Moved by whole pixels, turned by right angles or mirrored, and nothing else.</summary>
    private static bool IsStep(in Affine2 map)
        => ((Math.Abs(map.Xx) == 1 && Math.Abs(map.Yy) == 1 && map.Xy == 0 && map.Yx == 0)
            || (Math.Abs(map.Xy) == 1 && Math.Abs(map.Yx) == 1 && map.Xx == 0 && map.Yy == 0))
            && map.X0 == Math.Floor(map.X0) && map.Y0 == Math.Floor(map.Y0);

    /// <summary>Sixteen numbers, as one matrix of a program.</summary>
    [InlineArray(2 * MostCorners)]
    internal struct CornerList
    {
        private float _first;
    }
}
