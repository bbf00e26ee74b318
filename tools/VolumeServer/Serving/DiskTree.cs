using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Serving;

/// <summary>The folders below <c>--root</c> as clients may see them. What leads out of the root by a link is not there.</summary>
/// <remarks>Threads: any; it keeps nothing.</remarks>
internal sealed class DiskTree : IDatasetTree
{
    private const int SearchDepth = 2;
    private const int MostEntries = 20_000;
    private const int MostChildren = 16;
    private const int MostCandidates = 64;

    private static readonly EnumerationOptions s_all = new() { IgnoreInaccessible = true, AttributesToSkip = 0, RecurseSubdirectories = false };

    private static readonly MapValue s_arrayFile = MapValue.Of(("is_dataset", true), ("has_multiscales", false), ("dataset_children", ListValue.Of<string>([], static child => child)));

    public DiskTree(string root) => Root = LinkTargets.ResolveExisting(root) ?? throw new DirectoryNotFoundException(root);

    /// <inheritdoc/>
    public string Root { get; }

    /// <inheritdoc/>
    public DatasetPathKind KindOf(string path)
    {
        if (!IsInside(path))
        {
            return DatasetPathKind.Missing;
        }

        return Directory.Exists(path) ? DatasetPathKind.Directory : File.Exists(path) ? DatasetPathKind.File : DatasetPathKind.Missing;
    }

    /// <inheritdoc/>
    public IEnumerable<DatasetEntry> List(string path) =>
        new DirectoryInfo(path).EnumerateFileSystemInfos("*", s_all).Take(MostEntries).Where(entry => entry.LinkTarget is null || IsInside(entry.FullName)).Select(Describe);

    /// <inheritdoc/>
    public DatasetSearch Find(string path)
    {
        try
        {
            if (File.Exists(path))
            {
                return new DatasetSearch(IsArrayFile(path), []);
            }

            if (ZarrMarks.IsDataset(path))
            {
                return new DatasetSearch(true, []);
            }

            var found = ImmutableArray.CreateBuilder<string>();
            Search(path, path, SearchDepth, found);
            return new DatasetSearch(false, [.. found.Order(StringComparer.Ordinal)]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new DatasetSearch(false, []) { Unreadable = true };
        }
    }

    private bool IsInside(string path) => LinkTargets.ResolveExisting(path) is { } real && LinkTargets.IsInside(Root, real);

    private void Search(string root, string folder, int depth, ImmutableArray<string>.Builder found)
    {
        foreach (string child in Directory.EnumerateDirectories(folder, "*", s_all).Take(MostEntries))
        {
            if (found.Count >= MostCandidates || !IsInside(child))
            {
                continue;
            }

            if (ZarrMarks.IsDataset(child))
            {
                found.Add(Path.GetRelativePath(root, child));
            }
            else if (depth > 1)
            {
                Search(root, child, depth - 1, found);
            }
        }
    }

    private DatasetEntry Describe(FileSystemInfo entry)
    {
        bool isDirectory = Directory.Exists(entry.FullName);
        double modified = (entry.LastWriteTimeUtc - DateTime.UnixEpoch).TotalSeconds;
        return new DatasetEntry(entry.Name, entry.FullName, isDirectory, entry is FileInfo file ? file.Length : 0, modified)
        {
            ZarrMetadata = isDirectory ? Marks(entry.FullName) : IsArrayFile(entry.FullName) ? s_arrayFile : null,
        };
    }

    /// <summary>Lists of files (JSON) are left out: they may name files outside of the root.</summary>
    private static bool IsArrayFile(string path) => path.EndsWith(".npy", StringComparison.OrdinalIgnoreCase);

    private MapValue Marks(string folder)
    {
        bool isDataset = ZarrMarks.IsDataset(folder);
        string[] children = [];
        if (!isDataset)
        {
            try
            {
                children = [.. Directory.EnumerateDirectories(folder, "*", s_all).Take(MostEntries).Where(child => ZarrMarks.HasMark(child) && IsInside(child)).Select(child => Path.GetFileName(child)).Order(StringComparer.Ordinal).Take(MostChildren)];
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is listed; what is in it cannot be told.
            }
        }

        return MapValue.Of(
            ("is_dataset", isDataset),
            ("has_multiscales", isDataset && ZarrMarks.HasMultiscales(folder)),
            ("dataset_children", ListValue.Of<string>(children, static child => child)));
    }
}
