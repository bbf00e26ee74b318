using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Client.Hosting;
using Fathom.Client.Overlays.Tables;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Reads landmarks as users write them: in a table with columns px, py, x, y, or in one word, "50,50=0,80;590,50=100,80;…".</summary>
internal static class LandmarkFile
{
    private const string Columns = "Its columns are px and py (or x_px, y_px) for the pixel, x and y (or with the unit, x_cm and y_cm) for the place in the world.";

    /// <summary>Reads a file or a word; the unit is the one of the columns, "" where they name none.</summary>
    public static (IReadOnlyList<LandmarkPair> Pairs, string Unit) Read(string text) =>
        !File.Exists(text) && text.Contains('=', StringComparison.Ordinal) ? (Parse(text), "") : Read(CsvTable.Read(text));

    /// <summary>Reads a table.</summary>
    public static (IReadOnlyList<LandmarkPair> Pairs, string Unit) Read(CsvTable table)
    {
        int px = table.Find("px", "x_px", "pixel_x", "column"), py = table.Find("py", "y_px", "pixel_y", "row");
        (int x, string unit) = World(table, 'x');
        (int y, string unitY) = World(table, 'y');
        if (px < 0 || py < 0 || x < 0 || y < 0 || unit != unitY)
        {
            throw table.Lacks(px < 0 ? "column px" : py < 0 ? "column py" : x < 0 ? "column x" : y < 0 ? "column y" : "one unit for x and y", Columns);
        }

        var pairs = new List<LandmarkPair>();
        foreach ((int line, string[] cells) in table.Rows)
        {
            double[] numbers = new double[4];
            int i = 0;
            foreach (int column in (int[])[px, py, x, y])
            {
                string cell = cells[column] ?? "";
                if (!double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i++]))
                {
                    throw table.Broken(line, cell.Length == 0
                        ? $"has no {table.Columns[column]}: pixels and places come in pairs."
                        : $"has '{cell}' for {table.Columns[column]}, which is no number.");
                }
            }

            pairs.Add(new LandmarkPair(new(numbers[0], numbers[1]), new(numbers[2], numbers[3])));
        }

        return (pairs, unit);
    }

    private static List<LandmarkPair> Parse(string text)
    {
        var pairs = new List<LandmarkPair>();
        foreach (string part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = part.Split('=');
            if (sides.Length != 2 || !PointText.TryParse(sides[0], out (double X, double Y) pixel) || !PointText.TryParse(sides[1], out (double X, double Y) world))
            {
                throw new FathomException(
                    ExitCode.Usage,
                    $"Cannot use landmark {pairs.Count + 1}, '{part}'.",
                    sides.Length == 1 ? "It has no place: pixels and places come in pairs." : "It is not a pixel, an equals sign and a place, each of two numbers.",
                    "Write for example --landmarks '50,50=0,80;590,50=100,80;590,430=100,0', or give a table.");
            }

            pairs.Add(new LandmarkPair(new(pixel.X, pixel.Y), new(world.X, world.Y)));
        }

        return pairs;
    }

    private static (int Index, string Unit) World(CsvTable table, char axis)
    {
        int bare = table.Find($"{axis}", $"w{axis}", $"world_{axis}");
        if (bare >= 0)
        {
            return (bare, "");
        }

        for (int i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Length > 2 && table.Columns[i][0] == axis && table.Columns[i][1] == '_' && WorldUnits.IsLength(table.Columns[i][2..]))
            {
                return (i, table.Columns[i][2..]);
            }
        }

        return (-1, "");
    }
}
