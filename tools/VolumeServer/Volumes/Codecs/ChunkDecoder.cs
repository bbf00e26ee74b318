using System;
using System.Buffers;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>One chunk of a store to dense samples: last axis fastest, host byte order. Either packed elements, or a shard of smaller chunks.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class ChunkDecoder
{
    public ChunkDecoder(ImmutableArray<int> shape, ElementLayout layout, ByteChain bytes, ShardLayout? shard)
    {
        (Shape, Layout, Bytes, Shard) = (shape, layout, bytes, shard);
        double count = 1;
        foreach (int length in shape)
        {
            count *= length;
        }

        // Large shards are never unpacked as a whole, so that their size need not fit.
        SampleBytes = (int)Math.Min(int.MaxValue, count * layout.Type.Sample.Bytes());
        StoredBytes = (int)Math.Min(int.MaxValue, count * layout.Type.Bytes);
        MostEncoded = bytes.MostEncoded(shard is null ? StoredBytes : shard.MostBytes);
    }

    public ImmutableArray<int> Shape { get; }

    public ElementLayout Layout { get; }

    /// <summary>What was done to the bytes after the elements, or the shard, had been written.</summary>
    public ByteChain Bytes { get; }

    public ShardLayout? Shard { get; }

    /// <summary>In memory.</summary>
    public int SampleBytes { get; }

    /// <summary>Before the byte codecs.</summary>
    public int StoredBytes { get; }

    /// <summary>No honest chunk is longer in the store.</summary>
    public long MostEncoded { get; }

    /// <summary>Fills <paramref name="samples"/>, <see cref="SampleBytes"/> long. Chunks that a shard lacks become <paramref name="fill"/>.</summary>
    public void Decode(ReadOnlyMemory<byte> encoded, Span<byte> samples, ReadOnlySpan<byte> fill)
    {
        if (Shard is not null)
        {
            DecodeShard(encoded, samples, fill);
        }
        else if (Layout.IsPlain)
        {
            Bytes.Decode(encoded, samples);
            Layout.SwapInPlace(samples);
        }
        else
        {
            byte[] stored = ArrayPool<byte>.Shared.Rent(StoredBytes);
            try
            {
                Bytes.Decode(encoded, stored.AsSpan(0, StoredBytes));
                Layout.Convert(stored.AsSpan(0, StoredBytes), Shape.AsSpan(), samples);
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(stored);
            }
        }
    }

    private void DecodeShard(ReadOnlyMemory<byte> encoded, Span<byte> samples, ReadOnlySpan<byte> fill)
    {
        byte[]? unpacked = null;
        byte[]? reordered = null;
        try
        {
            if (!Bytes.IsEmpty)
            {
                unpacked = ArrayPool<byte>.Shared.Rent((int)Shard!.MostBytes);
                encoded = unpacked.AsMemory(0, Bytes.DecodeUpTo(encoded, unpacked.AsSpan(0, (int)Shard.MostBytes)));
            }

            // The shard holds the axes in the store's order; its samples are in memory form already.
            if (!Layout.Order.IsEmpty)
            {
                reordered = ArrayPool<byte>.Shared.Rent(SampleBytes);
            }

            Span<byte> target = reordered is null ? samples : reordered.AsSpan(0, SampleBytes);
            Shard!.DecodeAll(encoded, target, fill);
            if (reordered is not null)
            {
                var asStored = new ElementLayout(StoredType.Of(Layout.Type.Sample), !BitConverter.IsLittleEndian, Layout.Order);
                asStored.Convert(target, Shape.AsSpan(), samples);
            }
        }
        finally
        {
            if (unpacked is not null)
            {
                ArrayPool<byte>.Shared.Return(unpacked);
            }

            if (reordered is not null)
            {
                ArrayPool<byte>.Shared.Return(reordered);
            }
        }
    }
}
