using System;
using System.Buffers;
using System.Buffers.Binary;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// Between the length-prefixed form of the wire and the start codes that decoders take. On the wire the form is known and never guessed:
/// a length of 256 to 511 begins 00 00 01, a length of 1 begins 00 00 00 01, and both look like start codes.
/// </summary>
public static class NalFormat
{
    private const int PrefixSize = 4;

    /// <summary>
    /// Replaces each 4-byte length by a start code, where it lies. Stops at a zero or overrunning length.
    /// </summary>
    /// <param name="accessUnit">The access unit; changed.</param>
    /// <param name="length">How many bytes at its start are whole units now; what follows is garbage.</param>
    /// <returns>False when there was not one whole unit.</returns>
    public static bool TryAvccToAnnexBInPlace(Span<byte> accessUnit, out int length)
    {
        length = 0;
        while (accessUnit.Length - length > PrefixSize)
        {
            Span<byte> rest = accessUnit[length..];
            uint size = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (size == 0 || size > (uint)(rest.Length - PrefixSize))
            {
                break;
            }

            BinaryPrimitives.WriteUInt32BigEndian(rest, 1);
            length += PrefixSize + (int)size;
        }

        return length > 0;
    }

    /// <summary>The reverse of the above. Only for units that it converted: a 3-byte start code or padding has no room for a length, and gives false.</summary>
    public static bool TryAnnexBToAvccInPlace(Span<byte> accessUnit)
    {
        var units = new NalUnitReader(accessUnit, NalLayout.StartCodes);
        int expected = PrefixSize;
        while (units.MoveNext())
        {
            if (units.Start != expected || accessUnit[expected - PrefixSize] != 0)
            {
                return false;
            }

            expected = units.Start + units.Current.Length + PrefixSize;
        }

        if (expected != accessUnit.Length + PrefixSize)
        {
            return false;
        }

        units = new NalUnitReader(accessUnit, NalLayout.StartCodes);
        while (units.MoveNext())
        {
            BinaryPrimitives.WriteUInt32BigEndian(accessUnit[(units.Start - PrefixSize)..], (uint)units.Current.Length);
        }

        return true;
    }

    /// <summary>Rewrites the units of either form with 4-byte start codes. False when they do not fit, or when there is none.</summary>
    public static bool TryWriteAnnexB(NalUnitReader units, Span<byte> destination, out int written)
    {
        written = 0;
        while (units.MoveNext())
        {
            if (!TryAppend(units.Current, 1, destination, ref written))
            {
                return false;
            }
        }

        return written > 0;
    }

    /// <summary>Rewrites the units of either form with 4-byte lengths. False when they do not fit, or when there is none.</summary>
    public static bool TryWriteAvcc(NalUnitReader units, Span<byte> destination, out int written)
    {
        written = 0;
        while (units.MoveNext())
        {
            if (!TryAppend(units.Current, (uint)units.Current.Length, destination, ref written))
            {
                return false;
            }
        }

        return written > 0;
    }

    /// <summary>Rewrites the units of either form with 4-byte lengths, and returns the bytes written.</summary>
    public static int WriteAvcc(NalUnitReader units, IBufferWriter<byte> output)
    {
        int written = 0;
        while (units.MoveNext())
        {
            int size = PrefixSize + units.Current.Length;
            Span<byte> destination = output.GetSpan(size);
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)units.Current.Length);
            units.Current.CopyTo(destination[PrefixSize..]);
            output.Advance(size);
            written += size;
        }

        return written;
    }

    /// <summary>
    /// Tells the form of bytes whose origin is not known: a file, an encoder. Lengths that add up exactly win over a start code,
    /// since a whole access unit that looks like both is all but certainly length-prefixed. Not for the wire.
    /// </summary>
    public static NalLayout Detect(ReadOnlySpan<byte> accessUnit, int lengthSize = PrefixSize)
    {
        var units = new NalUnitReader(accessUnit, NalLayout.LengthPrefixed, lengthSize);
        while (units.MoveNext())
        {
        }

        return accessUnit.IsEmpty ? NalLayout.Unknown
            : units.Consumed == accessUnit.Length ? NalLayout.LengthPrefixed
            : accessUnit.StartsWith((ReadOnlySpan<byte>)[0, 0, 1]) || accessUnit.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 1]) ? NalLayout.StartCodes
            : NalLayout.Unknown;
    }

    /// <summary>Whether an access unit can be decoded on its own: an IDR (H.264), an IDR, BLA or CRA (HEVC), or a key frame (AV1).</summary>
    /// <param name="codec">The codec; a still is always a key frame, an unknown codec never.</param>
    /// <param name="accessUnit">The access unit.</param>
    /// <param name="layout">Its form; of no meaning for AV1.</param>
    /// <param name="lengthSize">The size of a length.</param>
    public static bool IsKeyframe(VideoCodec codec, ReadOnlySpan<byte> accessUnit, NalLayout layout = NalLayout.LengthPrefixed, int lengthSize = PrefixSize)
    {
        if (codec is VideoCodec.Av1)
        {
            return Av1Obu.IsKeyframe(accessUnit);
        }

        if (codec is not (VideoCodec.H264 or VideoCodec.Hevc))
        {
            return codec is VideoCodec.LosslessStill;
        }

        foreach (ReadOnlySpan<byte> unit in new NalUnitReader(accessUnit, layout, lengthSize))
        {
            if (codec is VideoCodec.H264 ? AvcNalType(unit) == 5 : HevcNalType(unit) is >= 16 and <= 21)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The H.264 type of a unit that is not empty.</summary>
    public static int AvcNalType(ReadOnlySpan<byte> unit) => unit[0] & 0x1f;

    /// <summary>The HEVC type of a unit that is not empty.</summary>
    public static int HevcNalType(ReadOnlySpan<byte> unit) => (unit[0] >> 1) & 0x3f;

    private static bool TryAppend(ReadOnlySpan<byte> unit, uint prefix, Span<byte> destination, ref int written)
    {
        Span<byte> rest = destination[written..];
        if (rest.Length < PrefixSize + unit.Length)
        {
            return false;
        }

        BinaryPrimitives.WriteUInt32BigEndian(rest, prefix);
        unit.CopyTo(rest[PrefixSize..]);
        written += PrefixSize + unit.Length;
        return true;
    }
}
