using System;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Data;

/// <summary>How values are distributed.</summary>
/// <param name="Low">The smallest that was seen.</param>
/// <param name="High">The largest that was seen.</param>
/// <param name="Percentile1">One of a hundred lies below.</param>
/// <param name="Percentile99">One of a hundred lies above.</param>
/// <param name="From">The left edge of the first bin.</param>
/// <param name="To">The right edge of the last bin.</param>
/// <param name="Bins">How many values lie in each bin; all are of one width.</param>
/// <param name="Samples">How many values were looked at.</param>
/// <param name="Unknown">How many samples were looked at that have no value.</param>
/// <param name="IsExact">Every sample of the finest level was looked at.</param>
/// <param name="Level">Of which level they are.</param>
internal sealed record ValueHistogram(
    double Low, double High, double Percentile1, double Percentile99, double From, double To, ImmutableArray<long> Bins, long Samples, long Unknown, bool IsExact, int Level)
{
    private const double LowPercent = 1;
    private const double HighPercent = 99;

    /// <summary>The histogram of what was counted. Bins of integers are whole numbers wide, so that none looks emptier than its neighbour for no reason of the data's.</summary>
    public static ValueHistogram Of(ValueTally tally, int bins, bool isExact, int level)
    {
        tally.Finish();
        if (tally.Count == 0)
        {
            return new ValueHistogram(0, 1, 0, 1, 0, 1, [], 0, tally.Unknown, isExact, level);
        }

        (double from, double to) = (tally.Low, tally.High);
        if (tally.IsInteger)
        {
            double width = Math.Max(1, Math.Ceiling((to - from + 1) / bins));
            bins = (int)Math.Clamp(Math.Ceiling((to - from + 1) / width), 1, bins);
            (from, to) = (from - 0.5, from - 0.5 + (width * bins));
        }
        else
        {
            (from, to) = Percentiles.Apart(from, to);
        }

        (double p1, double p99) = Percentiles.Apart(tally.Percentile(LowPercent), tally.Percentile(HighPercent));
        return new ValueHistogram(tally.Low, tally.High, p1, p99, from, to, [.. tally.Bins(from, to, bins)], tally.Count, tally.Unknown, isExact && tally.IsWhole, level);
    }
}
