using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Fields;

/// <summary>Several arrays that belong together, one layer each, on one clock: a JSON file <c>{"fields": [{"name": …, "path": …}]}</c>.</summary>
internal static class FieldManifest
{
    private const int LargestBytes = 1 << 20;

    /// <summary>True for a JSON file that lists fields.</summary>
    public static bool IsManifest(string path)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !File.Exists(path) || new FileInfo(path).Length > LargestBytes)
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("fields", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Opens every field; what one entry says beside its path counts before its own side-car.</summary>
    public static VolumeSet Open(string path, long maxCacheBytes, string? confinedTo = null)
    {
        var opened = new List<IVolumeSource>();
        try
        {
            LinkTargets.RequireInside(path, confinedTo);
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            JsonElement fields = document.RootElement.GetProperty("fields");
            if (fields.ValueKind != JsonValueKind.Array || fields.GetArrayLength() == 0)
            {
                throw Refusal(path, "'fields' is not a list with at least one entry.");
            }

            foreach (JsonElement field in fields.EnumerateArray())
            {
                opened.Add(OpenField(path, field, opened.Count, maxCacheBytes, confinedTo));
            }

            CheckClock(path, opened);
            string name = document.RootElement.TryGetProperty("name", out JsonElement text) ? text.GetString()! : Path.GetFileNameWithoutExtension(path);
            return new VolumeSet(name, [.. opened], []) { Notes = [.. opened.SelectMany(static source => source.Info.Notes).Distinct()] };
        }
        catch (Exception error) when (error is FathomException or IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            opened.ForEach(static source => source.Dispose());
            throw error as FathomException ?? Refusal(path, error.Message, error);
        }
    }

    private static IVolumeSource OpenField(string manifest, JsonElement field, int index, long maxCacheBytes, string? confinedTo)
    {
        // A list of plain numbers, or a mixture, is what the plan calls mixed types: every entry is one array with a path.
        if (field.ValueKind != JsonValueKind.Object || !field.TryGetProperty("path", out JsonElement path) || path.ValueKind != JsonValueKind.String)
        {
            throw Refusal(manifest, $"fields[{index}] is not an object with a 'path'.");
        }

        string file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(manifest))!, path.GetString()!);
        FieldSideCar beside = FieldSideCar.Beside(file, confinedTo), here = FieldSideCar.Read(field, manifest);
        return FieldSources.OpenArray(file, here.Over(beside), maxCacheBytes, confinedTo);
    }

    private static void CheckClock(string path, List<IVolumeSource> sources)
    {
        VolumeInfo first = sources[0].Info;
        foreach (IVolumeSource source in sources.Skip(1))
        {
            if (source.Info.Axes.Length != first.Axes.Length || source.Info.Axes[0].Length != first.Axes[0].Length)
            {
                throw Refusal(
                    path,
                    $"'{first.Name}' has the shape ({string.Join(", ", first.Shape)}) and '{source.Info.Name}' ({string.Join(", ", source.Info.Shape)}): fields of one manifest share their frames.");
            }
        }
    }

    private static FathomException Refusal(string path, string why, Exception? inner = null) =>
        new(ExitCode.Usage, $"Cannot open the fields of {path}.", why, "Write {\"fields\": [{\"name\": \"speed\", \"path\": \"speed.npy\"}]}, all with the same number of frames.", inner);
}
