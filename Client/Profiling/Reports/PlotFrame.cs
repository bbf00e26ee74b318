using System.Globalization;
using System.Text;

namespace Fathom.Client.Profiling.Reports;

/// <summary>The lines and numbers around a plot.</summary>
internal static class PlotFrame
{
    /// <summary>Draws a grid with its numbers, below and to the left.</summary>
    public static void Axes(StringBuilder svg, AxisScale x, AxisScale y, string unitX, string unitY)
    {
        foreach (double tick in y.Ticks(4))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Html.At(x.From)}\" x2=\"{Html.At(x.To)}\" y1=\"{Html.At(y[tick])}\" y2=\"{Html.At(y[tick])}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"dim\" x=\"{Html.At(x.From - 6)}\" y=\"{Html.At(y[tick] + 4)}\" text-anchor=\"end\">{Number(tick)}{unitY}</text>\n");
        }

        foreach (double tick in x.Ticks(9))
        {
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"dim\" x=\"{Html.At(x[tick])}\" y=\"{Html.At(y.From + 18)}\" text-anchor=\"middle\">{Number(tick)}{unitX}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<line class=\"axis\" x1=\"{Html.At(x.From)}\" x2=\"{Html.At(x.To)}\" y1=\"{Html.At(y.From)}\" y2=\"{Html.At(y.From)}\"/>\n");
    }

    private static string Number(double tick) => (tick == 0 ? 0 : tick).ToString("0.###", CultureInfo.InvariantCulture);
}
