using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;

namespace Fathom.Protocol.Pixel;

/// <summary>Lists of parameter sets in configuration records: each a 16-bit length and its bytes.</summary>
internal static class ParameterSetList
{
    public static bool TryRead(ReadOnlySpan<byte> record, ref int offset, int count, out ImmutableArray<ReadOnlyMemory<byte>> sets)
    {
        ImmutableArray<ReadOnlyMemory<byte>>.Builder builder = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>();
        sets = [];
        for (int i = 0; i < count; i++)
        {
            if (record.Length - offset < 2)
            {
                return false;
            }

            int length = BinaryPrimitives.ReadUInt16BigEndian(record[offset..]);
            offset += 2;
            if (record.Length - offset < length)
            {
                return false;
            }

            builder.Add(record.Slice(offset, length).ToArray());
            offset += length;
        }

        sets = builder.ToImmutable();
        return true;
    }

    public static int SizeOf(ImmutableArray<ReadOnlyMemory<byte>> sets)
    {
        int size = 0;
        foreach (ReadOnlyMemory<byte> set in sets)
        {
            size += 2 + set.Length;
        }

        return size;
    }

    public static void Write(ImmutableArray<ReadOnlyMemory<byte>> sets, Span<byte> record, ref int offset)
    {
        foreach (ReadOnlyMemory<byte> set in sets)
        {
            BinaryPrimitives.WriteUInt16BigEndian(record[offset..], checked((ushort)set.Length));
            set.Span.CopyTo(record[(offset + 2)..]);
            offset += 2 + set.Length;
        }
    }

    public static byte[] ToAnnexB(IEnumerable<ReadOnlyMemory<byte>> sets)
    {
        using var output = new MemoryStream();
        foreach (ReadOnlyMemory<byte> set in sets)
        {
            output.Write([0, 0, 0, 1]);
            output.Write(set.Span);
        }

        return output.ToArray();
    }

    public static bool AreEqual(ImmutableArray<ReadOnlyMemory<byte>> left, ImmutableArray<ReadOnlyMemory<byte>> right)
    {
        bool isEqual = left.Length == right.Length;
        for (int i = 0; isEqual && i < left.Length; i++)
        {
            isEqual = left[i].Span.SequenceEqual(right[i].Span);
        }

        return isEqual;
    }
}
