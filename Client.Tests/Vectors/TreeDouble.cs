using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Commands;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Vectors;

/// <summary>The directories that a file's recordings speak of: what their listings showed and what their errors said of paths.</summary>
internal sealed class TreeDouble : IDatasetTree
{
    private const string DefaultRoot = "/srv/data";

    private readonly Dictionary<string, Dictionary<string, DatasetEntry>> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DatasetSearch> _searches = new(StringComparer.Ordinal);

    private TreeDouble(string root)
    {
        Root = root;
        _directories[root] = [];
    }

    public string Root { get; }

    public static TreeDouble From(IReadOnlyList<JsonElement> vectors)
    {
        var answers = vectors.Select(Answer).Where(answer => answer.Call is not null).ToArray();
        MapValue? rootListing = answers.FirstOrDefault(answer => IsListing(answer.Call!) && !Path(answer.Call!).HasText).Result;
        string? shortest = answers.Select(answer => answer.Result?["path"]?.AsText()).OfType<string>().OrderBy(path => path.Length).FirstOrDefault();
        string root = rootListing?["path"]?.AsText() ?? (shortest is null ? DefaultRoot : CommonRoot(shortest));
        var tree = new TreeDouble(root);
        foreach ((MapValue? call, MapValue? result, MapValue? error) in answers)
        {
            tree.Learn(call!, result, error);
        }

        return tree;
    }

    public DatasetPathKind KindOf(string path) =>
        _directories.ContainsKey(path) || _searches.ContainsKey(path) ? DatasetPathKind.Directory
        : _directories.Values.Any(entries => entries.Values.Any(entry => entry.Path == path && !entry.IsDirectory)) ? DatasetPathKind.File
        : DatasetPathKind.Missing;

    public IEnumerable<DatasetEntry> List(string path) => _directories[path].Values;

    public DatasetSearch Find(string path) => _searches.GetValueOrDefault(path) ?? new DatasetSearch(false, []);

    private static (MapValue? Call, MapValue? Result, MapValue? Error) Answer(JsonElement vector)
    {
        var call = vector.TryGetProperty("json", out JsonElement json) && json.ValueKind == JsonValueKind.Object ? JsonMeaning.Of(json) as MapValue : null;
        if (call?["type"]?.AsText() != "call.command")
        {
            return default;
        }

        Reaction reaction = Reaction.Recorded(vector);
        MapValue? reply = reaction.Frames.FirstOrDefault(frame => frame["type"]?.AsText() == "reply.command")?["payload"] as MapValue;
        MapValue? error = reaction.Frames.FirstOrDefault(frame => frame["type"]?.AsText() == "error.command")?["payload"] as MapValue;
        return (call["payload"] as MapValue, reply is null ? null : reply["result"] as MapValue ?? MapValue.Empty, error);
    }

    private static bool IsListing(MapValue call) => call["command"]?.AsText() == CommandNames.ListDirectory;

    private static (bool HasText, string Text) Path(MapValue call)
    {
        string text = (call["kwargs"] as MapValue)?["path"]?.AsText() ?? string.Empty;
        return (text.Length > 0, text);
    }

    /// <summary>Without a listing of the root: everything known lies below /a/b.</summary>
    private static string CommonRoot(string path)
    {
        const int Depth = 3;
        return string.Join('/', path.Split('/').Take(Depth));
    }

    private void Learn(MapValue call, MapValue? result, MapValue? error)
    {
        if (result?["entries"] is ListValue entries && result["path"]?.AsText() is string listed)
        {
            Directory(listed);
            foreach (MapValue entry in entries.Items.OfType<MapValue>())
            {
                Learn(listed, entry);
            }

            return;
        }

        (bool hasPath, string path) = Path(call);
        if (!hasPath || !DatasetCommands.TryResolve(path, Root, out string absolute))
        {
            return;
        }

        string? code = error?["code"]?.AsText();
        if (result is not null && call["command"]?.AsText() == CommandNames.LoadZarr)
        {
            Search(absolute, new DatasetSearch(true, []));
        }
        else if (code is "zarr.disambiguate" && (error!["details"] as MapValue)?["options"] is ListValue options)
        {
            Search(absolute, new DatasetSearch(false, [.. options.Items.Select(option => option.AsText()!)]));
        }
        else if (code is "zarr.invalid")
        {
            Search(absolute, new DatasetSearch(false, []));
        }
        else if (code is "fs.forbidden")
        {
            Search(absolute, new DatasetSearch(true, []) { Unreadable = true });
        }
    }

    private void Learn(string directory, MapValue entry)
    {
        string path = entry["path"]!.AsText()!;
        bool isDirectory = entry["is_dir"]?.AsBool() ?? false;
        var known = new DatasetEntry(entry["name"]!.AsText()!, path, isDirectory, Long(entry["size"]), Double(entry["mtime"]))
        {
            ZarrMetadata = entry["zarr_metadata"] as MapValue,
        };
        _directories[directory][known.Name] = known;
        if (isDirectory)
        {
            Directory(path);
        }

        if (known.ZarrMetadata is MapValue zarr)
        {
            ListValue children = zarr["dataset_children"] as ListValue ?? ListValue.Empty;
            _searches.TryAdd(path, new DatasetSearch(zarr["is_dataset"]?.AsBool() ?? false, [.. children.Items.Select(child => child.AsText()!)]));
        }
    }

    private static long Long(StateValue? value) => value is not null && value.TryGetInt64(out long number) ? number : 0;

    private static double Double(StateValue? value) => value is not null && value.TryGetDouble(out double number) ? number : 0;

    private void Directory(string path) => _directories.TryAdd(path, []);

    private void Search(string path, DatasetSearch search) => _searches[path] = search;
}
