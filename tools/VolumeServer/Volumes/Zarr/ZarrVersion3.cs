using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Reads <c>zarr.json</c> of an array.</summary>
internal static class ZarrVersion3
{
    private static readonly ImmutableHashSet<string> s_known =
    [
        "zarr_format", "node_type", "shape", "data_type", "chunk_grid", "chunk_key_encoding", "fill_value", "codecs", "attributes", "storage_transformers", "dimension_names",
        "consolidated_metadata",
    ];

    public static ZarrArray Read(JsonElement meta, string path, string where)
    {
        RequireKnown(meta, where);
        ImmutableArray<int> shape = ZarrLimits.Shape(meta, "shape", where, isChunk: false);
        JsonElement grid = meta.TryGet("chunk_grid", out JsonElement found) ? found : throw ZarrFault.Broken(where, "Its metadata have no chunk grid.");
        if (Name(grid) != "regular")
        {
            throw ZarrFault.Unsupported(where, $"Its chunk grid is '{Name(grid)}'; only regular grids are read.", "Write the data again with chunks of one size.");
        }

        ImmutableArray<int> chunk = ZarrLimits.Shape(Configuration(grid), "chunk_shape", where, isChunk: true);
        StoredType type = ZarrTypes.FromVersion3(meta.TryGet("data_type", out JsonElement dtype) ? dtype : default, where);
        JsonElement codecs = meta.TryGet("codecs", out JsonElement list) ? list : default;
        ChunkDecoder decoder = ZarrCodecs.Chunk(codecs, chunk, type, where);

        // A shard that stands alone is read chunk by chunk; everything else as a whole.
        bool readWhole = decoder.Shard is null || !decoder.Bytes.IsEmpty || !decoder.Layout.Order.IsEmpty;
        ZarrLimits.Check(shape, chunk, type.Sample.Bytes(), where, readWhole);
        byte[] fill = ZarrTypes.Fill(meta.TryGet("fill_value", out JsonElement value) ? value : default, type, where);
        return new ZarrArray(
            path, shape, decoder, Keys(meta, where), [.. fill], AxisNames(meta, shape.Length), meta.TryGet("attributes", out JsonElement attributes) ? attributes : default);
    }

    /// <summary>The name of an extension point: an object with a name, or the name alone.</summary>
    public static string Name(JsonElement extension) => extension.ValueKind == JsonValueKind.String ? extension.GetString()! : extension.Text("name") ?? "?";

    public static JsonElement Configuration(JsonElement extension) => extension.TryGet("configuration", out JsonElement configuration) ? configuration : default;

    private static void RequireKnown(JsonElement meta, string where)
    {
        if (meta.Number("zarr_format") is not 3)
        {
            throw ZarrFault.Unsupported(where, "Its zarr.json is of a version of Zarr that is not read.", "Read are versions 2 and 3.");
        }

        foreach (JsonProperty member in meta.EnumerateObject())
        {
            if (!s_known.Contains(member.Name) && member.Value.Flag("must_understand") != false)
            {
                throw ZarrFault.Unsupported(where, $"Its metadata need the extension '{member.Name}', which is not known here.", "Write the data without it.");
            }
        }

        if (meta.Items("storage_transformers").Any())
        {
            throw ZarrFault.Unsupported(where, "It uses storage transformers, which are not read.", "Write the data without them.");
        }
    }

    private static ChunkKeys Keys(JsonElement meta, string where)
    {
        JsonElement encoding = meta.TryGet("chunk_key_encoding", out JsonElement found) ? found : default;
        string name = encoding.ValueKind == JsonValueKind.Undefined ? "default" : Name(encoding);
        string? separator = Configuration(encoding).Text("separator");
        if (name is not ("default" or "v2") || separator is not (null or "." or "/"))
        {
            throw ZarrFault.Unsupported(where, $"Its chunks are named by the rule '{name}' with the separator '{separator}', which is not known.", "Read are 'default' and 'v2' with dots or slashes.");
        }

        return name == "default" ? new ChunkKeys(true, separator is null ? '/' : separator[0]) : new ChunkKeys(false, separator is null ? '.' : separator[0]);
    }

    private static ImmutableArray<string?> AxisNames(JsonElement meta, int axes)
    {
        ImmutableArray<string?> names = [.. meta.Items("dimension_names").Select(name => name.ValueKind == JsonValueKind.String ? name.GetString() : null)];
        return names.Length == axes ? names : [];
    }
}
