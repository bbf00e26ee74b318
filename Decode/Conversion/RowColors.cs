using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Decode;

/// <summary>Turns rows of luma and colour differences into RGBA, rounded.</summary>
/// <remarks>Samples count 64 for an 8-bit code; products are 16 for a code of the result.</remarks>
internal readonly unsafe struct RowColors
{
    private const int Vector = 32;
    private const short ToCodes = 1 << 11;

    private readonly short _luma;
    private readonly short _redV;
    private readonly short _greenU;
    private readonly short _greenV;
    private readonly short _blueU;

    internal RowColors(PixelLayout layout, ColorDescription color, bool blueFirst = false)
    {
        IsRgb = layout is PixelLayout.Rgba or PixelLayout.Rgb24 or PixelLayout.Gbrp;
        LumaWeights weights = LumaWeights.Of(color.Matrix);
        double green = 1 - weights.Red - weights.Blue;
        double unit = 1 << (layout.BitDepth() - 8);
        double full = 255 * unit / ((256 * unit) - 1);
        double luma = color.Range == ColorRange.Full ? full : 255.0 / 219;
        double chroma = color.Range == ColorRange.Full ? full : 255.0 / 224;
        double red = 2 * (1 - weights.Red) * chroma;
        double blue = 2 * (1 - weights.Blue) * chroma;
        var factors = new RowFactors(Fixed(luma), Fixed(red), Fixed(-blue * weights.Blue / green), Fixed(-red * weights.Red / green), Fixed(blue));
        (_luma, _redV, _greenU, _greenV, _blueU) = blueFirst ? factors.Turned : factors;
    }

    /// <summary>Whether the rows are red, green and blue already, and nothing is mixed.</summary>
    internal bool IsRgb { get; }

    /// <summary>The factors, for those who mix in another order.</summary>
    internal RowFactors Factors => new(_luma, _redV, _greenU, _greenV, _blueU);

    /// <summary>Writes one row; exactly <paramref name="width"/> pixels are touched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Write(short* y, short* u, short* v, byte* target, int width)
    {
        if (IsRgb)
        {
            WriteRgb(y, u, v, target, width);
            return;
        }

        int i = 0;
        if (Avx2.IsSupported)
        {
            for (; i + Vector <= width; i += Vector)
            {
                WriteVector(y + i, u + i, v + i, target + (i * 4));
            }

            if (i < width)
            {
                byte* rest = stackalloc byte[Vector * 4];
                WriteVector(y + i, u + i, v + i, rest);
                Unsafe.CopyBlockUnaligned(target + (i * 4), rest, (uint)((width - i) * 4));
                return;
            }
        }

        for (; i < width; i++)
        {
            int luma = Product(y[i], _luma);
            target[i * 4] = Code(luma + Product(v[i], _redV));
            target[(i * 4) + 1] = Code(luma + Product(u[i], _greenU) + Product(v[i], _greenV));
            target[(i * 4) + 2] = Code(luma + Product(u[i], _blueU));
            target[(i * 4) + 3] = 255;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteRgb(short* red, short* green, short* blue, byte* target, int width)
    {
        for (int i = 0; i < width; i++)
        {
            int pixel = ((red[i] + 32) >> 6) | (((green[i] + 32) >> 6) << 8) | (((blue[i] + 32) >> 6) << 16);
            ((int*)target)[i] = pixel | unchecked((int)0xFF000000);
        }
    }

    private static short Fixed(double factor) => (short)Math.Round(factor * 8192);

    private static int Product(int sample, int factor) => ((sample * factor) + 0x4000) >> 15;

    private static byte Code(int value) => (byte)Math.Clamp((value + 8) >> 4, 0, 255);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteVector(short* y, short* u, short* v, byte* target)
    {
        Mix(y, u, v, out Vector256<short> red0, out Vector256<short> green0, out Vector256<short> blue0);
        Mix(y + 16, u + 16, v + 16, out Vector256<short> red1, out Vector256<short> green1, out Vector256<short> blue1);
        Vector256<byte> red = Avx2.PackUnsignedSaturate(red0, red1);
        Vector256<byte> green = Avx2.PackUnsignedSaturate(green0, green1);
        Vector256<byte> blue = Avx2.PackUnsignedSaturate(blue0, blue1);
        Vector256<byte> alpha = Vector256<byte>.AllBitsSet;

        // Packing put the halves of both into each half: 0–7 and 16–23, then 8–15 and 24–31.
        Vector256<short> redGreen0 = Avx2.UnpackLow(red, green).AsInt16();
        Vector256<short> redGreen1 = Avx2.UnpackHigh(red, green).AsInt16();
        Vector256<short> blueAlpha0 = Avx2.UnpackLow(blue, alpha).AsInt16();
        Vector256<short> blueAlpha1 = Avx2.UnpackHigh(blue, alpha).AsInt16();
        Join(redGreen0, blueAlpha0, target);
        Join(redGreen1, blueAlpha1, target + 64);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(Vector256<short> redGreen, Vector256<short> blueAlpha, byte* target)
    {
        Vector256<byte> low = Avx2.UnpackLow(redGreen, blueAlpha).AsByte();
        Vector256<byte> high = Avx2.UnpackHigh(redGreen, blueAlpha).AsByte();
        Avx2.Permute2x128(low, high, 0x20).Store(target);
        Avx2.Permute2x128(low, high, 0x31).Store(target + 32);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Mix(short* y, short* u, short* v, out Vector256<short> red, out Vector256<short> green, out Vector256<short> blue)
    {
        Vector256<short> blueness = Vector256.Load(u);
        Vector256<short> redness = Vector256.Load(v);
        Vector256<short> luma = Avx2.MultiplyHighRoundScale(Vector256.Load(y), Vector256.Create(_luma));
        Vector256<short> codes = Vector256.Create(ToCodes);
        red = Avx2.MultiplyHighRoundScale(luma + Avx2.MultiplyHighRoundScale(redness, Vector256.Create(_redV)), codes);
        blue = Avx2.MultiplyHighRoundScale(luma + Avx2.MultiplyHighRoundScale(blueness, Vector256.Create(_blueU)), codes);
        Vector256<short> mixed = Avx2.MultiplyHighRoundScale(blueness, Vector256.Create(_greenU)) + Avx2.MultiplyHighRoundScale(redness, Vector256.Create(_greenV));
        green = Avx2.MultiplyHighRoundScale(luma + mixed, codes);
    }
}
