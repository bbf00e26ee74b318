using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Data.Catalog;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Commands;

/// <summary>The data of the command line as one scene: several are layers over each other.</summary>
internal static class ServedData
{
    /// <summary>Opens all of it; when one cannot be opened, none stays open.</summary>
    public static VolumeSet Open(IReadOnlyList<string> paths, Func<string, VolumeSet> open)
    {
        var sets = new List<VolumeSet>(paths.Count);
        bool isComplete = false;
        try
        {
            foreach (string path in paths)
            {
                sets.Add(open(path));
                CheckAxes(sets[0], sets[^1], paths[0], path);
            }

            isComplete = true;
            return sets.Count == 1 ? sets[0] : Join(sets);
        }
        finally
        {
            if (!isComplete)
            {
                sets.ForEach(static set => set.Dispose());
            }
        }
    }

    /// <summary>The workers and the cache that all data of a server share.</summary>
    public static SharedReading ReadingFor(ParsedCommand parsed)
    {
        var scheduler = new ChunkSchedulerOptions();
        return new SharedReading(
            parsed.Integer("cache-mib") * (1L << 20), parsed.IsSet("workers") ? scheduler with { Workers = parsed.Integer("workers") } : scheduler)
        {
            FetchTogether = parsed.Flag("async-io"),
        };
    }

    /// <summary>A folder of data sets that is served without saying a root is the root: its data sets were named. Else null.</summary>
    public static string? FolderOf(IReadOnlyList<string> paths) => paths.Count == 1 && Directory.Exists(paths[0]) && DatasetCatalog.IsOne(paths[0]) ? paths[0] : null;

    /// <summary>What clients are told of where the data lie.</summary>
    public static string PathOf(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Select(static path => path.Contains("://", StringComparison.Ordinal) ? path : Path.GetFullPath(path)));

    private static VolumeSet Join(List<VolumeSet> sets) => new(
        string.Join(" + ", sets.Select(set => set.Name)),
        [.. sets.SelectMany(set => set.Images)],
        [.. sets.SelectMany(set => set.Labels)])
    {
        Notes = [.. sets.SelectMany(set => set.Notes)],
        Owned = [.. sets.SelectMany(set => set.Owned)],
    };

    /// <summary>Layers share their sliders, so every axis of a later one has to be there in the first.</summary>
    private static void CheckAxes(VolumeSet first, VolumeSet other, string firstPath, string otherPath)
    {
        ImmutableArray<VolumeAxis> axes = first.Images[0].Info.Axes;
        if (other.Images.SelectMany(image => image.Info.Axes).FirstOrDefault(axis => first.Images[0].Info.IndexOfAxis(axis.Name) < 0) is { } strange)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot show {otherPath} over {firstPath}.",
                $"Its axis '{strange.Name}' is not among {string.Join(", ", axes.Select(axis => axis.Name))}.",
                "Give the one with more axes first, or serve them by two servers.");
        }
    }
}
