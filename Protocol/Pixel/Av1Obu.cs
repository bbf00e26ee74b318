using System;

namespace Fathom.Protocol.Pixel;

/// <summary>The open bitstream units of AV1's low-overhead format, as far as a receiver must know them.</summary>
internal static class Av1Obu
{
    /// <summary>The type of a sequence header.</summary>
    public const int SequenceHeader = 1;

    private const int FrameHeader = 3;
    private const int Frame = 6;

    /// <summary>Takes the next unit off the front. False at the end, or where the bytes make no sense.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> data, out int type, out ReadOnlySpan<byte> payload)
    {
        type = -1;
        payload = default;
        if (data.IsEmpty || (data[0] & 0x80) != 0)
        {
            return false;
        }

        type = (data[0] >> 3) & 0xf;
        bool hasExtension = (data[0] & 4) != 0;
        bool hasSize = (data[0] & 2) != 0;
        int header = hasExtension ? 2 : 1;
        if (data.Length < header)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = data[header..];
        int size = rest.Length;
        if (hasSize)
        {
            if (!TryReadLeb128(rest, out uint announced, out int used) || announced > (uint)(rest.Length - used))
            {
                return false;
            }

            rest = rest[used..];
            size = (int)announced;
        }

        payload = rest[..size];
        data = rest[size..];
        return true;
    }

    /// <summary>Whether a temporal unit begins with a key frame that is shown or coded in it.</summary>
    public static bool IsKeyframe(ReadOnlySpan<byte> temporalUnit)
    {
        bool isReducedStill = false;
        while (TryRead(ref temporalUnit, out int type, out ReadOnlySpan<byte> payload))
        {
            if (payload.IsEmpty)
            {
                continue;
            }

            if (type == SequenceHeader)
            {
                isReducedStill = (payload[0] & 0x08) != 0;
            }
            else if (type is FrameHeader or Frame)
            {
                // show_existing_frame = 0, then frame_type = 0 (key). A reduced still has neither field.
                return isReducedStill || (payload[0] & 0xe0) == 0;
            }
        }

        return false;
    }

    private static bool TryReadLeb128(ReadOnlySpan<byte> data, out uint value, out int used)
    {
        value = 0;
        for (used = 0; used < data.Length && used < 5;)
        {
            byte part = data[used];
            value |= (uint)(part & 0x7f) << (7 * used);
            used++;
            if ((part & 0x80) == 0)
            {
                return true;
            }
        }

        return false;
    }
}
