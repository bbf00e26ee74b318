using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// A machine-readable mark in the top-left corner of the picture (option --burn-marks), for tests and latency measurements that must not trust metadata.
/// </summary>
/// <remarks>
/// <code>
/// 16 columns × 6 rows of 8×8-pixel blocks, origin at pixel (8, 8) of the upright picture; white = 1, black = 0, row by row, most significant bit first:
///   rows 0–1   32 bits  state revision, low 32 bits
///   rows 2–3   32 bits  frame number (pictures rendered since start), low 32 bits
///   row  4     16 bits  step along the first axis
///   row  5     16 bits  step along the second axis (0 if there is none)
/// A frame of one black and one white block a side (x = 0 and 136 px) makes a missing mark plain: left column black, right column white.
/// </code>
/// A block is a whole transform block of H.264, so it survives any usable bitrate; read the mean of its inner 4×4 pixels against 128.
/// </remarks>
internal static class BurnMarks
{
    public const int Block = 8;
    public const int Origin = 8;
    public const int Columns = 16;
    public const int Rows = 6;

    private const byte White = 235;

    public static void Write(YuvBuffer target, long revision, long frame, int first, int second)
    {
        WriteRows(target, 0, (uint)revision, 32);
        WriteRows(target, 2, (uint)frame, 32);
        WriteRows(target, 4, (uint)first, 16);
        WriteRows(target, 5, (uint)second, 16);
        for (int row = 0; row < Rows; row++)
        {
            Fill(target, -1, row, YuvBuffer.BlackLuma);
            Fill(target, Columns, row, White);
        }
    }

    /// <summary>Reads the marks from an upright luma plane; null when there are none.</summary>
    public static (uint Revision, uint Frame, int First, int Second)? Read(ReadOnlySpan<byte> luma, int stride)
    {
        for (int row = 0; row < Rows; row++)
        {
            if (IsWhite(luma, stride, -1, row) || !IsWhite(luma, stride, Columns, row))
            {
                return null;
            }
        }

        return (ReadRows(luma, stride, 0, 32), ReadRows(luma, stride, 2, 32), (int)ReadRows(luma, stride, 4, 16), (int)ReadRows(luma, stride, 5, 16));
    }

    private static void WriteRows(YuvBuffer target, int row, uint value, int bits)
    {
        for (int i = 0; i < bits; i++)
        {
            bool one = ((value >> (bits - 1 - i)) & 1) != 0;
            Fill(target, i % Columns, row + (i / Columns), one ? White : YuvBuffer.BlackLuma);
        }
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

    private static uint ReadRows(ReadOnlySpan<byte> luma, int stride, int row, int bits)
    {
        uint value = 0;
        for (int i = 0; i < bits; i++)
        {
            value = (value << 1) | (IsWhite(luma, stride, i % Columns, row + (i / Columns)) ? 1u : 0u);
        }

        return value;
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
