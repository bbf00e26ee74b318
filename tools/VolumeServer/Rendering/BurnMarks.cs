using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// A machine-readable mark in the top-left corner of the picture (option --burn-marks), for tests and latency measurements that must not trust metadata.
/// </summary>
/// <remarks>
/// <code>
/// 16 columns × 11 rows of 8×8-pixel blocks, origin at pixel (8, 8) of the upright picture; white = 1, black = 0, row by row, most significant bit first:
///   rows 0–1   32 bits  state revision, low 32 bits
///   rows 2–3   32 bits  frame number (pictures rendered since start), low 32 bits
///   row  4     16 bits  step along the first axis
///   row  5     16 bits  step along the second axis (0 if there is none)
///   rows 6–9   64 bits  the server's clock when rendering began: microseconds of Unix time
///   row  10    16 bits  check: CRC-16 (polynomial 0x1021, first value 0xFFFF, most significant bit first) of rows 0–9
/// A frame of one black and one white block a side (x = 0 and 136 px) makes a missing mark plain: left column black, right column white.
/// A picture that has no room for it carries none.
/// </code>
/// A block is a whole transform block of H.264, so it survives any usable bitrate; read the mean of its inner 4×4 pixels against 128.
/// </remarks>
internal static class BurnMarks
{
    public const int Block = 8;
    public const int Origin = 8;
    public const int Columns = 16;
    public const int Rows = 11;
    public const int MinWidth = Origin + ((Columns + 1) * Block);
    public const int MinHeight = Origin + (Rows * Block);

    private const byte White = 235;

    public static void Write(YuvBuffer target, in BurnMark mark)
    {
        if (target.Width < MinWidth || target.Height < MinHeight)
        {
            return;
        }

        Span<ushort> words = stackalloc ushort[Rows];
        Put(words, mark);
        words[^1] = Check(words[..^1]);
        for (int row = 0; row < Rows; row++)
        {
            Fill(target, -1, row, YuvBuffer.BlackLuma);
            Fill(target, Columns, row, White);
            for (int column = 0; column < Columns; column++)
            {
                bool one = ((words[row] >> (Columns - 1 - column)) & 1) != 0;
                Fill(target, column, row, one ? White : YuvBuffer.BlackLuma);
            }
        }
    }

    /// <summary>Reads the mark from an upright plane of luma, or of any bright and dark; null when there is none, or none that can be trusted.</summary>
    public static BurnMark? Read(ReadOnlySpan<byte> luma, int stride)
    {
        if (stride < MinWidth || luma.Length < (stride * (MinHeight - 1)) + MinWidth)
        {
            return null;
        }

        Span<ushort> words = stackalloc ushort[Rows];
        for (int row = 0; row < Rows; row++)
        {
            if (IsWhite(luma, stride, -1, row) || !IsWhite(luma, stride, Columns, row))
            {
                return null;
            }

            for (int column = 0; column < Columns; column++)
            {
                words[row] = (ushort)((words[row] << 1) | (IsWhite(luma, stride, column, row) ? 1 : 0));
            }
        }

        return words[^1] == Check(words[..^1]) ? Get(words) : null;
    }

    private static void Put(Span<ushort> words, in BurnMark mark)
    {
        (words[0], words[1]) = ((ushort)(mark.Revision >> 16), (ushort)mark.Revision);
        (words[2], words[3]) = ((ushort)(mark.Frame >> 16), (ushort)mark.Frame);
        (words[4], words[5]) = ((ushort)mark.First, (ushort)mark.Second);
        for (int i = 0; i < 4; i++)
        {
            words[6 + i] = (ushort)(mark.UnixMicroseconds >> (48 - (16 * i)));
        }
    }

    private static BurnMark Get(ReadOnlySpan<ushort> words)
    {
        long microseconds = 0;
        for (int i = 0; i < 4; i++)
        {
            microseconds = (microseconds << 16) | words[6 + i];
        }

        return new BurnMark(((uint)words[0] << 16) | words[1], ((uint)words[2] << 16) | words[3], words[4], words[5], microseconds);
    }

    private static ushort Check(ReadOnlySpan<ushort> words)
    {
        uint crc = 0xFFFF;
        foreach (ushort word in words)
        {
            crc ^= word;
            for (int bit = 0; bit < 16; bit++)
            {
                crc = (crc & 0x8000) != 0 ? ((crc << 1) ^ 0x1021) & 0xFFFF : crc << 1;
            }
        }

        return (ushort)crc;
    }

    private static void Fill(YuvBuffer target, int column, int row, byte luma)
    {
        int x = Origin + (column * Block), y = Origin + (row * Block);
        for (int i = 0; i < Block; i++)
        {
            target.LumaRow(y + i).Slice(x, Block).Fill(luma);
        }

        for (int i = 0; i < Block / 2; i++)
        {
            target.URow((y / 2) + i).Slice(x / 2, Block / 2).Fill(YuvBuffer.NeutralChroma);
            target.VRow((y / 2) + i).Slice(x / 2, Block / 2).Fill(YuvBuffer.NeutralChroma);
        }
    }

    private static bool IsWhite(ReadOnlySpan<byte> luma, int stride, int column, int row)
    {
        int x = Origin + (column * Block) + 2, y = Origin + (row * Block) + 2, sum = 0;
        for (int i = 0; i < 16; i++)
        {
            sum += luma[((y + (i / 4)) * stride) + x + (i % 4)];
        }

        return sum > 16 * 128;
    }
}
