using System.Collections.Immutable;
using System.Text.Json;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>What a store may ask for. Metadata come from strangers, and a shape costs nothing to write down.</summary>
internal static class ZarrLimits
{
    /// <summary>A chunk in memory. Larger ones would defeat the cache.</summary>
    public const int MaxChunkBytes = 512 << 20;

    public const int MaxAxes = 8;

    /// <summary>Samples along one axis; sums of two such lengths fit an int.</summary>
    public const int MaxLength = 1 << 30;

    /// <summary>Channels that are told one by one; an axis with more is stepped through like any other.</summary>
    public const int MaxChannels = 512;

    public const int MaxLevels = 32;

    public const int MaxLabelSets = 64;

    /// <summary>The index of a shard.</summary>
    public const int MaxShardChunks = 4 << 20;

    public static ImmutableArray<int> Shape(JsonElement meta, string name, string where, bool isChunk)
    {
        if (!meta.TryGet(name, out JsonElement value) || value.ValueKind != JsonValueKind.Array)
        {
            throw ZarrFault.Broken(where, $"Its metadata have no list '{name}'.");
        }

        return Lengths(value, name, where, isChunk);
    }

    private static ImmutableArray<int> Lengths(JsonElement value, string name, string where, bool isChunk)
    {
        ImmutableArray<int>.Builder shape = ImmutableArray.CreateBuilder<int>();
        foreach (JsonElement item in value.Items())
        {
            if (shape.Count == MaxAxes)
            {
                throw ZarrFault.Unsupported(where, $"It has more than {MaxAxes} axes.", "Take some of them apart first.");
            }

            // Written as 64.0 by some.
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out double length) || length != System.Math.Floor(length) || length < 0)
            {
                throw ZarrFault.Broken(where, $"'{name}' holds {Shown(item)}, which is no length.");
            }

            if (length == 0)
            {
                throw isChunk
                    ? ZarrFault.Broken(where, $"'{name}' holds a zero.")
                    : ZarrFault.Unsupported(where, "One of its axes has no samples at all.", "There is nothing to show: choose another array.");
            }

            if (length > MaxLength)
            {
                throw ZarrFault.Unsupported(where, $"'{name}' holds {Shown(item)}; at most {MaxLength} samples along one axis are read.", "Take the array apart first.");
            }

            shape.Add((int)length);
        }

        return shape.ToImmutable();
    }

    /// <summary>Refuses chunks and grids that no machine could hold or count.</summary>
    public static void Check(ImmutableArray<int> shape, ImmutableArray<int> chunk, int sampleBytes, string where, bool readWhole)
    {
        if (shape.Length != chunk.Length)
        {
            throw ZarrFault.Broken(where, $"The shape has {shape.Length} axes, the chunks have {chunk.Length}.");
        }

        double bytes = sampleBytes, chunks = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            bytes *= chunk[i];
            chunks *= System.Math.Ceiling((double)shape[i] / chunk[i]);
        }

        if (readWhole && bytes > MaxChunkBytes)
        {
            throw ZarrFault.Unsupported(
                where, $"One chunk ({string.Join(" × ", chunk)}) takes {bytes / (1 << 20):0} MiB in memory; at most {MaxChunkBytes >> 20} MiB are read.", "Write the data again in smaller chunks, or in shards.");
        }

        if (chunks > long.MaxValue / 4)
        {
            throw ZarrFault.Unsupported(where, "It has more chunks than can be counted.", "Check its shape.");
        }
    }

    private static string Shown(JsonElement item)
    {
        string text = item.ToString();
        return text.Length <= 40 ? text : text[..40] + "…";
    }
}
