using System;
using System.Buffers;
using System.Buffers.Binary;
using System.IO;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Tests.Decode;

/// <summary>Changes our encoder's parameter sets so that they let a decoder hold two pictures back, as careless encoders do.</summary>
internal static class ReorderingSets
{
    internal static byte[] Allow(ReadOnlySpan<byte> unit, out bool changed)
    {
        changed = false;
        var output = new ArrayBufferWriter<byte>(unit.Length + 16);
        foreach (ReadOnlySpan<byte> nal in new NalUnitReader(unit, NalLayout.LengthPrefixed))
        {
            bool isSet = NalFormat.AvcNalType(nal) == AvcSequenceReader.NalType;
            ReadOnlySpan<byte> written = isSet ? Rewrite(nal) : nal;
            changed |= isSet;
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), written.Length);
            output.Advance(4);
            output.Write(written);
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>The same for HEVC, video and sequence sets.</summary>
    internal static byte[] AllowHevc(ReadOnlySpan<byte> unit, out bool changed)
    {
        changed = false;
        var output = new ArrayBufferWriter<byte>(unit.Length + 16);
        foreach (ReadOnlySpan<byte> nal in new NalUnitReader(unit, NalLayout.LengthPrefixed))
        {
            byte[] careless = new byte[nal.Length + HevcRestrictionRewriter.MaxGrowth];
            bool isSet = HevcRestrictionRewriter.TryRewrite(nal, careless, reorder: 2, out int length, out _);
            ReadOnlySpan<byte> written = isSet ? careless.AsSpan(0, length) : nal;
            changed |= isSet;
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), written.Length);
            output.Advance(4);
            output.Write(written);
        }

        return output.WrittenSpan.ToArray();
    }

    private static byte[] Rewrite(ReadOnlySpan<byte> nal)
    {
        byte[] raw = new byte[nal.Length];
        EmulationPrevention.TryRemove(nal[1..], raw, out int length);
        var source = new BitReader(raw.AsSpan(0, length), escaped: false);
        AvcSequenceReader.Read(ref source, out SequenceParameterSet set, out AvcRestrictionPlace place);
        if (place.ReorderCodes <= 0 || set.MaxReorderFrames != 0)
        {
            throw new InvalidDataException("The encoder's parameter sets are not what this test expects.");
        }

        byte[] changed = new byte[length + 8];
        source = new BitReader(raw.AsSpan(0, length), escaped: false);
        var target = new BitWriter(changed);
        target.Copy(ref source, place.ReorderCodes);
        target.Ue(2);
        target.Ue(4);
        target.TrailingBits();
        byte[] result = new byte[changed.Length * 2];
        result[0] = nal[0];
        EmulationPrevention.TryInsert(changed.AsSpan(0, target.Length), result.AsSpan(1), out int written);
        return result[..(written + 1)];
    }
}
