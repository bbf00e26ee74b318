using System;

namespace Fathom.Render;

/// <summary>Cuts convex shapes to a rectangle.</summary>
internal static class ConvexClip
{
    private const int Most = 16;

    /// <summary>Cuts in place and returns how many corners are left; each side may add one. Corners on a side lie on it exactly, and two shapes with a
    /// common line are cut at the very same points of it.</summary>
    internal static int ToRectangle(Span<(double X, double Y)> corners, int count, double left, double bottom, double right, double top)
    {
        Span<(double X, double Y)> other = stackalloc (double, double)[Most];
        count = Cut(corners[..count], other, left, keepsAbove: true, alongX: true);
        count = Cut(other[..count], corners, right, keepsAbove: false, alongX: true);
        count = Cut(corners[..count], other, bottom, keepsAbove: true, alongX: false);
        count = Cut(other[..count], corners, top, keepsAbove: false, alongX: false);
        return count < 3 ? 0 : count;
    }

    private static int Cut(ReadOnlySpan<(double X, double Y)> from, Span<(double X, double Y)> to, double side, bool keepsAbove, bool alongX)
    {
        int count = 0;
        for (int i = 0; i < from.Length; i++)
        {
            (double X, double Y) here = from[i], next = from[(i + 1) % from.Length];
            double a = Depth(here, side, keepsAbove, alongX), b = Depth(next, side, keepsAbove, alongX);
            if (a >= 0)
            {
                to[count++] = here;
            }

            if ((a > 0 && b < 0) || (a < 0 && b > 0))
            {
                // Always from the same end, whichever way round the shape goes.
                to[count++] = a > 0 ? Cross(here, next, a / (a - b), side, alongX) : Cross(next, here, b / (b - a), side, alongX);
            }
        }

        return count;
    }

    private static double Depth((double X, double Y) point, double side, bool keepsAbove, bool alongX)
    {
        double value = alongX ? point.X : point.Y;
        return keepsAbove ? value - side : side - value;
    }

    private static (double X, double Y) Cross((double X, double Y) from, (double X, double Y) to, double part, double side, bool alongX)
        => alongX ? (side, from.Y + (part * (to.Y - from.Y))) : (from.X + (part * (to.X - from.X)), side);
}
