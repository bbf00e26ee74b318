using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Fathom.Decode;

/// <summary>Resamples rows across, and blends rows down. Rows lie in a <see cref="RowStore"/>: vectors reach beyond their ends.</summary>
/// <remarks>Optimised at once: a loop that waits for its counters is eight times slower for the first pictures.</remarks>
internal static unsafe class RowResampler
{
    private const int Rounding = ResampleFilter.One / 2;
    private const int Shift = 14;

    /// <summary>Any filter: two source samples are one 32-bit word, gathered, multiplied and added by one instruction each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Across(short* source, short* target, ResampleFilter filter)
    {
        fixed (int* first = filter.First, pairs = filter.Pairs)
        {
            int i = 0;
            if (Avx2.IsSupported)
            {
                for (; i < filter.Count; i += 16)
                {
                    Vector256<int> low = Gather(source, first + i, pairs + i, filter);
                    Vector256<int> high = Gather(source, first + i + 8, pairs + i + 8, filter);
                    Avx2.Permute4x64(Avx2.PackSignedSaturate(low, high).AsInt64(), 0xD8).AsInt16().Store(target + i);
                }
            }

            for (; i < filter.Count; i++)
            {
                int sum = Rounding;
                for (int k = 0; k < filter.Taps; k++)
                {
                    sum += source[first[i] + k] * filter.Weight(i, k);
                }

                target[i] = (short)(sum >> Shift);
            }
        }
    }

    /// <summary>Halved samples at full width: those on every other sample stay, those between are the mean (<paramref name="onFirst"/>), or all are
    /// three quarters of the nearer and one of the farther.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Double(short* source, short* target, int count, bool onFirst)
    {
        source[-1] = source[0];
        source[count] = source[count - 1];
        int i = 0;
        if (Avx2.IsSupported)
        {
            for (; i < count; i += 16)
            {
                Vector256<short> here = Vector256.Load(source + i);
                Vector256<short> next = Vector256.Load(source + i + 1);
                Vector256<short> even = here;
                Vector256<short> odd = Vector256.ShiftRightArithmetic(here + next, 1);
                if (!onFirst)
                {
                    Vector256<short> thrice = here + here + here + Vector256.Create((short)2);
                    even = Vector256.ShiftRightArithmetic(thrice + Vector256.Load(source + i - 1), 2);
                    odd = Vector256.ShiftRightArithmetic(thrice + next, 2);
                }

                Vector256<short> low = Avx2.UnpackLow(even, odd);
                Vector256<short> high = Avx2.UnpackHigh(even, odd);
                Avx2.Permute2x128(low, high, 0x20).Store(target + (i * 2));
                Avx2.Permute2x128(low, high, 0x31).Store(target + (i * 2) + 16);
            }
        }

        for (; i < count; i++)
        {
            int thrice = (3 * source[i]) + 2;
            target[i * 2] = onFirst ? source[i] : (short)((thrice + source[i - 1]) >> 2);
            target[(i * 2) + 1] = (short)(onFirst ? (source[i] + source[i + 1]) >> 1 : (thrice + source[i + 1]) >> 2);
        }
    }

    /// <summary>The mean of two rows, the second with a weight of 1/16384.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Blend(short* upper, short* lower, int weight, short* target, int count)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            Vector256<short> part = Vector256.Create((short)Math.Min(weight * 2, short.MaxValue));
            for (; i < count; i += 16)
            {
                Vector256<short> from = Vector256.Load(upper + i);
                (from + Avx2.MultiplyHighRoundScale(Vector256.Load(lower + i) - from, part)).Store(target + i);
            }
        }

        for (; i < count; i++)
        {
            target[i] = (short)(upper[i] + ((((lower[i] - upper[i]) * weight) + Rounding) >> Shift));
        }
    }

    /// <summary>Adds a row with a weight of 1/16384.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(short* row, int weight, short* target, int count)
    {
        int i = 0;
        if (Avx2.IsSupported)
        {
            Vector256<short> part = Vector256.Create((short)Math.Min(weight * 2, short.MaxValue));
            for (; i < count; i += 16)
            {
                (Vector256.Load(target + i) + Avx2.MultiplyHighRoundScale(Vector256.Load(row + i), part)).Store(target + i);
            }
        }

        for (; i < count; i++)
        {
            target[i] += (short)(((row[i] * weight) + Rounding) >> Shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Gather(short* source, int* first, int* pairs, ResampleFilter filter)
    {
        Vector256<int> index = Vector256.Load(first);
        Vector256<int> sum = Vector256.Create(Rounding);
        for (int k = 0; k < filter.Taps; k += 2)
        {
            Vector256<int> samples = Avx2.GatherVector256((int*)(source + k), index, 2);
            sum += Avx2.MultiplyAddAdjacent(samples.AsInt16(), Vector256.Load(pairs + ((k / 2) * filter.PairStride)).AsInt16());
        }

        return Vector256.ShiftRightArithmetic(sum, Shift);
    }
}
