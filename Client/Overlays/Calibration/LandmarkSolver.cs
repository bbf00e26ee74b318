using System;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>The map of one kind that brings points nearest to others, in the sense of least squares.</summary>
/// <remarks>Similarity is Umeyama's: the scale that makes the squares least, not the ratio of the two spreads; both agree only without error.</remarks>
internal static class LandmarkSolver
{
    /// <summary>The best map; the points must not lie on one line.</summary>
    public static Affine2 Solve(LandmarkKind kind, ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to)
    {
        var source = new PointSpread(from);
        var target = new PointSpread(to);
        Affine2 linear = kind == LandmarkKind.Affine ? Free(from, to, source, target) : Turning(kind, from, to, source, target);
        return Affine2.Translate(target.CentreX, target.CentreY) * linear * Affine2.Translate(-source.CentreX, -source.CentreY);
    }

    /// <summary>The square root of the mean squared distance that a map leaves.</summary>
    public static double Rms(in Affine2 map, ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to)
    {
        double squares = 0;
        for (int i = 0; i < from.Length; i++)
        {
            (double x, double y) = map.Apply(from[i].X, from[i].Y);
            squares += ((x - to[i].X) * (x - to[i].X)) + ((y - to[i].Y) * (y - to[i].Y));
        }

        return Math.Sqrt(squares / from.Length);
    }

    private static Affine2 Turning(
        LandmarkKind kind, ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to, in PointSpread source, in PointSpread target)
    {
        // In two dimensions the proper rotation of Umeyama's decomposition is the direction of the sum of products taken as complex numbers.
        double cos = 0, sin = 0, squares = 0;
        for (int i = 0; i < from.Length; i++)
        {
            double px = from[i].X - source.CentreX, py = from[i].Y - source.CentreY;
            double wx = to[i].X - target.CentreX, wy = to[i].Y - target.CentreY;
            cos += (px * wx) + (py * wy);
            sin += (px * wy) - (py * wx);
            squares += (px * px) + (py * py);
        }

        Affine2 turn = Affine2.Rotate(Math.Atan2(sin, cos));
        return kind == LandmarkKind.Rigid ? turn : turn * Affine2.Scale(double.Hypot(cos, sin) / squares);
    }

    private static Affine2 Free(ReadOnlySpan<(double X, double Y)> from, ReadOnlySpan<(double X, double Y)> to, in PointSpread source, in PointSpread target)
    {
        // Along and across the spread the columns are orthogonal, so that each coefficient stands alone.
        double ax = 0, ay = 0, cx = 0, cy = 0;
        for (int i = 0; i < from.Length; i++)
        {
            (double along, double across) = source.Turned(from[i].X, from[i].Y);
            double wx = to[i].X - target.CentreX, wy = to[i].Y - target.CentreY;
            ax += wx * along;
            ay += wy * along;
            cx += wx * across;
            cy += wy * across;
        }

        double alongSquared = source.Along * source.Along, acrossSquared = source.Across * source.Across;
        var turned = new Affine2(ax / alongSquared, cx / acrossSquared, 0, ay / alongSquared, cy / acrossSquared, 0);
        return turned * new Affine2(source.Cos, source.Sin, 0, -source.Sin, source.Cos, 0);
    }
}
