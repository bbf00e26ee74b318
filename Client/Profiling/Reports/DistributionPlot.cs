using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Reports;

/// <summary>How often which time occurred, with the percentiles and the goal marked.</summary>
internal static class DistributionPlot
{
    private const double Width = 1000, Height = 250, Left = 44, Right = 26, Top = 34, Bottom = 34;
    private const int MostBins = 60;

    /// <summary>Draws values; the last bin holds what lies far beyond the p99.</summary>
    public static string Draw(IReadOnlyList<double> values, in Distribution total, double? goal)
    {
        double high = Math.Max(Math.Min(values.Max(), total.P99 * 1.2), goal * 1.05 ?? 0) * 1.02;
        double low = Math.Max(0, values.Min() - (high * 0.05));
        int bins = Math.Clamp((int)Math.Sqrt(values.Count) * 3, 12, MostBins);
        int[] counts = new int[bins];
        foreach (double value in values)
        {
            counts[Math.Clamp((int)((value - low) / (high - low) * bins), 0, bins - 1)]++;
        }

        var x = new AxisScale(low, high, Left, Width - Right);
        var y = new AxisScale(0, counts.Max() * 1.05, Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"distribution\" viewBox=\"0 0 {Html.At(Width)} {Html.At(Height)}\" role=\"img\" aria-label=\"Distribution of the time from intent to picture\">\n");
        PlotFrame.Axes(svg, x, y, " ms", string.Empty);
        for (int i = 0; i < bins; i++)
        {
            if (counts[i] > 0)
            {
                double from = x[low + ((high - low) * i / bins)], to = x[low + ((high - low) * (i + 1) / bins)];
                svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"bar\" x=\"{Html.At(from)}\" y=\"{Html.At(y[counts[i]])}\" width=\"{Html.At(Math.Max(0.5, to - from - 1))}\" height=\"{Html.At(y[0] - y[counts[i]])}\"><title>{counts[i]} of {values.Count}</title></rect>\n");
            }
        }

        double labelsTo = double.NegativeInfinity;
        foreach ((string name, double value) in new[] { ("p50", total.P50), ("p95", total.P95), ("p99", total.P99) })
        {
            // Labels that would lie on each other go one line higher.
            bool isNear = x[value] - labelsTo < 84;
            labelsTo = x[value];
            Mark(svg, "mark", x[value], $"{name} {Html.Ms(value)} ms", isNear ? Top - 22 : Top - 8);
        }

        if (goal is { } limit)
        {
            Mark(svg, "markbad", x[limit], $"goal p95 {Html.Ms(limit)} ms", Top + 8);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Mark(StringBuilder svg, string style, double x, string label, double y)
    {
        bool isRight = x > Width - 140;
        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"{style}\" x1=\"{Html.At(x)}\" x2=\"{Html.At(x)}\" y1=\"{Html.At(Top - 6)}\" y2=\"{Html.At(Height - Bottom)}\"/>");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Html.At(isRight ? x - 4 : x + 4)}\" y=\"{Html.At(y)}\" text-anchor=\"{(isRight ? "end" : "start")}\">{Html.Text(label)}</text>\n");
    }
}
