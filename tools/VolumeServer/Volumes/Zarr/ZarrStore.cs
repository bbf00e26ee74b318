using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Nodes of a hierarchy, found by asking for their metadata.</summary>
/// <remarks>Threads: one, while opening.</remarks>
internal sealed class ZarrStore(IByteStore bytes, CancellationToken cancel)
{
    private const int MostListed = 256;

    private bool _isVersion2;

    public IByteStore Bytes => bytes;

    public string Address => bytes.Address;

    /// <summary>For people: the store and the path in it.</summary>
    public string Where(string path) => path.Length == 0 ? bytes.Address : $"{path} of {bytes.Address}";

    /// <summary>The group or array at a path, or null.</summary>
    public ZarrNode? Find(string path)
    {
        // All nodes of a store are of one version in practice: asking for the other would double the requests.
        if (!_isVersion2 && Document(path, "zarr.json") is { } meta)
        {
            JsonElement attributes = meta.TryGet("attributes", out JsonElement found) ? found : default;
            return new ZarrNode(path, 3, meta.Text("node_type") == "array", meta, attributes);
        }

        ZarrNode? node = FindVersion2(path);
        _isVersion2 |= node is not null;
        return node;
    }

    /// <summary>The array at a path, or null.</summary>
    public ZarrArray? FindArray(string path) => Find(path) is { IsArray: true } node ? Array(node) : null;

    public ZarrArray Array(ZarrNode node) => node.Version == 3
        ? ZarrVersion3.Read(node.Meta, node.Path, Where(node.Path))
        : ZarrVersion2.Read(node.Meta, node.Attributes, node.Path, Where(node.Path));

    /// <summary>Names of what lies right below a group: from the folder, or from the list that writers leave for stores that have none.</summary>
    public ImmutableArray<string> Children(ZarrNode group)
    {
        IEnumerable<string> names = bytes.Folders(group.Path) ?? (IEnumerable<string>)
        [
            .. Listed(group).Select(key => key.Split('/')[0]).Where(name => name.Length > 0 && name[0] != '.').Distinct().Order(StringComparer.Ordinal).Take(MostListed),
        ];
        return [.. names.Where(name => Find(StoreKeys.Join(group.Path, name)) is not null)];
    }

    /// <summary>Paths below a group in its consolidated metadata.</summary>
    private IEnumerable<string> Listed(ZarrNode group)
    {
        JsonElement owner = group.Version == 3 ? group.Meta.TryGet("consolidated_metadata", out JsonElement inner) ? inner : default : Document(group.Path, ".zmetadata") ?? default;
        return owner.TryGet("metadata", out JsonElement list) && list.ValueKind == JsonValueKind.Object ? list.EnumerateObject().Select(member => member.Name) : [];
    }

    private ZarrNode? FindVersion2(string path)
    {
        if (Document(path, ".zarray") is { } array)
        {
            return new ZarrNode(path, 2, true, array, Document(path, ".zattrs") ?? default);
        }

        JsonElement? attributes = Document(path, ".zattrs");
        return attributes is not null || Document(path, ".zgroup") is not null ? new ZarrNode(path, 2, false, default, attributes ?? default) : null;
    }

    private JsonElement? Document(string path, string name)
    {
        string key = StoreKeys.Join(path, name);
        using StoredBytes? text = BlockingRead.Get(bytes.ReadAsync(key, ByteRange.All, ZarrJson.MaxBytes, cancel), cancel);
        if (text is null)
        {
            return null;
        }

        JsonElement document = ZarrJson.Parse(text, Where(key));
        return document.ValueKind == JsonValueKind.Object ? document : throw ZarrFault.Broken(Where(key), "It is no JSON object.");
    }
}
