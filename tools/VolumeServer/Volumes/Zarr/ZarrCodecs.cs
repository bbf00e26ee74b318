using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The codec list of Zarr v3: transpositions, then elements or shards, then bytes.</summary>
internal static class ZarrCodecs
{
    private const int MostNested = 4;
    public const int MostCodecs = 16;

    public static ChunkDecoder Chunk(JsonElement list, ImmutableArray<int> shape, StoredType type, string where, int depth = 0)
    {
        JsonElement[] codecs = [.. list.Items()];
        if (codecs.Length is 0 or > MostCodecs || depth > MostNested)
        {
            throw ZarrFault.Broken(where, $"It lists {codecs.Length} codecs, nested {depth} deep.");
        }

        int next = 0;
        ImmutableArray<int> order = [];
        for (; next < codecs.Length && ZarrVersion3.Name(codecs[next]) == "transpose"; next++)
        {
            order = Compose(order, TransposeOrder(ZarrVersion3.Configuration(codecs[next]), shape.Length, where));
        }

        if (next == codecs.Length)
        {
            throw ZarrFault.Broken(where, "No codec of it turns elements into bytes.");
        }

        string name = ZarrVersion3.Name(codecs[next]);
        JsonElement configuration = ZarrVersion3.Configuration(codecs[next]);
        ByteChain bytes = Bytes(codecs.AsSpan(next + 1), where);
        order = order.SequenceEqual(Enumerable.Range(0, order.Length)) ? [] : order;
        switch (name)
        {
            case "bytes" or "endian":
                ZarrLimits.Check(shape, shape, type.Sample.Bytes(), where, readWhole: true);
                return new ChunkDecoder(shape, new ElementLayout(type, IsBigEndian(configuration, type, where), order), bytes, null);
            case "sharding_indexed":
                ImmutableArray<int> stored = order.IsEmpty ? shape : [.. order.Select(axis => shape[axis])];
                ShardLayout shard = Shard(configuration, stored, type, where, depth);
                if (!bytes.IsEmpty && shard.MostBytes > int.MaxValue / 2)
                {
                    throw ZarrFault.Unsupported(where, $"Its shards may take {shard.MostBytes} bytes and are packed as a whole.", "Write the data again with smaller shards.");
                }

                if (shard.Inner.Shard is not null || !bytes.IsEmpty || !order.IsEmpty || depth > 0)
                {
                    // Such shards are read whole, at least at the next level.
                    ZarrLimits.Check(shard.Inner.Shape, shard.Inner.Shape, type.Sample.Bytes(), where, readWhole: true);
                }

                return new ChunkDecoder(shape, new ElementLayout(type, !BitConverter.IsLittleEndian, order), bytes, shard);
            default:
                throw ZarrFault.UnsupportedCodec(where, name);
        }
    }

    private static ShardLayout Shard(JsonElement configuration, ImmutableArray<int> shape, StoredType type, string where, int depth)
    {
        ImmutableArray<int> inner = ZarrLimits.Shape(configuration, "chunk_shape", where, isChunk: true);
        if (inner.Length != shape.Length || inner.Where((length, axis) => shape[axis] % length != 0).Any())
        {
            throw ZarrFault.Broken(where, $"Shards of {string.Join(" × ", shape)} do not hold whole chunks of {string.Join(" × ", inner)}.");
        }

        if (shape.Select((length, axis) => (double)length / inner[axis]).Aggregate(1.0, (a, b) => a * b) > ZarrLimits.MaxShardChunks)
        {
            throw ZarrFault.Unsupported(where, $"A shard holds more than {ZarrLimits.MaxShardChunks} chunks.", "Write the data again with smaller shards.");
        }

        ChunkDecoder chunk = Chunk(configuration.TryGet("codecs", out JsonElement codecs) ? codecs : default, inner, type, where, depth + 1);
        JsonElement[] index = [.. configuration.Items("index_codecs")];
        if (index.Length == 0 || ZarrVersion3.Name(index[0]) is not ("bytes" or "endian"))
        {
            throw ZarrFault.Unsupported(where, "The index of its shards is not packed as plain bytes.", "Read are the index codecs bytes and crc32c.");
        }

        ByteChain indexBytes = Bytes(index.AsSpan(1), where);
        if (indexBytes.Codecs.Any(codec => codec is not Crc32cCodec))
        {
            throw ZarrFault.Unsupported(where, $"The index of its shards is packed with {indexBytes.Describe()}.", "Read are the index codecs bytes and crc32c.");
        }

        bool atEnd = (configuration.Text("index_location") ?? "end") switch
        {
            "end" => true,
            "start" => false,
            string other => throw ZarrFault.Broken(where, $"The index of its shards is at '{other}'."),
        };
        return new ShardLayout(shape, chunk, indexBytes, IsBigEndian(ZarrVersion3.Configuration(index[0]), StoredType.Of(SampleType.UInt64), where), atEnd);
    }

    private static ByteChain Bytes(ReadOnlySpan<JsonElement> codecs, string where)
    {
        ImmutableArray<IByteCodec>.Builder chain = ImmutableArray.CreateBuilder<IByteCodec>();
        foreach (JsonElement codec in codecs)
        {
            chain.Add(ByteCodecs.Parse(ZarrVersion3.Name(codec), ZarrVersion3.Configuration(codec), where));
        }

        return chain.Count == 0 ? ByteChain.Empty : new ByteChain(chain.ToImmutable());
    }

    private static bool IsBigEndian(JsonElement configuration, StoredType type, string where) => configuration.Text("endian") switch
    {
        "big" => true,
        "little" => false,
        null when type.Bytes == 1 => false,
        // Left out by some writers although the format wants it; everybody means the same.
        null => false,
        string other => throw ZarrFault.Broken(where, $"Its byte order is '{other}', neither little nor big."),
    };

    private static ImmutableArray<int> TransposeOrder(JsonElement configuration, int axes, string where)
    {
        if (configuration.TryGet("order", out JsonElement order) && order.ValueKind == JsonValueKind.String)
        {
            return order.GetString() == "F" ? [.. Enumerable.Range(0, axes).Reverse()] : [.. Enumerable.Range(0, axes)];
        }

        int[] axesInOrder = [.. order.Items().Select(item => item.TryGetInt32Safely())];
        if (!axesInOrder.Order().SequenceEqual(Enumerable.Range(0, axes)))
        {
            throw ZarrFault.Broken(where, $"Its transposition is no order of {axes} axes.");
        }

        return [.. axesInOrder];
    }

    /// <summary>First one transposition, then another.</summary>
    private static ImmutableArray<int> Compose(ImmutableArray<int> first, ImmutableArray<int> second) => first.IsEmpty ? second : [.. second.Select(axis => first[axis])];

    private static int TryGetInt32Safely(this JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int value) ? value : -1;
}
