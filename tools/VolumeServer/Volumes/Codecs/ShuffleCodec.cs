using System;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>Bytes of elements regrouped: all first bytes, all second bytes, … (the <c>shuffle</c> filter of Zarr v2).</summary>
internal sealed class ShuffleCodec(int elementBytes) : IByteCodec
{
    public string Name => "shuffle";

    public long MostEncoded(long decoded) => decoded;

    public int Decode(ReadOnlyMemory<byte> encoded, Span<byte> destination)
    {
        ReadOnlySpan<byte> source = encoded.Span;
        if (source.Length > destination.Length)
        {
            throw new CodecException($"shuffle: {source.Length} bytes where {destination.Length} belong");
        }

        int count = source.Length / elementBytes;
        for (int part = 0; part < elementBytes; part++)
        {
            ReadOnlySpan<byte> run = source.Slice(part * count, count);
            for (int i = 0; i < count; i++)
            {
                destination[(i * elementBytes) + part] = run[i];
            }
        }

        source[(count * elementBytes)..].CopyTo(destination[(count * elementBytes)..]);
        return source.Length;
    }
}
