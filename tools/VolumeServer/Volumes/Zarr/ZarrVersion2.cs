using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Reads <c>.zarray</c>.</summary>
internal static class ZarrVersion2
{
    public static ZarrArray Read(JsonElement meta, JsonElement attributes, string path, string where)
    {
        if (meta.Number("zarr_format") is not 2)
        {
            throw ZarrFault.Broken(where, "Its .zarray does not say that it is Zarr version 2.");
        }

        ImmutableArray<int> shape = ZarrLimits.Shape(meta, "shape", where, isChunk: false);
        ImmutableArray<int> chunk = ZarrLimits.Shape(meta, "chunks", where, isChunk: true);
        (StoredType type, bool bigEndian) = ZarrTypes.FromVersion2(meta.TryGet("dtype", out JsonElement dtype) ? dtype : default, where);
        ZarrLimits.Check(shape, chunk, type.Sample.Bytes(), where, readWhole: true);
        string order = meta.Text("order") ?? "C";
        if (order is not ("C" or "F"))
        {
            throw ZarrFault.Broken(where, $"Its order is '{order}', neither C nor F.");
        }

        // F order is the same as a transposition that turns all axes round.
        ImmutableArray<int> axes = order == "F" && shape.Length > 1 ? [.. Enumerable.Range(0, shape.Length).Reverse()] : [];
        var decoder = new ChunkDecoder(chunk, new ElementLayout(type, bigEndian, axes), Codecs(meta, where), null);
        byte[] fill = ZarrTypes.Fill(meta.TryGet("fill_value", out JsonElement value) ? value : default, type, where);
        return new ZarrArray(path, shape, decoder, new ChunkKeys(HasPrefix: false, Separator(meta, where)), [.. fill], AxisNames(attributes, shape.Length), attributes);
    }

    private static char Separator(JsonElement meta, string where) => (meta.Text("dimension_separator") ?? ".") switch
    {
        "." => '.',
        "/" => '/',
        string other => throw ZarrFault.Broken(where, $"Its dimension separator is '{other}', neither a dot nor a slash."),
    };

    /// <summary>Filters were applied first, then the compressor.</summary>
    private static ByteChain Codecs(JsonElement meta, string where)
    {
        ImmutableArray<IByteCodec>.Builder codecs = ImmutableArray.CreateBuilder<IByteCodec>();
        foreach (JsonElement filter in meta.Items("filters"))
        {
            codecs.Add(ByteCodecs.Parse(filter.Text("id") ?? "?", filter, where));
        }

        if (codecs.Count > ZarrCodecs.MostCodecs)
        {
            throw ZarrFault.Broken(where, $"It lists {codecs.Count} filters.");
        }

        if (meta.TryGet("compressor", out JsonElement compressor))
        {
            codecs.Add(ByteCodecs.Parse(compressor.Text("id") ?? "?", compressor, where));
        }

        return codecs.Count == 0 ? ByteChain.Empty : new ByteChain(codecs.ToImmutable());
    }

    /// <summary>What xarray leaves in the attributes.</summary>
    private static ImmutableArray<string?> AxisNames(JsonElement attributes, int axes)
    {
        ImmutableArray<string?> names = [.. attributes.Items("_ARRAY_DIMENSIONS").Select(name => name.ValueKind == JsonValueKind.String ? name.GetString() : null)];
        return names.Length == axes ? names : [];
    }
}
