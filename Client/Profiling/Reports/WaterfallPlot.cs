using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Profiling.Summaries;

namespace Fathom.Client.Profiling.Reports;

/// <summary>How the time adds up, as a row of pieces for the median, the tail and the worst.</summary>
internal static class WaterfallPlot
{
    private const double Width = 1000, Left = 118, Right = 70, Top = 8, RowHeight = 46, BarHeight = 30;

    /// <summary>Under this a label does not fit into its piece.</summary>
    private const double PixelsPerLetter = 7.2;

    /// <summary>Draws the bands.</summary>
    public static string Draw(IReadOnlyList<StageBand> bands)
    {
        bool isJoined = bands.Any(static band => band.IsJoined);
        double longest = bands.Max(band => Math.Max(band.TotalMs, band.Shares(isJoined).Sum(static share => Math.Max(0, share.Ms))));
        var x = new AxisScale(0, longest, Left, Width - Right);
        double height = Top + (bands.Count * RowHeight) + 26;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"waterfall\" viewBox=\"0 0 {Html.At(Width)} {Html.At(height)}\" role=\"img\" aria-label=\"Stages of the median, the 95th percentile and the worst\">\n");
        foreach (double tick in x.Ticks(8))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Html.At(x[tick])}\" x2=\"{Html.At(x[tick])}\" y1=\"{Html.At(Top)}\" y2=\"{Html.At(height - 24)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"dim\" x=\"{Html.At(x[tick])}\" y=\"{Html.At(height - 8)}\" text-anchor=\"middle\">{tick.ToString("0.###", CultureInfo.InvariantCulture)} ms</text>\n");
        }

        for (int row = 0; row < bands.Count; row++)
        {
            Row(svg, bands[row], isJoined, x, Top + (row * RowHeight) + 8);
        }

        return svg.Append("</svg>").ToString();
    }

    private static void Row(StringBuilder svg, StageBand band, bool isJoined, AxisScale x, double top)
    {
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong\" x=\"0\" y=\"{Html.At(top + 14)}\">{Html.Text(band.Label)}</text>");
        string what = band.Count == 1 ? "one intent" : string.Create(CultureInfo.InvariantCulture, $"mean of {band.Count}");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"dim\" x=\"0\" y=\"{Html.At(top + 29)}\">{what}</text>\n");
        double at = 0;
        foreach (StageShare share in band.Shares(isJoined))
        {
            double from = x[at], to = x[at + Math.Max(0, share.Ms)];
            at += Math.Max(0, share.Ms);
            if (to - from < 0.4)
            {
                continue;
            }

            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"piece\" x=\"{Html.At(from)}\" y=\"{Html.At(top)}\" width=\"{Html.At(Math.Max(0.4, to - from - 1))}\" height=\"{Html.At(BarHeight)}\" rx=\"2\" style=\"fill:{Html.Color(share.Name)}\"><title>{Html.Text(share.Name)}: {Html.Ms(share.Ms)} ms, {Html.Percent(share.Share)}</title></rect>");
            string name = share.Name.Split(' ')[0];
            if ((name.Length * PixelsPerLetter) + 6 < to - from)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<text class=\"{(name is "queue" or "apply" or "draw" ? "inlight" : "in")}\" x=\"{Html.At((from + to) / 2)}\" y=\"{Html.At(top + 19.5)}\" text-anchor=\"middle\">{name}</text>");
            }

            svg.Append('\n');
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"strong\" x=\"{Html.At(x[at] + 8)}\" y=\"{Html.At(top + 20)}\">{Html.Ms(band.TotalMs)} ms</text>\n");
    }
}
