using System;

namespace Fathom.Client.Ui;

/// <summary>A convex polygon on the screen.</summary>
internal static class ConvexArea
{
    /// <summary>The part of a line that lies inside: from and to, in lengths of the line; false when none of it does.</summary>
    /// <param name="corners">The corners, either way round.</param>
    /// <param name="fromX">The line's beginning.</param>
    /// <param name="fromY">The line's beginning.</param>
    /// <param name="toX">Its end.</param>
    /// <param name="toY">Its end.</param>
    /// <param name="from">Where it enters, 0 to 1.</param>
    /// <param name="to">Where it leaves.</param>
    public static bool TryCut(ReadOnlySpan<(double X, double Y)> corners, double fromX, double fromY, double toX, double toY, out double from, out double to)
    {
        (from, to) = (0, 1);
        double turn = Turn(corners);
        for (int i = 0; i < corners.Length; i++)
        {
            (double ax, double ay) = corners[i];
            (double bx, double by) = corners[(i + 1) % corners.Length];
            double start = turn * (((bx - ax) * (fromY - ay)) - ((by - ay) * (fromX - ax)));
            double end = turn * (((bx - ax) * (toY - ay)) - ((by - ay) * (toX - ax)));
            if (start < 0 && end < 0)
            {
                return false;
            }

            if (start < 0)
            {
                from = Math.Max(from, start / (start - end));
            }
            else if (end < 0)
            {
                to = Math.Min(to, start / (start - end));
            }
        }

        return corners.Length > 2 && turn != 0 && from < to;
    }

    /// <summary>1 or −1 by the way round, 0 for no area.</summary>
    private static double Turn(ReadOnlySpan<(double X, double Y)> corners)
    {
        double twice = 0;
        for (int i = 0; i < corners.Length; i++)
        {
            (double ax, double ay) = corners[i];
            (double bx, double by) = corners[(i + 1) % corners.Length];
            twice += (ax * by) - (bx * ay);
        }

        return Math.Sign(twice);
    }
}
