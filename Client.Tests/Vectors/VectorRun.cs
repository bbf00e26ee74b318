using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Fathom.Client.Tests.Vectors;

/// <summary>Runs every vector of every file of a folder.</summary>
internal sealed class VectorRun
{
    private readonly List<string> _lines = [];
    private readonly List<string> _failures = [];

    /// <summary>One line per file: how many of its vectors were checked and agreed.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>One line per difference.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public void Folder(string folder)
    {
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        if (files.Length == 0)
        {
            _failures.Add($"{folder}: there is no vector file");
        }

        foreach (string file in files.Order(StringComparer.Ordinal))
        {
            try
            {
                File(file);
            }

            // Boundary: a file that cannot be read at all must be named, and must not hide the others.
            catch (Exception exception)
            {
                _failures.Add($"{Path.GetFileName(file)}: no array of vectors with names: {exception.Message}");
            }
        }
    }

    private void File(string path)
    {
        string name = Path.GetFileName(path);
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(path));
        JsonElement[] vectors = [.. document.RootElement.EnumerateArray()];
        IVectorChecker? checker = VectorCheckers.For(Path.GetFileNameWithoutExtension(path));
        if (checker is null)
        {
            _failures.Add($"{name}: vectors of this kind are unknown");
            _lines.Add($"{name} checked 0 of {vectors.Length}");
            return;
        }

        checker.Begin(vectors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        int agreed = 0;
        foreach (JsonElement vector in vectors)
        {
            string vectorName = vector.GetProperty("name").GetString() ?? string.Empty;
            string? difference = names.Add(vectorName) ? Check(checker, vector) : "the name is used twice";
            if (difference is null)
            {
                agreed++;
            }
            else
            {
                _failures.Add($"{name} {vectorName}: {difference}");
            }
        }

        _failures.AddRange(checker.Finish().Select(difference => $"{name}: {difference}"));
        _lines.Add($"{name} checked {agreed} of {vectors.Length}");
    }

    private static string? Check(IVectorChecker checker, JsonElement vector)
    {
        try
        {
            return checker.Check(vector);
        }

        // Boundary: one vector that breaks its checker must not hide the others.
        catch (Exception exception)
        {
            return $"{exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}";
        }
    }
}
