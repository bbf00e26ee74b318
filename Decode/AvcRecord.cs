using System;
using System.Buffers.Binary;

namespace Fathom.Decode;

/// <summary>Makes the AVCDecoderConfigurationRecord from a key frame that carries its parameter sets.</summary>
internal static class AvcRecord
{
    private const int SequenceParameterSet = 7;
    private const int PictureParameterSet = 8;

    internal static byte[] Build(ReadOnlySpan<byte> lengthPrefixedUnit)
    {
        ReadOnlySpan<byte> sps = Find(lengthPrefixedUnit, SequenceParameterSet);
        ReadOnlySpan<byte> pps = Find(lengthPrefixedUnit, PictureParameterSet);
        if (sps.Length < 4 || pps.IsEmpty)
        {
            return [];
        }

        byte[] record = new byte[11 + sps.Length + pps.Length];
        record[0] = 1;
        sps.Slice(1, 3).CopyTo(record.AsSpan(1));
        record[4] = 0xFF;
        record[5] = 0xE1;
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(6), (ushort)sps.Length);
        sps.CopyTo(record.AsSpan(8));
        int at = 8 + sps.Length;
        record[at] = 1;
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(at + 1), (ushort)pps.Length);
        pps.CopyTo(record.AsSpan(at + 3));
        return record;
    }

    private static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> unit, int type)
    {
        while (unit.Length > 4)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(unit);
            if (length <= 0 || length > unit.Length - 4)
            {
                return default;
            }

            if ((unit[4] & 0x1F) == type)
            {
                return unit.Slice(4, length);
            }

            unit = unit[(4 + length)..];
        }

        return default;
    }
}
