using System;
using System.Globalization;

namespace Fathom.Client.Overlays.Timing;

/// <summary>From one time to another, in seconds.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
internal readonly record struct TimeRange(double From, double To)
{
    /// <summary>How long it is.</summary>
    public double Length => To - From;

    /// <summary>From the smallest to the largest of times; NaN is passed over.</summary>
    public static TimeRange Of(ReadOnlySpan<double> times)
    {
        double from = double.PositiveInfinity, to = double.NegativeInfinity;
        foreach (double time in times)
        {
            if (double.IsFinite(time))
            {
                from = Math.Min(from, time);
                to = Math.Max(to, time);
            }
        }

        return from <= to ? new(from, to) : new(double.NaN, double.NaN);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:0.###} to {To:0.###} s");
}
