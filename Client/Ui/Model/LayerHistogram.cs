using System;
using System.Collections.Immutable;
using System.Globalization;
using Fathom.Protocol.State;

namespace Fathom.Client.Ui;

/// <summary>How the values of a layer are distributed, as the server counted them.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="High">The largest.</param>
/// <param name="Percentile1">One of a hundred lies below.</param>
/// <param name="Percentile99">One of a hundred lies above.</param>
/// <param name="From">The left edge of the first bin.</param>
/// <param name="To">The right edge of the last bin.</param>
/// <param name="Bins">Counts.</param>
/// <param name="Most">The largest count.</param>
/// <param name="IsExact">Whether every sample was counted.</param>
/// <param name="IsSlice">Whether it is of a slice, not of the data.</param>
/// <param name="About">All of this for people.</param>
internal sealed record LayerHistogram(
    double Low, double High, double Percentile1, double Percentile99, double From, double To, ImmutableArray<double> Bins, double Most, bool IsExact, bool IsSlice, string About)
{
    /// <summary>Reads an answer of <c>fathom.stats</c>; null when it is none, or nothing was counted.</summary>
    public static LayerHistogram? Read(MapValue answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer["edges"] is not { } ends || !ends.TryGetDoubles(out ImmutableArray<double> edges) || edges.Length != 2 || !(edges[0] < edges[1])
            || answer["bins"] is not { } counts || !counts.TryGetDoubles(out ImmutableArray<double> bins) || bins.IsEmpty || !answer.IsFinite)
        {
            return null;
        }

        double most = 0;
        foreach (double count in bins)
        {
            most = Math.Max(most, count);
        }

        (double low, double high, double p1, double p99) = (Number(answer, "low"), Number(answer, "high"), Number(answer, "p1"), Number(answer, "p99"));
        bool isExact = answer["exact"]?.AsBool() ?? false, isSlice = answer["of"]?.AsText() == "slice";
        string about = string.Create(
            CultureInfo.InvariantCulture,
            $"{(isSlice ? "This slice" : "All data")}: {low:0.####} to {high:0.####}, 1–99 % {p1:0.####} to {p99:0.####}. {Number(answer, "samples"):#,0} samples of level {Number(answer, "level"):0}, {(isExact ? "all there are" : "a part of all")}.");
        return most > 0 && high >= low ? new LayerHistogram(low, high, p1, p99, edges[0], edges[1], bins, most, isExact, isSlice, about) : null;
    }

    private static double Number(MapValue answer, string name) => answer[name] is { } value && value.TryGetDouble(out double number) ? number : 0;
}
