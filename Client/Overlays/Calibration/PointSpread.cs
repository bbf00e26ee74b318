using System;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>How points lie about their centre: along which line they spread most, and how much along it and across it.</summary>
internal readonly struct PointSpread
{
    /// <summary>Points spread less than this part of their length across it lie on one line.</summary>
    public const double LineLimit = 1e-6;

    /// <summary>Looks at points.</summary>
    public PointSpread(ReadOnlySpan<(double X, double Y)> points)
    {
        foreach ((double x, double y) in points)
        {
            CentreX += x / points.Length;
            CentreY += y / points.Length;
        }

        double xx = 0, xy = 0, yy = 0;
        foreach ((double x, double y) in points)
        {
            double dx = x - CentreX, dy = y - CentreY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }

        // Turned by this angle the two columns are orthogonal, and their lengths are the singular values. Taken from the turned columns themselves,
        // not from the sums above, the smaller one stays true far below the square root of a double's precision.
        (Sin, Cos) = Math.SinCos(0.5 * Math.Atan2(2 * xy, xx - yy));
        double along = 0, across = 0;
        foreach ((double x, double y) in points)
        {
            (double u, double v) = Turned(x, y);
            along += u * u;
            across += v * v;
        }

        Along = Math.Sqrt(along);
        Across = Math.Sqrt(across);
    }

    /// <summary>The mean of the columns.</summary>
    public double CentreX { get; }

    /// <summary>The mean of the rows.</summary>
    public double CentreY { get; }

    /// <summary>Cosine of the direction of the largest spread.</summary>
    public double Cos { get; }

    /// <summary>Sine of it.</summary>
    public double Sin { get; }

    /// <summary>The larger singular value of the centred points.</summary>
    public double Along { get; }

    /// <summary>The smaller one.</summary>
    public double Across { get; }

    /// <summary>Whether the points are all in one place.</summary>
    public bool IsPoint => Along == 0;

    /// <summary>Whether they lie on one line, or in one place.</summary>
    public bool IsLine => !(Across >= LineLimit * Along) || IsPoint;

    /// <summary>A point about the centre, along and across the largest spread.</summary>
    public (double Along, double Across) Turned(double x, double y)
    {
        double dx = x - CentreX, dy = y - CentreY;
        return ((Cos * dx) + (Sin * dy), (Cos * dy) - (Sin * dx));
    }
}
