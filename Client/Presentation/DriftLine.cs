using System;

namespace Fathom.Client.Presentation;

/// <summary>
/// The slopes of all lines that pass close enough to the quickest exchanges: how fast the clocks drift apart, and how well that is known.
/// </summary>
/// <remarks>
/// Threads: stateless. The asymmetry of the way cannot be seen, but as long as it stays the same it moves all middles alike and not
/// the slope. What an exchange took longer than the quickest one was spent on one of its two ways, so that its middle is off by at
/// most half of that: an exchange that met a queue counts for little by itself, and nothing needs to be called an outlier.
/// </remarks>
internal static class DriftLine
{
    /// <summary>The most exchanges looked at.</summary>
    public const int MostPoints = 64;

    // Scheduling between a stamp and its socket call, on both sides.
    private const double StampError = 20e-6;

    // Quartz wanders by about this much while a machine warms up.
    private const double LeastHalf = 5e-6;

    /// <summary>The drift over these exchanges, at most <see cref="MostPoints"/> of them, in the order of their times.</summary>
    public static DriftRange Fit(ReadOnlySpan<OffsetInterval> exchanges)
    {
        ReadOnlySpan<OffsetInterval> points = exchanges[Math.Max(0, exchanges.Length - MostPoints)..];
        if (points.Length < 2)
        {
            return DriftRange.Possible;
        }

        Span<double> errors = stackalloc double[points.Length];
        FillErrors(points, errors);
        double low = double.NegativeInfinity, high = double.PositiveInfinity;
        for (int j = 1; j < points.Length; j++)
        {
            for (int i = 0; i < j; i++)
            {
                double passed = points[j].At - points[i].At;
                if (passed > 0)
                {
                    double rise = points[j].Middle - points[i].Middle, error = errors[i] + errors[j];
                    high = Math.Min(high, (rise + error) / passed);
                    low = Math.Max(low, (rise - error) / passed);
                }
            }
        }

        // No line passes: the drift or the way changed. What contradicts itself is as uncertain as it contradicts.
        DriftRange found = low <= high ? new DriftRange(low, high) : new DriftRange(high, low);
        return found.Within(DriftRange.Possible).AtLeast(LeastHalf);
    }

    /// <summary>How far each middle may be from where an exchange without any wait would have it.</summary>
    private static void FillErrors(ReadOnlySpan<OffsetInterval> points, Span<double> errors)
    {
        double least = double.PositiveInfinity;
        foreach (ref readonly OffsetInterval point in points)
        {
            least = Math.Min(least, point.RoundTrip);
        }

        Span<double> sorted = stackalloc double[points.Length];
        for (int i = 0; i < points.Length; i++)
        {
            errors[i] = (points[i].RoundTrip - least) / 2;
        }

        // The quickest one waited somewhere too: about as much less than the others as they differ among themselves.
        errors.CopyTo(sorted);
        sorted.Sort();
        double usual = StampError + sorted[sorted.Length / 2];
        for (int i = 0; i < errors.Length; i++)
        {
            errors[i] += usual;
        }
    }
}
