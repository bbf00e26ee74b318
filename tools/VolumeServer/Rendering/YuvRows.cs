using System;
using System.Runtime.Intrinsics;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of colours to 4:2:0, BT.709, limited range, in integers; chroma is the mean of four pixels.</summary>
internal static class YuvRows
{
    // Coefficients of the matrix for 16 bits of fraction.
    private const int LumaR = 11966, LumaG = 40254, LumaB = 4064;
    private const int BlueR = -6596, BlueG = -22189, BlueB = 28785;
    private const int RedR = 28785, RedG = -26146, RedB = -2639;
    private const int Half = 1 << 15;

    /// <summary>Two rows of packed YUV (see <see cref="ColorRamp"/>), looked up by intensity.</summary>
    public static unsafe void FromRamp(
        ReadOnlySpan<uint> entries, ReadOnlySpan<ushort> upper, ReadOnlySpan<ushort> lower, Span<byte> upperLuma, Span<byte> lowerLuma, Span<byte> u, Span<byte> v)
    {
        fixed (uint* ramp = entries)
        fixed (ushort* upperIndex = upper, lowerIndex = lower)
        fixed (byte* upperY = upperLuma, lowerY = lowerLuma, rowU = u, rowV = v)
        {
            int blocks = u.Length;
            for (int block = 0; block < blocks; block++)
            {
                int x = 2 * block;
                uint a = ramp[upperIndex[x]], b = ramp[upperIndex[x + 1]], c = ramp[lowerIndex[x]], d = ramp[lowerIndex[x + 1]];
                *(ushort*)(upperY + x) = (ushort)((byte)a | ((b & 0xFF) << 8));
                *(ushort*)(lowerY + x) = (ushort)((byte)c | ((d & 0xFF) << 8));
                uint sum = a + b + c + d;
                rowU[block] = (byte)((((sum >> 10) & 0x3FF) + 2) >> 2);
                rowV[block] = (byte)(((sum >> 20) + 2) >> 2);
            }
        }
    }

    /// <summary>Two rows of 0x__BBGGRR.</summary>
    public static void FromColors(ReadOnlySpan<uint> upper, ReadOnlySpan<uint> lower, Span<byte> upperLuma, Span<byte> lowerLuma, Span<byte> u, Span<byte> v)
    {
        Luma(upper, upperLuma);
        Luma(lower, lowerLuma);
        for (int block = 0; block < u.Length; block++)
        {
            uint a = upper[2 * block], b = upper[(2 * block) + 1], c = lower[2 * block], d = lower[(2 * block) + 1];

            // Red and blue side by side in one word: four bytes add up to ten bits.
            uint redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF);
            int red = (int)(redBlue & 0xFFFF), blue = (int)(redBlue >> 16);
            int green = (int)(((a >> 8) & 0xFF) + ((b >> 8) & 0xFF) + ((c >> 8) & 0xFF) + ((d >> 8) & 0xFF));
            u[block] = (byte)(128 + (((BlueR * red) + (BlueG * green) + (BlueB * blue) + (2 * Half * 2)) >> 18));
            v[block] = (byte)(128 + (((RedR * red) + (RedG * green) + (RedB * blue) + (2 * Half * 2)) >> 18));
        }
    }

    private static unsafe void Luma(ReadOnlySpan<uint> colors, Span<byte> luma)
    {
        Vector256<int> mask = Vector256.Create(0xFF), half = Vector256.Create((16 << 16) + Half);
        int x = 0;
        fixed (uint* from = colors)
        fixed (byte* into = luma)
        {
            for (; x + 8 <= luma.Length; x += 8)
            {
                Vector256<int> packed = Vector256.Load((int*)from + x);
                Vector256<int> y = (((packed & mask) * LumaR) + (((packed >> 8) & mask) * LumaG) + (((packed >> 16) & mask) * LumaB) + half) >> 16;
                Vector128<ushort> shorts = Vector128.Narrow(y.GetLower().AsUInt32(), y.GetUpper().AsUInt32());
                *(ulong*)(into + x) = Vector128.Narrow(shorts, shorts).AsUInt64().ToScalar();
            }

            for (; x < luma.Length; x++)
            {
                uint c = from[x];
                into[x] = (byte)(((LumaR * (int)(c & 0xFF)) + (LumaG * (int)((c >> 8) & 0xFF)) + (LumaB * (int)((c >> 16) & 0xFF)) + (16 << 16) + Half) >> 16);
            }
        }
    }
}
