using System;
using System.Buffers;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>The steps that turned the bytes of a chunk into the bytes of the store, in the order in which they were taken; undone from the last to the first.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class ByteChain(ImmutableArray<IByteCodec> codecs)
{
    public static ByteChain Empty { get; } = new([]);

    public ImmutableArray<IByteCodec> Codecs => codecs;

    public bool IsEmpty => codecs.IsEmpty;

    /// <summary>For people: <c>raw</c>, <c>zstd</c>, <c>zstd + crc32c</c>.</summary>
    public string Describe() => codecs.IsEmpty ? "raw" : string.Join(" + ", codecs.Select(codec => codec.Name));

    /// <summary>The most bytes that <paramref name="decoded"/> bytes can take in the store.</summary>
    public long MostEncoded(long decoded)
    {
        foreach (IByteCodec codec in codecs)
        {
            decoded = codec.MostEncoded(decoded);
        }

        return decoded;
    }

    /// <summary>Fills the destination exactly.</summary>
    public void Decode(ReadOnlyMemory<byte> encoded, Span<byte> destination)
    {
        int length = DecodeUpTo(encoded, destination);
        if (length != destination.Length)
        {
            throw new CodecException($"it unpacks to {length} bytes instead of {destination.Length}");
        }
    }

    /// <summary>Fills the destination from its beginning and returns how much.</summary>
    public int DecodeUpTo(ReadOnlyMemory<byte> encoded, Span<byte> destination)
    {
        if (codecs.IsEmpty)
        {
            if (encoded.Length > destination.Length)
            {
                throw new CodecException($"it has {encoded.Length} bytes instead of {destination.Length}");
            }

            encoded.Span.CopyTo(destination);
            return encoded.Length;
        }

        byte[]? held = null;
        try
        {
            for (int i = codecs.Length - 1; i > 0; i--)
            {
                // What lies between two steps has no length of its own: only a bound that follows from the chunk's.
                long most = new ByteChain(codecs[..i]).MostEncoded(destination.Length);
                byte[] next = ArrayPool<byte>.Shared.Rent(checked((int)most));
                int length;
                try
                {
                    length = codecs[i].Decode(encoded, next.AsSpan(0, (int)most));
                }
                finally
                {
                    (held, next) = (next, held!);
                    Return(next);
                }

                encoded = held.AsMemory(0, length);
            }

            return codecs[0].Decode(encoded, destination);
        }
        finally
        {
            Return(held);
        }
    }

    private static void Return(byte[]? bytes)
    {
        if (bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
