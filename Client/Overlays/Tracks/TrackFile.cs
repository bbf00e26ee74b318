using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Tables;
using Fathom.Render;

namespace Fathom.Client.Overlays.Tracks;

/// <summary>Reads tracks and points from tables: columns t or frame, x and y, and perhaps id and color.</summary>
/// <remarks>A unit follows the name of a column: x_px counts pixels of the video's whole frame, x_cm centimetres of the world, x without one the scene's own
/// unit; t is in seconds, t_ms in milliseconds. Rows may stand in any order.</remarks>
internal static class TrackFile
{
    private const string Columns = "Name them t or frame, x and y (with a unit: x_px, x_cm), and where there are several tracks id.";

    /// <summary>Reads a file; throws what the user is told.</summary>
    public static TrackSet Read(string path) => Read(CsvTable.Read(path), Path.GetFileName(path));

    /// <summary>Reads a table.</summary>
    public static TrackSet Read(CsvTable table, string name)
    {
        int frame = table.Find("frame", "frame_index", "frame_idx");
        (int time, string timeUnit) = table.FindMeasured("t") is { Index: >= 0 } t ? t : table.FindMeasured("time");
        (int x, string unit) = table.FindMeasured("x");
        (int y, string unitY) = table.FindMeasured("y");
        if (x < 0 || y < 0 || (time < 0 && frame < 0))
        {
            throw table.Lacks(x < 0 ? "column x" : y < 0 ? "column y" : "column t or frame", Columns);
        }

        bool isPixels = unit is "px" or "pixel" or "pixels";
        double second = 1;
        if (unit != unitY || (unit.Length > 0 && !isPixels && !WorldUnits.IsLength(unit)))
        {
            throw table.Lacks(unit != unitY ? "one unit for x and y" : "known unit of length for x and y", Columns);
        }

        if (time >= 0 && timeUnit.Length > 0 && !WorldUnits.TryConvert(1, timeUnit, "s", out second))
        {
            throw table.Lacks("known unit for t", "Give seconds (t) or milliseconds (t_ms).");
        }

        int id = table.Find("id", "track", "track_id", "name"), color = table.Find("color", "colour");
        List<TrackRow> rows = [.. table.Rows.Select(row => new TrackRow(
            row.Line,
            id < 0 ? "" : row.Cells[id] ?? "",
            time >= 0 ? second * Number(table, row, time, mustBe: true) : Frame(table, row, frame),
            Number(table, row, x, mustBe: false),
            Number(table, row, y, mustBe: false),
            color < 0 ? null : Color(table, row, color)))];
        rows.Sort(static (a, b) => a.Time.CompareTo(b.Time) is var order && order != 0 ? order : a.Line.CompareTo(b.Line));
        bool isPoints = id < 0 && rows.Zip(rows.Skip(1)).Any(static pair => pair.First.Time == pair.Second.Time);
        ImmutableArray<Track> tracks = [.. Grouped(rows, isPoints).Select(group => Build(table, group.Key, group.Value))];
        return new TrackSet(name, tracks, isPixels, isPixels ? "" : unit, time >= 0 ? TrackClock.Seconds : TrackClock.Frames, isPoints);
    }

    /// <summary>By id; points of one time that have none are numbered, for the n-th of one time is drawn like the n-th of another.</summary>
    private static Dictionary<string, List<TrackRow>> Grouped(List<TrackRow> rows, bool isPoints)
    {
        var groups = new Dictionary<string, List<TrackRow>>(StringComparer.Ordinal);
        double last = double.NaN;
        int number = 0;
        foreach (TrackRow row in rows)
        {
            number = row.Time == last ? number + 1 : 0;
            last = row.Time;
            string key = isPoints ? number.ToString(CultureInfo.InvariantCulture) : row.Id;
            if (!groups.TryGetValue(key, out List<TrackRow>? group))
            {
                groups.Add(key, group = []);
            }

            group.Add(row);
        }

        return groups;
    }

    private static Track Build(CsvTable table, string id, List<TrackRow> rows)
    {
        for (int i = 1; i < rows.Count; i++)
        {
            if (rows[i].Time == rows[i - 1].Time)
            {
                throw table.Broken(Math.Max(rows[i].Line, rows[i - 1].Line), $"gives a second place for '{id}' at the same time.");
            }
        }

        return new Track(id, [.. rows.Select(static row => row.Time)], [.. rows.Select(static row => row.X)], [.. rows.Select(static row => row.Y)], rows.Find(static row => row.Color is not null).Color);
    }

    private static double Number(CsvTable table, (int Line, string[] Cells) row, int column, bool mustBe)
    {
        string text = row.Cells[column] ?? "";
        if (!mustBe && (text.Length == 0 || text.Equals("nan", StringComparison.OrdinalIgnoreCase)))
        {
            return double.NaN;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw table.Broken(row.Line, $"has '{text}' for {table.Columns[column]}, which is no number.");
    }

    private static double Frame(CsvTable table, (int Line, string[] Cells) row, int column)
    {
        double frame = Number(table, row, column, mustBe: true);
        return frame >= 0 && frame < int.MaxValue && frame == Math.Floor(frame) ? frame : throw table.Broken(row.Line, $"has '{row.Cells[column]}' for {table.Columns[column]}, which is no frame.");
    }

    private static ShapeColor? Color(CsvTable table, (int Line, string[] Cells) row, int column)
    {
        string text = (row.Cells[column] ?? "").TrimStart('#');
        if (text.Length == 0)
        {
            return null;
        }

        return text.Length == 6 && int.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int rgb)
            ? ShapeColor.Rgb(rgb)
            : throw table.Broken(row.Line, $"has '{row.Cells[column]}' for {table.Columns[column]}; colours are written as six hexadecimal digits, such as ff8000.");
    }
}
