using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Decode;

/// <summary>The common case in one go: 8-bit 4:2:0 at its own size. What <see cref="ComponentRows"/> and <see cref="RowColors"/> do in steps, with the same
/// factors and the same chroma, but without luma on the way and with chroma mixed before it is made larger.</summary>
/// <remarks>Mixing is linear, so mixing at a quarter of the samples gives the same up to a rounding of a sixteenth of a code. Threads: one at a time.</remarks>
internal sealed unsafe class PlanarRows
{
    private const int Pixels = 32;
    private const int Samples = 16;
    private const int Colors = 3;
    private const short ToCodes = 1 << 11;
    private const short HalfCode = 128 << 6;

    private readonly int[] _kept = [-1, -1];
    private RowStore _mixed = new(0, 0);
    private RowStore _blended = new(0, 0);
    private RowFactors _factors;
    private short _bias;
    private bool _left;
    private bool _top;

    /// <summary>Whether a conversion is of this kind, and this processor can do it.</summary>
    internal static bool Takes(in FrameInfo info, in PictureRegion region) =>
        Avx2.IsSupported && info.Layout == PixelLayout.Yuv420P && region == PictureRegion.Whole(info.Width, info.Height);

    /// <summary>Prepares for pictures of a kind.</summary>
    internal void Fit(int width, ColorDescription color, in RowFactors factors)
    {
        _factors = factors;
        _bias = (short)(color.Range == ColorRange.Full ? 0 : 16 << 6);
        _left = color.Siting is ChromaSiting.Left or ChromaSiting.TopLeft;
        _top = color.Siting is ChromaSiting.Top or ChromaSiting.TopLeft;
        int halved = (width + 1) / 2;
        if (_mixed.Width < halved)
        {
            _mixed = new RowStore(2 * Colors, halved);
            _blended = new RowStore(Colors, halved);
        }
    }

    /// <summary>Forgets the chroma of the picture before.</summary>
    internal void Begin() => Array.Fill(_kept, -1);

    /// <summary>Converts so many rows of a picture, whole ones.</summary>
    internal void Convert(FrameLease lease, byte* target, int stride, int first, int count, bool blueFirst)
    {
        ref readonly FrameInfo info = ref lease.Info;
        PlaneView luma = lease.GetPlane(0), u = lease.GetPlane(blueFirst ? 2 : 1), v = lease.GetPlane(blueFirst ? 1 : 2);
        int last = u.Rows - 1;
        for (int y = first; y < first + count; y++)
        {
            int near = y / 2;
            int far = Math.Clamp((y & 1) == 0 && !_top ? near - 1 : near + 1, 0, last);
            int weight = _top ? (y & 1) * 2 : 1;
            Mix(u, v, near);
            Mix(u, v, far);
            for (int color = 0; color < Colors; color++)
            {
                Blend(Mixed(near, color), Mixed(far, color), weight, _blended.Row(color), u.RowBytes);
            }

            Write((byte*)luma.Data + ((nint)y * luma.Stride), target + ((nint)(y - first) * stride), info.Width);
        }
    }

    private short* Mixed(int row, int color) => _mixed.Row(((row & 1) * Colors) + color);

