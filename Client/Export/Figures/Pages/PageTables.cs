using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Profiling.Reports;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>The tables of a page of stills. Whatever comes from outside is written as text.</summary>
internal static class PageTables
{
    private const int Stops = 9;

    /// <summary>Layers with their contrast.</summary>
    public static string Layers(AnnotationFacts facts)
    {
        var table = new StringBuilder("<div class=\"scroll\"><table>\n<tr><th>layer</th><th class=\"left\">colours</th><th>from</th><th>to</th><th>gamma</th><th>opacity</th><th class=\"left\">blending</th></tr>\n");
        foreach (LayerModel layer in facts.Layers)
        {
            var bar = ColorBar.Of(layer, out _);
            (double low, double high) = layer.ContrastLimits ?? (double.NaN, double.NaN);
            Row(
                table,
                layer.Visible ? string.Empty : " class=\"off\"",
                [Html.Text(layer.Name + (layer.Visible ? string.Empty : " (hidden)")), Ramp(bar) + Html.Text(bar is null ? "–" : layer.Colormap), Value(low), Value(high), Value(layer.Gamma), Value(layer.Opacity), Html.Text(layer.Blending)],
                left: [1, 6]);
        }

        return table.Append("</table></div>").ToString();
    }

    /// <summary>Overlays with the figures of their calibrations.</summary>
    public static string Overlays(ImmutableArray<PlacedOverlay> overlays)
    {
        var table = new StringBuilder("<div class=\"scroll\"><table>\n<tr><th>overlay</th><th class=\"left\">file</th><th class=\"left\">in the pictures</th><th class=\"left\">calibration</th><th>a pixel is</th><th>missed by (RMS)</th><th>clock</th></tr>\n");
        foreach (PlacedOverlay overlay in overlays)
        {
            OverlaySpec spec = overlay.Spec;
            VideoCalibration? calibration = (overlay as PlacedVideo)?.Video.Calibration;
            string unit = calibration is null ? string.Empty : " " + WorldUnits.Sign(calibration.Unit);
            string of = overlay is PlacedTracks { Asked.Of: { } video } ? $"that of '{video}'" : "–";
            Row(
                table,
                string.Empty,
                [
                    Html.Text(spec.Id),
                    Html.Text(Path.GetFileName(Path.TrimEndingDirectorySeparator(spec.Path))),
                    overlay is PlacedVideo ? "no: it is a video" : "yes",
                    Html.Text(calibration is null ? of : Method(calibration)),
                    calibration is null ? "–" : Value(calibration.UnitsPerPx) + Html.Text(unit),
                    calibration is null || calibration.Residuals.IsEmpty ? "–" : Value(calibration.Rms) + Html.Text(unit),
                    string.Create(CultureInfo.InvariantCulture, $"{spec.Clock.Offset:0.######} s + {spec.Clock.Rate:0.######} · t"),
                ],
                left: [1, 2, 3]);
            if (calibration is not null)
            {
                Affine2 map = calibration.Map;
                string numbers = string.Create(CultureInfo.InvariantCulture, $"x = {map.Xx:G6}·px {map.Xy:+ 0.######;− 0.######;+ 0}·py {map.X0:+ 0.######;− 0.######;+ 0}; y = {map.Yx:G6}·px {map.Yy:+ 0.######;− 0.######;+ 0}·py {map.Y0:+ 0.######;− 0.######;+ 0}");
                table.Append("<tr class=\"off\"><td></td><td class=\"text\" colspan=\"6\">").Append(Html.Text(numbers)).Append("</td></tr>\n");
            }
        }

        return table.Append("</table></div>").ToString();
    }

    /// <summary>All that is known of the pictures.</summary>
    public static string Provenance(MapValue facts)
    {
        var list = new StringBuilder("<dl>");
        foreach ((string name, StateValue value) in facts.Entries.Where(static entry => entry.Value is not NullValue && entry.Key is not ("layers" or "overlays")))
        {
            list.Append("<dt>").Append(Html.Text(name.Replace('_', ' '))).Append("</dt><dd>").Append(Html.Text(FigureTexts.Text(value))).Append("</dd>\n");
        }

        return list.Append("</dl>").ToString();
    }

    private static string Method(VideoCalibration calibration) => calibration.Method switch
    {
        CalibrationMethod.Stretched => "none: stretched over the scene",
        CalibrationMethod.Landmarks => string.Create(CultureInfo.InvariantCulture, $"{calibration.Residuals.Length} landmarks, {CalibrationNames.Of(calibration.Kind ?? LandmarkKind.Similarity)}"),
        _ => CalibrationNames.Of(calibration.Method).Replace('_', ' '),
    };

    /// <summary>A colormap as the style sheet's gradient; only its bytes are written, never its name.</summary>
    private static string Ramp(ColorBar? bar)
    {
        if (bar is null)
        {
            return string.Empty;
        }

        IEnumerable<string> stops = Enumerable.Range(0, Stops).Select(stop => bar.At(stop / (Stops - 1.0))).Select(static color => string.Create(CultureInfo.InvariantCulture, $"#{color.Red:x2}{color.Green:x2}{color.Blue:x2}"));
        return $"<span class=\"ramp\" style=\"background:linear-gradient(90deg,{string.Join(',', stops)})\"></span>";
    }

    private static string Value(double value) => double.IsFinite(value) ? value.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−') : "–";

    private static void Row(StringBuilder table, string attributes, string[] cells, int[] left)
    {
        table.Append("<tr").Append(attributes).Append('>');
        for (int i = 0; i < cells.Length; i++)
        {
            table.Append(left.Contains(i) ? "<td class=\"left\">" : "<td>").Append(cells[i]).Append("</td>");
        }

        table.Append("</tr>\n");
    }
}
