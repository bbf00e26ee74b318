using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Fathom.Client.Profiling.Sessions;

namespace Fathom.Client.Profiling.Reports;

/// <summary>The server's clock against ours: a curve in its band of uncertainty.</summary>
internal static class ClockPlot
{
    private const double Width = 480, Height = 150, Left = 58, Right = 10, Top = 10, Bottom = 28;

    /// <summary>Draws the clock; empty without two known moments.</summary>
    public static string Draw(IReadOnlyList<ClockSample> clock)
    {
        ClockSample[] known = [.. clock.Where(static sample => double.IsFinite(sample.OffsetMs) && double.IsFinite(sample.UncertaintyMs))];
        if (known.Length < 2)
        {
            return string.Empty;
        }

        double middle = known[known.Length / 2].OffsetMs;
        double reach = Math.Max(0.05, known.Max(sample => Math.Abs(sample.OffsetMs - middle) + sample.UncertaintyMs) * 1.1);
        var x = new AxisScale(known[0].At / 1000, known[^1].At / 1000, Left, Width - Right);
        var y = new AxisScale(-reach, reach, Height - Bottom, Top);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"clock\" viewBox=\"0 0 {Html.At(Width)} {Html.At(Height)}\" role=\"img\" aria-label=\"Offset of the server's clock and its uncertainty\">\n");
        PlotFrame.Axes(svg, x, y, " s", " ms");
        IEnumerable<string> above = known.Select(sample => Point(x, y, sample, middle, sample.UncertaintyMs));
        IEnumerable<string> below = known.Reverse().Select(sample => Point(x, y, sample, middle, -sample.UncertaintyMs));
        svg.Append(CultureInfo.InvariantCulture, $"<polygon class=\"band\" points=\"{string.Join(' ', above.Concat(below))}\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"curve\" points=\"{string.Join(' ', known.Select(sample => Point(x, y, sample, middle, 0)))}\"/>\n");
        return svg.Append("</svg>").ToString();
    }

    private static string Point(AxisScale x, AxisScale y, in ClockSample sample, double middle, double more) =>
        Html.At(x[sample.At / 1000]) + "," + Html.At(y[sample.OffsetMs - middle + more]);
}
