using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Commands;

/// <summary>Answers the protocol's commands as the reference server does, over whatever tree of datasets a server has.</summary>
/// <remarks>Pure, apart from what the tree does. A key-frame request is answered here and carried out by the caller.</remarks>
public static class DatasetCommands
{
    private const int MaxEntries = 1000;
    private const string DefaultSuffix = ".zarr";

    /// <summary>Answers one call.</summary>
    public static CommandAnswer Run(CallCommand call, IDatasetTree tree)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(tree);
        return call.Command switch
        {
            CommandNames.RequestKeyframe => new CommandAnswer(null, null),
            CommandNames.ListDirectory => List(call.Keywords, tree),
            CommandNames.LoadZarr => Load(call.Keywords, tree),
            _ => CommandAnswer.Fail("command.not_found", $"unknown command '{call.Command}'"),
        };
    }

    /// <summary>Finds the absolute path that a request means; false when it lies outside of the root.</summary>
    public static bool TryResolve(string path, string root, out string absolute)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(root);
        var parts = new List<string>();
        string full = path.StartsWith('/') ? path : $"{root}/{path}";
        bool above = false;
        foreach (string part in full.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                above |= parts.Count == 0;
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        absolute = "/" + string.Join('/', parts);
        string prefix = root.TrimEnd('/');
        return !above && (absolute == prefix || prefix.Length == 0 || absolute.StartsWith(prefix + "/", StringComparison.Ordinal));
    }

    private static CommandAnswer List(MapValue keywords, IDatasetTree tree)
    {
        IReadOnlyList<string>? suffixes = Suffixes(keywords);
        if (suffixes is null)
        {
            return CommandAnswer.Fail("command.invalid", "'only' must be a list of suffixes");
        }

        StateValue requested = keywords["path"] ?? StateValue.Null;
        if (requested is not NullValue and not TextValue)
        {
            return CommandAnswer.Fail("command.retryable", "the path is not a text");
        }

        string path = requested.AsText() ?? string.Empty;
        if (!TryResolve(path, tree.Root, out string absolute))
        {
            return CommandAnswer.Fail("command.retryable", "the path lies outside of the data root");
        }

        if (tree.KindOf(absolute) != DatasetPathKind.Directory)
        {
            return CommandAnswer.Fail("fs.not_found", "there is no such directory", MapValue.Of(("path", path)));
        }

        bool hidden = keywords["show_hidden"] is StateValue show && (show.AsBool() ?? (show.TryGetDouble(out double number) && number != 0));
        DatasetEntry[] shown =
        [
            .. tree.List(absolute)
                .Where(entry => hidden || !entry.Name.StartsWith('.'))
                .Where(entry => entry.IsDirectory || suffixes.Count == 0 || EndsWithAny(entry.Name, suffixes))
                .OrderBy(entry => entry.Name.ToLowerInvariant(), StringComparer.Ordinal),
        ];
        ListValue entries = ListValue.Of<DatasetEntry>(shown.AsSpan(0, Math.Min(shown.Length, MaxEntries)), Describe);
        return new CommandAnswer(MapValue.Of(("path", absolute), ("entries", entries), ("has_more", shown.Length > MaxEntries)), null);
    }

    private static bool EndsWithAny(string name, IReadOnlyList<string> suffixes) =>
        suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.OrdinalIgnoreCase));

    private static CommandAnswer Load(MapValue keywords, IDatasetTree tree)
    {
        if (keywords["path"]?.AsText() is not { Length: > 0 } path)
        {
            return CommandAnswer.Fail("command.invalid", "'path' must be a text that is not empty");
        }

        MapValue details = MapValue.Of(("path", path));
        if (!TryResolve(path, tree.Root, out string absolute))
        {
            return CommandAnswer.Fail("zarr.invalid", "the path lies outside of the data root", details);
        }

        DatasetPathKind kind = tree.KindOf(absolute);
        DatasetSearch found = kind == DatasetPathKind.Missing ? new DatasetSearch(false, []) : tree.Find(absolute);
        if (kind != DatasetPathKind.Directory && !found.IsDataset)
        {
            return CommandAnswer.Fail("fs.not_found", "there is no such directory", details);
        }

        if (found.Unreadable)
        {
            return CommandAnswer.Fail("fs.forbidden", "the dataset cannot be read", details);
        }

        if (!found.IsDataset && found.Candidates.Length != 1)
        {
            return found.Candidates.IsEmpty
                ? CommandAnswer.Fail("zarr.invalid", $"there is no OME-Zarr dataset at {absolute}", details)
                : CommandAnswer.Fail(
                    "zarr.disambiguate",
                    $"there are several datasets below {absolute}; choose one",
                    MapValue.Of(("path", absolute), ("options", ListValue.Of<string>(found.Candidates.AsSpan(), static option => option))));
        }

        string dataset = found.IsDataset ? absolute : $"{absolute}/{found.Candidates[0]}";
        return new CommandAnswer(MapValue.Of(("ok", true)), null) { Load = dataset };
    }

    /// <summary>Null when the filter is not a list.</summary>
    private static string[]? Suffixes(MapValue keywords) => keywords["only"] switch
    {
        null or NullValue => [DefaultSuffix],
        ListValue list => [.. list.Items.Select(static item => item.AsText()).OfType<string>()],
        _ => null,
    };

    private static MapValue Describe(DatasetEntry entry) => MapValue.Of(
        ("name", entry.Name),
        ("path", entry.Path),
        ("is_dir", entry.IsDirectory),
        ("size", entry.Size),
        ("mtime", entry.ModifiedSeconds),
        ("zarr_metadata", entry.ZarrMetadata ?? StateValue.Null));
}
