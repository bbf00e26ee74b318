using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>
/// A shard: many small chunks one after another, and an index that says where each lies.
/// <code>
/// chunk | chunk | … | index: offset (8 bytes), length (8 bytes) for each chunk in C order; 2⁶⁴−1 twice = not there
/// </code>
/// The index stands at the end or at the beginning, usually with a check sum.
/// </summary>
/// <remarks>Threads: any.</remarks>
internal sealed class ShardLayout
{
    private const int EntryBytes = 16;

    private readonly ByteChain _indexCodecs;
    private readonly bool _indexIsBigEndian;

    public ShardLayout(ImmutableArray<int> shape, ChunkDecoder inner, ByteChain indexCodecs, bool indexIsBigEndian, bool indexAtEnd)
    {
        (Shape, Inner, _indexCodecs, _indexIsBigEndian, IndexAtEnd) = (shape, inner, indexCodecs, indexIsBigEndian, indexAtEnd);
        ImmutableArray<int>.Builder grid = ImmutableArray.CreateBuilder<int>(shape.Length);
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            grid.Add(shape[i] / inner.Shape[i]);
            count = checked(count * grid[i]);
        }

        Grid = grid.MoveToImmutable();
        Count = checked((int)count);
        DecodedIndexBytes = checked(Count * EntryBytes);

        // Its codecs are such that its length is known without reading it.
        IndexBytes = checked((int)indexCodecs.MostEncoded(DecodedIndexBytes));
        MostBytes = (Count * inner.MostEncoded) + IndexBytes;
    }

    /// <summary>Of the whole shard.</summary>
    public ImmutableArray<int> Shape { get; }

    public ChunkDecoder Inner { get; }

    public bool IndexAtEnd { get; }

    /// <summary>Chunks along each axis.</summary>
    public ImmutableArray<int> Grid { get; }

    public int Count { get; }

    public int IndexBytes { get; }

    public int DecodedIndexBytes { get; }

    public long MostBytes { get; }

    /// <summary>To pairs of offset and length, host byte order.</summary>
    public void DecodeIndex(ReadOnlyMemory<byte> encoded, Span<byte> entries)
    {
        _indexCodecs.Decode(encoded, entries);
        if (_indexIsBigEndian == BitConverter.IsLittleEndian)
        {
            Span<ulong> values = MemoryMarshal.Cast<byte, ulong>(entries);
            BinaryPrimitives.ReverseEndianness(values, values);
        }
    }

    /// <summary>Where a chunk lies; false when the shard does not have it.</summary>
    public bool TryFind(ReadOnlySpan<byte> entries, int chunk, out long offset, out int length)
    {
        ReadOnlySpan<ulong> pair = MemoryMarshal.Cast<byte, ulong>(entries).Slice(chunk * 2, 2);
        (offset, length) = (0, 0);
        if (pair[0] == ulong.MaxValue && pair[1] == ulong.MaxValue)
        {
            return false;
        }

        if (pair[0] > long.MaxValue / 2 || pair[1] > (ulong)Inner.MostEncoded)
        {
            throw new CodecException($"sharding_indexed: the index says {pair[1]} bytes at {pair[0]} for chunk {chunk}, of which at most {Inner.MostEncoded} can be right");
        }

        (offset, length) = ((long)pair[0], (int)pair[1]);
        return true;
    }

    /// <summary>All chunks of a shard in memory.</summary>
    public void DecodeAll(ReadOnlyMemory<byte> shard, Span<byte> samples, ReadOnlySpan<byte> fill)
    {
        if (shard.Length < IndexBytes)
        {
            throw new CodecException($"sharding_indexed: {shard.Length} bytes are too few for the index of {IndexBytes}");
        }

        byte[] index = ArrayPool<byte>.Shared.Rent(DecodedIndexBytes);
        byte[] chunk = ArrayPool<byte>.Shared.Rent(Inner.SampleBytes);
        try
        {
            Span<byte> entries = index.AsSpan(0, DecodedIndexBytes), inner = chunk.AsSpan(0, Inner.SampleBytes);
            DecodeIndex(IndexAtEnd ? shard[^IndexBytes..] : shard[..IndexBytes], entries);
            int axes = Shape.Length;
            Span<int> at = stackalloc int[axes], zero = stackalloc int[axes], one = stackalloc int[axes];
            zero.Clear();
            one.Fill(1);
            for (int i = 0; i < Count; i++)
            {
                if (!TryFind(entries, i, out long offset, out int length))
                {
                    Samples.Fill(inner, fill);
                }
                else if (offset + length > shard.Length)
                {
                    throw new CodecException($"sharding_indexed: chunk {i} ends beyond the shard's {shard.Length} bytes");
                }
                else
                {
                    Inner.Decode(shard.Slice((int)offset, length), inner, fill);
                }

                int rest = i;
                for (int axis = axes - 1; axis >= 0; axis--)
                {
                    at[axis] = rest % Grid[axis] * Inner.Shape[axis];
                    rest /= Grid[axis];
                }

                Samples.CopyBox(inner, Inner.Shape.AsSpan(), zero, one, Inner.Shape.AsSpan(), samples, Shape.AsSpan(), at, Inner.Layout.Type.Sample.Bytes());
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(index);
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
