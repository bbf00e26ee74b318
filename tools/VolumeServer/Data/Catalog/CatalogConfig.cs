using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>What a catalogue says, as it says it: nothing is opened and nothing is checked yet.</summary>
/// <param name="Source">Where it comes from, for messages.</param>
/// <param name="Entries">In the order given.</param>
internal sealed record CatalogConfig(string Source, ImmutableArray<CatalogEntry> Entries)
{
    private const int LargestBytes = 16 << 20;

    /// <summary>True for a file that lists data sets: <c>.csv</c>, or <c>.json</c> with <c>datasets</c>.</summary>
    public static bool IsCatalog(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length > LargestBytes)
        {
            return false;
        }

        if (path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("datasets", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a catalogue; paths in it are relative to it.</summary>
    public static CatalogConfig Read(string path)
    {
        try
        {
            string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
            ImmutableArray<CatalogEntry> entries = path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
                ? CatalogCsv.Read(File.ReadAllLines(path), path)
                : ReadJson(File.ReadAllBytes(path));
            return new CatalogConfig(path, [.. entries.Select(entry => entry with { Path = Absolute(folder, entry.Path) })]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new FathomException(
                ExitCode.Usage, $"Cannot read the catalogue {path}.", error.Message, "Write {\"datasets\": [{\"name\": \"cells\", \"path\": \"cells.zarr\"}]}, or a CSV file with the columns name and path.", error);
        }
    }

    private static string Absolute(string folder, string path) =>
        path.Contains("://", StringComparison.Ordinal) ? path : Path.GetFullPath(Path.Combine(folder, path));

    private static ImmutableArray<CatalogEntry> ReadJson(byte[] utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return
        [
            .. document.RootElement.GetProperty("datasets").EnumerateArray().Select(static item => new CatalogEntry(
                item.GetProperty("name").GetString() ?? string.Empty, item.GetProperty("path").GetString() ?? string.Empty)
            {
                Image = item.TryGetProperty("image", out JsonElement image) ? image.GetString() : null,
                Views = item.TryGetProperty("views", out JsonElement views)
                    ? [.. views.EnumerateObject().Select(static view => new CatalogView(
                        view.Name,
                        [.. Numbers(view.Value, "shape").Select(static number => checked((int)Math.Round(number)))],
                        [.. Numbers(view.Value, "scale")],
                        [.. Numbers(view.Value, "center")]))]
                    : [],
            }),
        ];
    }

    private static IEnumerable<double> Numbers(JsonElement item, string key) =>
        item.TryGetProperty(key, out JsonElement list) ? list.EnumerateArray().Select(static number => number.GetDouble()) : [];
}
