using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Tables;

/// <summary>A small table of text: a line of names and lines of cells, with commas, semicolons or tabs between. Lines that begin with # are remarks.</summary>
internal sealed class CsvTable
{
    /// <summary>A day of one animal at fifty frames a second, and as much memory as a table may take.</summary>
    public const int MostRows = 5_000_000;

    private const long LargestBytes = 512L << 20;

    private readonly string _name;

    private CsvTable(string name, IReadOnlyList<string> columns, IReadOnlyList<(int Line, string[] Cells)> rows)
    {
        _name = name;
        Columns = columns;
        Rows = rows;
    }

    /// <summary>The names in the first line, in lower case; what stood in brackets follows after an underscore: "X [cm]" is x_cm.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The rows, each with its line in the file.</summary>
    public IReadOnlyList<(int Line, string[] Cells)> Rows { get; }

    /// <summary>Reads a file; throws what the user is told.</summary>
    public static CsvTable Read(string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > LargestBytes })
            {
                throw TooLarge(path, $"It is larger than {LargestBytes >> 20} MiB.");
            }

            using var text = new StreamReader(path, Encoding.UTF8);
            return Read(text, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read the table {path}.", failure.Message, "Give the path of a CSV file.");
        }
    }

    /// <summary>Reads a text of so many rows at most.</summary>
    public static CsvTable Read(TextReader text, string name, int mostRows = MostRows)
    {
        string[]? columns = null;
        char separator = ',';
        var rows = new List<(int Line, string[] Cells)>();
        for (int number = 1; text.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
            {
                continue;
            }

            if (columns is null)
            {
                separator = line.Contains('\t', StringComparison.Ordinal) ? '\t' : line.Contains(';', StringComparison.Ordinal) ? ';' : ',';
                columns = [.. Split(line, separator).Select(NameOf)];
                continue;
            }

            if (rows.Count == mostRows)
            {
                throw TooLarge(name, $"It has more than {mostRows} rows.");
            }

            string[] cells = Split(line, separator);
            if (cells.Length > columns.Length)
            {
                throw Broken(name, number, $"has {cells.Length} cells, and there are {columns.Length} columns.");
            }

            Array.Resize(ref cells, columns.Length);
            rows.Add((number, cells));
        }

        return columns is null
            ? throw new FathomException(ExitCode.Usage, $"Cannot use the table {name}.", "It is empty.", "Its first line names the columns.")
            : new CsvTable(name, columns, rows);
    }

    private static FathomException TooLarge(string name, string why) =>
        new(ExitCode.Usage, $"Cannot use the table {name}.", why, "Leave out rows and columns that are not needed, or make several tables of it.");

    /// <summary>The first of some columns that the table has; −1 when it has none of them.</summary>
    public int Find(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            int index = IndexOf(column => column == name);
            if (index >= 0)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>The column "x_UNIT" or "x" of a letter, and the unit ("" without one); −1 when there is none.</summary>
    public (int Index, string Unit) FindMeasured(string name)
    {
        int bare = Find(name);
        int index = bare >= 0 ? bare : IndexOf(column => column.StartsWith(name + "_", StringComparison.Ordinal));
        return (index, index < 0 || bare >= 0 ? "" : Columns[index][(name.Length + 1)..]);
    }

    /// <summary>An error about a line.</summary>
    public FathomException Broken(int line, string why) => Broken(_name, line, why);

    /// <summary>An error about the columns.</summary>
    public FathomException Lacks(string what, string how) => new(
        ExitCode.Usage, $"Cannot use the table {_name}.", $"It has no {what}; its columns are {string.Join(", ", Columns)}.", how);

    private static FathomException Broken(string name, int line, string why) =>
        new(ExitCode.Usage, $"Cannot use the table {name}.", $"Line {line} {why}", "Mend that line; numbers have a full stop for the fraction.");

    private int IndexOf(Predicate<string> wanted)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (wanted(Columns[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static string NameOf(string cell) => cell.Trim().ToLowerInvariant().Replace('[', '_').Replace('(', '_').TrimEnd(']', ')').Replace(" ", "", StringComparison.Ordinal);

    private static string[] Split(string line, char separator)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == separator && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString().Trim());
        return [.. cells];
    }
}
