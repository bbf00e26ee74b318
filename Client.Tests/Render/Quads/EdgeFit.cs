using System;
using Fathom.Render;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>Where the sides of a white quad on black lie in a picture, to a fraction of a pixel: how much of a column (or row) across a side is white says
/// where the side crosses it; a line is fitted through these crossings.</summary>
internal static class EdgeFit
{
    private const int Reach = 5;
    private const int FewestCrossings = 12;

    // What is near a corner belongs to two sides.
    private const double Away = 8;

    /// <summary>The line through a side as a·x + b·y = c; null where too little of it is in the picture.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="from">About where the side begins.</param>
    /// <param name="to">About where it ends.</param>
    /// <param name="inside">A point inside of the quad.</param>
    internal static (double A, double B, double C)? Line(CapturedImage image, (double X, double Y) from, (double X, double Y) to, (double X, double Y) inside)
    {
        bool isFlat = Math.Abs(to.X - from.X) >= Math.Abs(to.Y - from.Y);
        if (isFlat)
        {
            return Fit(image.Width, image.Height, (x, y) => image.Row(y)[x * 4], from, to, inside.Y) is var (slope, start) ? (slope, -1, -start) : null;
        }

        return Fit(image.Height, image.Width, (y, x) => image.Row(y)[x * 4], (from.Y, from.X), (to.Y, to.X), inside.X) is var (lean, at) ? (-1, lean, -at) : null;
    }

    /// <summary>Where two lines meet.</summary>
    internal static (double X, double Y) Meet((double A, double B, double C) one, (double A, double B, double C) two)
    {
        double determinant = (one.A * two.B) - (two.A * one.B);
        return (((one.C * two.B) - (two.C * one.B)) / determinant, ((one.A * two.C) - (two.A * one.C)) / determinant);
    }

    /// <summary>The line across = slope · along + start, least squares.</summary>
    private static (double Slope, double Start)? Fit(
        int alongEnd, int acrossEnd, Func<int, int, byte> at, (double Along, double Across) from, (double Along, double Across) to, double inside)
    {
        double slope = (to.Across - from.Across) / (to.Along - from.Along);
        double middle = (from.Across + to.Across) / 2;
        bool isInsideAfter = inside > middle;
        int first = (int)Math.Ceiling(Math.Max(0, Math.Min(from.Along, to.Along) + Away)), last = (int)Math.Floor(Math.Min(alongEnd, Math.Max(from.Along, to.Along) - Away));
        (int n, double sx, double sy, double sxx, double sxy) = (0, 0, 0, 0, 0);
        for (int along = first; along < last; along++)
        {
            int start = (int)Math.Floor(from.Across + (slope * (along + 0.5 - from.Along))) - Reach, end = start + (2 * Reach) + 1;
            if (start < 0 || end > acrossEnd)
            {
                continue;
            }

            double covered = 0;
            for (int across = start; across < end; across++)
            {
                covered += at(along, across) / 255.0;
            }

            (double x, double y) = (along + 0.5, isInsideAfter ? end - covered : start + covered);
            (n, sx, sy, sxx, sxy) = (n + 1, sx + x, sy + y, sxx + (x * x), sxy + (x * y));
        }

        if (n < FewestCrossings)
        {
            return null;
        }

        double fitted = ((n * sxy) - (sx * sy)) / ((n * sxx) - (sx * sx));
        return (fitted, (sy - (fitted * sx)) / n);
    }
}
