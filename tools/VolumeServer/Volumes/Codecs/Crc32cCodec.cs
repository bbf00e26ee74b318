using System;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>Four bytes of CRC-32C (Castagnoli) after the data, little-endian.</summary>
internal sealed class Crc32cCodec : IByteCodec
{
    public const int SumBytes = 4;

    public string Name => "crc32c";

    public static uint Sum(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (ulong eight in MemoryMarshal.Cast<byte, ulong>(data))
        {
            crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? eight : BinaryPrimitives.ReverseEndianness(eight));
        }

        foreach (byte one in data[(data.Length & ~7)..])
        {
            crc = BitOperations.Crc32C(crc, one);
        }

        return ~crc;
    }

    public long MostEncoded(long decoded) => decoded + SumBytes;

    public int Decode(ReadOnlyMemory<byte> encoded, Span<byte> destination)
    {
        ReadOnlySpan<byte> source = encoded.Span;
        int length = source.Length - SumBytes;
        if (length < 0 || length > destination.Length)
        {
            throw new CodecException($"crc32c: {source.Length} bytes are not {destination.Length} and a sum");
        }

        uint said = BinaryPrimitives.ReadUInt32LittleEndian(source[length..]), sum = Sum(source[..length]);
        if (said != sum)
        {
            throw new CodecException($"crc32c: the sum is {sum:x8}, the store says {said:x8}: the data are damaged");
        }

        source[..length].CopyTo(destination);
        return length;
    }
}
