using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>Writes small Zarr stores of both versions, plainly and slowly, element by element: nothing of the reader is used but the check sum.</summary>
internal static class TinyZarr
{
    public static void Write(string folder, TinyZarrArray array)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, array.Version == 2 ? ".zarray" : "zarr.json"), array.Version == 2 ? TinyZarrText.Version2(array) : TinyZarrText.Version3(array));
        foreach (ImmutableArray<int> chunk in Indices([.. array.Shape.Select((length, axis) => (length + array.Chunks[axis] - 1) / array.Chunks[axis])]))
        {
            byte[]? bytes = array.Inner.IsEmpty ? PackChunk(array, chunk, array.Chunks) : PackShard(array, chunk);
            if (bytes is null)
            {
                continue;
            }

            string key = string.Join(array.Separator, chunk);
            string path = Path.Combine(folder, array.Version == 3 && !array.HasOldKeys ? $"c{array.Separator}{key}" : key);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
    }

    /// <summary>The whole array as a reader should give it, and which of it exists.</summary>
    public static (byte[] Samples, byte[] Present) Expected(TinyZarrArray array, double missing)
    {
        ImmutableArray<int> unit = array.Inner.IsEmpty ? array.Chunks : array.Inner;
        using var samples = new MemoryStream();
        var present = new List<byte>();
        foreach (ImmutableArray<int> at in Indices(array.Shape))
        {
            bool isThere = array.Has([.. at.Select((index, axis) => index / unit[axis])]);
            present.Add(isThere ? (byte)1 : (byte)0);
            double value = isThere ? array.Value(at) : missing;
            samples.Write(Element(array.Sample.Name(), isThere && array.Type == "bool" ? value == 0 ? 0 : 1 : value, isBigEndian: !BitConverter.IsLittleEndian));
        }

        return (samples.ToArray(), [.. present]);
    }

    public static IEnumerable<ImmutableArray<int>> Indices(ImmutableArray<int> shape)
    {
        long count = shape.Aggregate(1L, (product, length) => product * length);
        for (long i = 0; i < count; i++)
        {
            int[] at = new int[shape.Length];
            long rest = i;
            for (int axis = at.Length - 1; axis >= 0; axis--)
            {
                at[axis] = (int)(rest % shape[axis]);
                rest /= shape[axis];
            }

            yield return [.. at];
        }
    }

    private static byte[]? PackChunk(TinyZarrArray array, ImmutableArray<int> chunk, ImmutableArray<int> lengths)
    {
        if (!array.Has(chunk))
        {
            return null;
        }

        ImmutableArray<int> order = array.Order.IsEmpty ? [.. Enumerable.Range(0, lengths.Length)] : array.Order;
        using var elements = new MemoryStream();
        foreach (ImmutableArray<int> stored in Indices([.. order.Select(axis => lengths[axis])]))
        {
            int[] at = new int[order.Length];
            for (int i = 0; i < at.Length; i++)
            {
                at[order[i]] = (chunk[order[i]] * lengths[order[i]]) + stored[i];
            }

            // What lies beyond the edge is anything: a reader must not look at it.
            bool isInside = at.Select((index, axis) => index < array.Shape[axis]).All(inside => inside);
            elements.Write(Element(array.Type, isInside ? array.Value([.. at]) : 1, array.IsBigEndian));
        }

        return array.Codecs.Aggregate(elements.ToArray(), (bytes, codec) => TinyZarrCodec.Pack(codec, bytes, array.StoredBytes));
    }

    private static byte[]? PackShard(TinyZarrArray array, ImmutableArray<int> shard)
    {
        ImmutableArray<int> grid = [.. array.Chunks.Select((length, axis) => length / array.Inner[axis])];
        using var body = new MemoryStream();
        using var index = new MemoryStream();
        int indexBytes = (grid.Aggregate(16, (product, length) => product * length)) + Crc32cCodec.SumBytes;
        long start = array.IndexAtStart ? indexBytes : 0;
        bool isAnyThere = false;
        Span<byte> entry = stackalloc byte[16];
        foreach (ImmutableArray<int> inside in Indices(grid))
        {
            byte[]? chunk = PackChunk(array, [.. inside.Select((place, axis) => (shard[axis] * grid[axis]) + place)], array.Inner);
            isAnyThere |= chunk is not null;
            BinaryPrimitives.WriteUInt64LittleEndian(entry, chunk is null ? ulong.MaxValue : (ulong)(start + body.Length));
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], chunk is null ? ulong.MaxValue : (ulong)chunk.Length);
            index.Write(entry);
            body.Write(chunk ?? []);
        }

        byte[] packedIndex = TinyZarrCodec.Pack("crc32c", index.ToArray(), 8);
        return !isAnyThere ? null : array.IndexAtStart ? [.. packedIndex, .. body.ToArray()] : [.. body.ToArray(), .. packedIndex];
    }

    private static byte[] Element(string type, double value, bool isBigEndian)
    {
        byte[] bytes = type switch
        {
            "bool" => [value == 0 ? (byte)0 : (byte)1],
            "uint8" => [(byte)value],
            "int8" => [(byte)(sbyte)value],
            "uint16" => BitConverter.GetBytes((ushort)value),
            "int16" => BitConverter.GetBytes((short)value),
            "uint32" => BitConverter.GetBytes((uint)value),
            "int32" => BitConverter.GetBytes((int)value),
            "uint64" => BitConverter.GetBytes((ulong)value),
            "int64" => BitConverter.GetBytes((long)value),
            "float16" => BitConverter.GetBytes((Half)value),
            "float32" => BitConverter.GetBytes((float)value),
            "float64" => BitConverter.GetBytes(value),
            _ => throw new ArgumentException(type.ToString(CultureInfo.InvariantCulture)),
        };
        if (isBigEndian == BitConverter.IsLittleEndian)
        {
            Array.Reverse(bytes);
        }

        return bytes;
    }
}
