using System;
using System.Buffers.Binary;

namespace Fathom.Decode.Local;

/// <summary>What the first bytes of an image file tell: which decoder it wants, and mostly its size.</summary>
internal static class ImageHeader
{
    /// <summary>So many bytes are looked at: sizes of JPEG files lie behind what cameras write about themselves.</summary>
    internal const int Length = 32 * 1024;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    /// <summary>FFmpeg's name of the decoder; null for what is no image that is read.</summary>
    internal static string? DecoderFor(ReadOnlySpan<byte> start)
        => start.StartsWith(Png) ? "png"
        : start.StartsWith(Jpeg) ? "mjpeg"
        : start.StartsWith("II*\0"u8) || start.StartsWith("MM\0*"u8) ? "tiff"
        : start.StartsWith("BM"u8) ? "bmp"
        : null;

    /// <summary>The size where it can be told without decoding; not of TIFF.</summary>
    internal static SizePx? SizeOf(ReadOnlySpan<byte> start) => DecoderFor(start) switch
    {
        "png" when start.Length >= 24 => Checked(BinaryPrimitives.ReadUInt32BigEndian(start[16..]), BinaryPrimitives.ReadUInt32BigEndian(start[20..])),
        "bmp" when start.Length >= 26 && BinaryPrimitives.ReadUInt32LittleEndian(start[14..]) >= 40
            => Checked((uint)BinaryPrimitives.ReadInt32LittleEndian(start[18..]), (uint)Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(start[22..]))),
        "mjpeg" => OfJpeg(start),
        _ => null,
    };

    /// <summary>From segment to segment, each with its length, to the one that begins the picture.</summary>
    private static SizePx? OfJpeg(ReadOnlySpan<byte> start)
    {
        for (int at = 2; at + 9 <= start.Length && start[at] == 0xFF;)
        {
            int kind = start[at + 1];
            if (kind is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return Checked(BinaryPrimitives.ReadUInt16BigEndian(start[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(start[(at + 5)..]));
            }

            at += kind == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(start[(at + 2)..]);
        }

        return null;
    }

    private static SizePx? Checked(uint width, uint height) => width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue ? new SizePx((int)width, (int)height) : null;
}
