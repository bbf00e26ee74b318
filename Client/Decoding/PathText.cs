using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Fathom.Client.Decoding;

/// <summary>Renders timed ways for people and for programs.</summary>
internal static class PathText
{
    /// <summary>A table and the choice.</summary>
    public static string ForPeople(PathReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Ways to decode and draw, timed with {report.Clip} (median ms a picture)");
        foreach (TimedPath path in report.Paths)
        {
            string steps = path.Steps.Count == 0 ? "" : $" ({string.Join(", ", path.Steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Step} {step.PerFrame:0.##}")))})";
            text.AppendLine(path.Failure is { } why
                ? $"  {path.Name,-22} failed: {why}"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {path.Name,-22} decode {path.DecodeMs.P50,6:0.00}  draw {path.DrawMs.P50,6:0.00}  packet to pixels {path.TotalMs.P50,6:0.00}  copies {path.CopiesPerFrame:0.##}, {path.CopiedBytesPerFrame / 1e6:0.0} MB{steps}"));
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"  Chosen: {report.Chosen?.Name ?? "nothing"}, since {report.Why}.").ToString();
    }

    /// <summary>The ways as an array.</summary>
    public static void Write(Utf8JsonWriter json, string name, IReadOnlyList<TimedPath> paths)
    {
        json.WriteStartArray(name);
        foreach (TimedPath path in paths)
        {
            json.WriteStartObject();
            json.WriteString("decoder", path.Decoder);
            json.WriteString("import", path.Import);
            json.WriteString("failure", path.Failure);
            path.DecodeMs.Write(json, "decode_ms");
            path.DrawMs.Write(json, "draw_ms");
            path.TotalMs.Write(json, "total_ms");
            json.WriteNumber("copies_per_frame", Math.Round(path.CopiesPerFrame, 3));
            json.WriteNumber("copied_bytes_per_frame", Math.Round(path.CopiedBytesPerFrame, 1));
            json.WriteStartObject("copies");
            foreach ((string step, double perFrame) in path.Steps)
            {
                json.WriteNumber(step, Math.Round(perFrame, 3));
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