    /// <summary>What a row of chroma adds to red, green and blue.</summary>
    private void Mix(PlaneView u, PlaneView v, int row)
    {
        if (_kept[row & 1] != row)
        {
            _kept[row & 1] = row;
            byte* blueness = (byte*)u.Data + ((nint)row * u.Stride);
            byte* redness = (byte*)v.Data + ((nint)row * v.Stride);
            Mix(blueness, redness, Mixed(row, 0), Mixed(row, 1), Mixed(row, 2), u.RowBytes, _factors);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(byte* blueness, byte* redness, short* red, short* green, short* blue, int count, in RowFactors factors)
    {
        byte* rest = stackalloc byte[2 * Samples];
        for (int i = 0; i < count; i += Samples)
        {
            byte* from = blueness + i, other = redness + i;
            if (i + Samples > count)
            {
                // Nothing beyond the last sample is touched in the source.
                Unsafe.CopyBlockUnaligned(rest, from, (uint)(count - i));
                Unsafe.CopyBlockUnaligned(rest + Samples, other, (uint)(count - i));
                from = rest;
                other = rest + Samples;
            }

            Vector256<short> u = Vector256.ShiftLeft(Avx2.ConvertToVector256Int16(from), 6) - Vector256.Create(HalfCode);
            Vector256<short> v = Vector256.ShiftLeft(Avx2.ConvertToVector256Int16(other), 6) - Vector256.Create(HalfCode);
            Avx2.MultiplyHighRoundScale(v, Vector256.Create(factors.RedV)).Store(red + i);
            Avx2.MultiplyHighRoundScale(u, Vector256.Create(factors.BlueU)).Store(blue + i);
            (Avx2.MultiplyHighRoundScale(u, Vector256.Create(factors.GreenU)) + Avx2.MultiplyHighRoundScale(v, Vector256.Create(factors.GreenV))).Store(green + i);
        }
    }

    /// <summary>The nearer row and so many quarters of the way to the farther one; the ends are repeated beyond both sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blend(short* near, short* far, int quarters, short* target, int count)
    {
        Vector256<short> part = Vector256.Create((short)(quarters << 13));
        for (int i = 0; i < count; i += Samples)
        {
            Vector256<short> here = Vector256.Load(near + i);
            (here + Avx2.MultiplyHighRoundScale(Vector256.Load(far + i) - here, part)).Store(target + i);
        }

        target[-1] = target[0];
        target[count] = target[count - 1];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(byte* luma, byte* target, int width)
    {
        short* red = _blended.Row(0), green = _blended.Row(1), blue = _blended.Row(2);
        Vector256<short> bias = Vector256.Create(_bias), factor = Vector256.Create(_factors.Luma);
        bool left = _left;
        int i = 0;
        for (; i + Pixels <= width; i += Pixels)
        {
            WriteVector(luma + i, red + (i / 2), green + (i / 2), blue + (i / 2), bias, factor, left, target + (i * 4));
        }

        if (i < width)
        {
            byte* rest = stackalloc byte[Pixels];
            byte* pixels = stackalloc byte[Pixels * 4];
            Unsafe.CopyBlockUnaligned(rest, luma + i, (uint)(width - i));
            WriteVector(rest, red + (i / 2), green + (i / 2), blue + (i / 2), bias, factor, left, pixels);
            Unsafe.CopyBlockUnaligned(target + (i * 4), pixels, (uint)((width - i) * 4));
        }
    }

    /// <summary>32 pixels. Bytes are unpacked and packed again in the same order, and chroma is doubled into that order, so that nothing has to cross
    /// the halves of a vector before the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteVector(byte* luma, short* red, short* green, short* blue, Vector256<short> bias, Vector256<short> factor, bool left, byte* target)
    {
        Vector256<byte> codes = Vector256.Load(luma);
        Vector256<short> low = Luma(Avx2.UnpackLow(codes, Vector256<byte>.Zero).AsInt16(), bias, factor);
        Vector256<short> high = Luma(Avx2.UnpackHigh(codes, Vector256<byte>.Zero).AsInt16(), bias, factor);
        Vector256<byte> r = Add(low, high, red, left), g = Add(low, high, green, left), b = Add(low, high, blue, left);
        Vector256<byte> a = Vector256<byte>.AllBitsSet;
        Vector256<short> redGreen0 = Avx2.UnpackLow(r, g).AsInt16(), redGreen1 = Avx2.UnpackHigh(r, g).AsInt16();
        Vector256<short> blueAlpha0 = Avx2.UnpackLow(b, a).AsInt16(), blueAlpha1 = Avx2.UnpackHigh(b, a).AsInt16();
        Vector256<byte> first = Avx2.UnpackLow(redGreen0, blueAlpha0).AsByte(), second = Avx2.UnpackHigh(redGreen0, blueAlpha0).AsByte();
        Vector256<byte> third = Avx2.UnpackLow(redGreen1, blueAlpha1).AsByte(), fourth = Avx2.UnpackHigh(redGreen1, blueAlpha1).AsByte();
        Avx2.Permute2x128(first, second, 0x20).Store(target);
        Avx2.Permute2x128(third, fourth, 0x20).Store(target + 32);
        Avx2.Permute2x128(first, second, 0x31).Store(target + 64);
        Avx2.Permute2x128(third, fourth, 0x31).Store(target + 96);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Luma(Vector256<short> codes, Vector256<short> bias, Vector256<short> factor) =>
        Avx2.MultiplyHighRoundScale(Vector256.ShiftLeft(codes, 6) - bias, factor);

    /// <summary>Chroma at full width: on every other sample and between them, or a quarter to either side of each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Add(Vector256<short> low, Vector256<short> high, short* chroma, bool left)
    {
        Vector256<short> here = Vector256.Load(chroma), next = Vector256.Load(chroma + 1);
        Vector256<short> even = here, odd = Vector256.ShiftRightArithmetic(here + next, 1);
        if (!left)
        {
            Vector256<short> thrice = here + here + here + Vector256.Create((short)2);
            even = Vector256.ShiftRightArithmetic(thrice + Vector256.Load(chroma - 1), 2);
            odd = Vector256.ShiftRightArithmetic(thrice + next, 2);
        }

        Vector256<short> codes = Vector256.Create(ToCodes);
        return Avx2.PackUnsignedSaturate(
            Avx2.MultiplyHighRoundScale(low + Avx2.UnpackLow(even, odd), codes),
            Avx2.MultiplyHighRoundScale(high + Avx2.UnpackHigh(even, odd), codes));
    }
}
