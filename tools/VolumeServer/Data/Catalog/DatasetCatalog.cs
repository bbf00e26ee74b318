using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data.Catalog;

/// <summary>The data sets that a server was started with, by name. Each is opened when somebody wants it.</summary>
/// <remarks>Threads: any. Ownership: who opens a set disposes it.</remarks>
internal sealed class DatasetCatalog
{
    private const int MostEntries = 10_000;

    private readonly SourceOptions _options;

    private DatasetCatalog(ImmutableArray<CatalogEntry> entries, SourceOptions options, ImmutableArray<string> warnings) =>
        (Entries, _options, Warnings) = (entries, options, warnings);

    /// <summary>At least one.</summary>
    public ImmutableArray<CatalogEntry> Entries { get; }

    /// <summary>What people should know; may be empty.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Everything that <see cref="Open"/> takes: data sets and their parts.</summary>
    public IEnumerable<string> Names => Entries.SelectMany(static entry => entry.Views.Select(view => $"{entry.Name}/{view.Name}").Prepend(entry.Name));

    /// <summary>What the paths of a command line mean: data sets, catalogues, or folders with data sets right below them.</summary>
    public static DatasetCatalog Of(IReadOnlyList<string> paths, SourceOptions options)
    {
        var entries = new List<CatalogEntry>();
        foreach (string path in paths)
        {
            if (CatalogConfig.IsCatalog(path))
            {
                entries.AddRange(CatalogConfig.Read(path).Entries);
            }
            else if (BelowFolder(path) is { Length: > 0 } below)
            {
                entries.AddRange(below);
            }
            else
            {
                entries.Add(new CatalogEntry(CatalogCsv.NameOf(path), path));
            }
        }

        string source = string.Join(", ", paths);
        (CatalogConfig config, ImmutableArray<CatalogFinding> findings) = CatalogValidator.Check(new CatalogConfig(source, Distinct(entries)));
        if (findings.Any(static finding => finding.IsError))
        {
            string why = string.Join("; ", findings.Where(static finding => finding.IsError).Select(static finding => finding.Message));
            throw new FathomException(ExitCode.Usage, $"Cannot serve {source}.", why + ".", "Correct the catalogue; docs/server.md describes it.");
        }

        return new DatasetCatalog(config.Entries, options, [.. findings.Select(static finding => finding.Message)]);
    }

    /// <summary>
    /// Opens what an address means: a data set, or one of a catalogue or folder of them, named behind a number sign (<c>list.json#cells/detail</c>), else its first.
    /// </summary>
    /// <param name="address">As typed.</param>
    /// <param name="options">How.</param>
    /// <param name="tell">Takes lines for whoever typed it.</param>
    public static VolumeSet OpenAddress(string address, SourceOptions options, Action<string> tell)
    {
        int mark = Path.Exists(address) ? -1 : address.LastIndexOf('#');
        string path = mark < 0 ? address : address[..mark];
        if (!IsOne(path))
        {
            return VolumeSources.Open(address, options);
        }

        DatasetCatalog catalog = Of([path], options);
        foreach (string warning in catalog.Warnings)
        {
            tell(warning);
        }

        string[] names = [.. catalog.Names];
        string name = mark < 0 ? names[0] : address[(mark + 1)..];
        if (mark < 0 && names.Length > 1)
        {
            tell($"{path} has {names.Length} data sets; showing '{name}'. Name another: {path}#{names[1]}");
        }

        return catalog.Open(name);
    }

    /// <summary>True for a catalogue, and for a folder that is no data set but has some right below it.</summary>
    public static bool IsOne(string path) => CatalogConfig.IsCatalog(path) || BelowFolder(path).Length > 0;

    /// <summary>Opens a data set, or a part of one, by name.</summary>
    public VolumeSet Open(string name)
    {
        foreach (CatalogEntry entry in Entries)
        {
            if (entry.Name == name)
            {
                return SourceFactory.Open(entry, null, _options);
            }

            foreach (CatalogView view in entry.Views)
            {
                if ($"{entry.Name}/{view.Name}" == name)
                {
                    return SourceFactory.Open(entry, view, _options);
                }
            }
        }

        string[] names = [.. Names];
        throw new FathomException(
            ExitCode.Usage,
            $"There is no data set '{name}'.",
            NearestName.Find(name, names) is { } nearest ? $"The nearest is '{nearest}'." : $"There are {string.Join(", ", names.Take(20))}.",
            "Name one of these.");
    }

    /// <summary>Empty when the folder is a data set itself, or no folder.</summary>
    private static CatalogEntry[] BelowFolder(string path)
    {
        if (!Directory.Exists(path) || LooksLikeData(path))
        {
            return [];
        }

        return
        [
            .. Directory.EnumerateFileSystemEntries(path).Take(MostEntries).Order(StringComparer.Ordinal)
                .Where(static entry => Directory.Exists(entry) ? LooksLikeData(entry) : entry.EndsWith(".npy", StringComparison.OrdinalIgnoreCase) || FieldManifest.IsManifest(entry))
                .Select(static entry => new CatalogEntry(CatalogCsv.NameOf(entry), entry)),
        ];
    }

    private static bool LooksLikeData(string folder) =>
        File.Exists(Path.Combine(folder, ".zattrs")) || File.Exists(Path.Combine(folder, ".zarray")) || File.Exists(Path.Combine(folder, ".zgroup")) || File.Exists(Path.Combine(folder, "zarr.json"));

    /// <summary>What was named twice, by itself and by its folder, counts once.</summary>
    private static ImmutableArray<CatalogEntry> Distinct(List<CatalogEntry> entries) =>
        [.. entries.DistinctBy(static entry => (entry.Name, entry.Path, entry.Views.Length))];
}
