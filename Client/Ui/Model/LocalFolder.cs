using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.IO.Enumeration;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Commands;

namespace Fathom.Client.Ui;

/// <summary>A folder of this machine: folders, and files that can be laid over the scene.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Entries">Folders first, each by name.</param>
/// <param name="Calibrated">The paths of videos that have a calibration beside them.</param>
/// <param name="LeftOut">Whether there was more than is kept.</param>
internal sealed record LocalFolder(string Path, ImmutableArray<DatasetEntry> Entries, ImmutableHashSet<string> Calibrated, bool LeftOut)
{
    /// <summary>More than anybody reads.</summary>
    public const int MostEntries = 2000;

    /// <summary>Names that are looked at before the rest is given up.</summary>
    public const int MostNames = 200_000;

    /// <summary>Reads it. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/> where it cannot be read.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="isGivenUp">Whether nobody wants the answer any more.</param>
    /// <param name="mostEntries">How many entries are kept.</param>
    /// <param name="mostNames">How many names are looked at.</param>
    public static LocalFolder Read(string path, Func<bool> isGivenUp, int mostEntries = MostEntries, int mostNames = MostNames)
    {
        var folders = new List<DatasetEntry>();
        var files = new List<DatasetEntry>();
        var calibrations = new HashSet<string>(StringComparer.Ordinal);
        int names = 0;
        bool leftOut = false;
        var all = new FileSystemEnumerable<(DatasetEntry Entry, bool IsHidden)>(path, Describe, new EnumerationOptions { IgnoreInaccessible = false, AttributesToSkip = 0, ReturnSpecialDirectories = false });
        foreach ((DatasetEntry entry, bool isHidden) in all)
        {
            if (++names > mostNames || isGivenUp())
            {
                leftOut = true;
                break;
            }

            OverlayFileKind kind = entry.IsDirectory ? OverlayFileKind.Other : OverlayFileKinds.Of(entry.Name);
            if (kind == OverlayFileKind.Calibration)
            {
                calibrations.Add(entry.Path);
            }

            if (isHidden || (kind == OverlayFileKind.Other && !entry.IsDirectory))
            {
                continue;
            }

            List<DatasetEntry> list = entry.IsDirectory ? folders : files;
            leftOut |= list.Count >= mostEntries;
            if (list.Count < mostEntries)
            {
                list.Add(entry);
            }
        }

        return new LocalFolder(path, Arrange(folders, files, mostEntries, ref leftOut), Join(files, calibrations), leftOut);
    }

    private static (DatasetEntry Entry, bool IsHidden) Describe(ref FileSystemEntry entry)
    {
        bool isFolder = IsFolder(ref entry);
        var described = new DatasetEntry(entry.FileName.ToString(), entry.ToFullPath(), isFolder, isFolder ? 0 : Length(ref entry), 0);
        return (described, entry.FileName.StartsWith('.') || (entry.Attributes & (FileAttributes.Hidden | FileAttributes.System)) != 0);
    }

    /// <summary>A link counts as what it leads to; one that leads nowhere is a file that says so when it is opened.</summary>
    private static bool IsFolder(ref FileSystemEntry entry) => entry.IsDirectory || ((entry.Attributes & FileAttributes.ReparsePoint) != 0 && Directory.Exists(entry.ToFullPath()));

    private static long Length(ref FileSystemEntry entry)
    {
        try
        {
            return entry.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static ImmutableArray<DatasetEntry> Arrange(List<DatasetEntry> folders, List<DatasetEntry> files, int most, ref bool leftOut)
    {
        folders.Sort(ByName);
        files.Sort(ByName);

        // What was looked for goes before what is only walked through.
        int room = Math.Max(0, most - files.Count);
        leftOut |= folders.Count > room;
        return [.. folders.GetRange(0, Math.Min(room, folders.Count)), .. files];
    }

    private static ImmutableHashSet<string> Join(List<DatasetEntry> files, HashSet<string> calibrations)
    {
        var joined = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (DatasetEntry file in files)
        {
            if (calibrations.Contains(CalibrationDocument.PathBeside(file.Path)))
            {
                joined.Add(file.Path);
            }
        }

        return joined.ToImmutable();
    }

    private static int ByName(DatasetEntry a, DatasetEntry b)
    {
        int order = string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
    }
}
