using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>A catalogue as a table: columns <c>name</c>, <c>path</c> and, if wanted, <c>image</c>, named in the first line.</summary>
internal static class CatalogCsv
{
    public static ImmutableArray<CatalogEntry> Read(IReadOnlyList<string> lines, string source)
    {
        var rows = lines.Select(static line => Cells(line)).Where(static cells => cells.Any(static cell => cell.Length > 0)).ToList();
        if (rows.Count == 0)
        {
            throw new FormatException("It is empty.");
        }

        string[] header = [.. rows[0].Select(static cell => cell.ToUpperInvariant())];
        int name = Array.IndexOf(header, "NAME"), path = Array.IndexOf(header, "PATH"), image = Array.IndexOf(header, "IMAGE");
        if (path < 0)
        {
            throw new FormatException($"Its first line ({lines[0]}) names no column 'path'.");
        }

        return
        [
            .. rows.Skip(1).Select((cells, row) => new CatalogEntry(
                Cell(cells, name) is { Length: > 0 } text ? text : NameOf(Cell(cells, path)),
                Cell(cells, path) is { Length: > 0 } file ? file : throw new FormatException($"Row {row + 2} of {Path.GetFileName(source)} has no path."))
            {
                Image = Cell(cells, image) is { Length: > 0 } wanted ? wanted : null,
            }),
        ];
    }

    /// <summary>The last part of a path without what only names its format.</summary>
    public static string NameOf(string path)
    {
        string last = path.TrimEnd('/', '\\').Split('/', '\\')[^1];
        foreach (string suffix in (ReadOnlySpan<string>)[".ome.zarr", ".zarr", ".npy", ".json"])
        {
            if (last.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && last.Length > suffix.Length)
            {
                return last[..^suffix.Length];
            }
        }

        return last;
    }

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column] : string.Empty;

    private static string[] Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (isQuoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (line[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (line[i] == ',' && !isQuoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString().Trim());
        return [.. cells];
    }
}
