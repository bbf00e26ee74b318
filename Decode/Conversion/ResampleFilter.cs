using System;

namespace Fathom.Decode;

/// <summary>Where each target sample of one axis takes its source samples, and with which weights.</summary>
/// <remarks>A tent as wide as a target sample, at least one source sample: interpolation upwards, an average downwards. Weights are 1/16384
/// and add up to exactly that. The number of taps is even, because two source samples are read as one word. Memory is kept between changes.</remarks>
internal sealed class ResampleFilter
{
    internal const int One = 1 << 14;

    private double[] _exact = [];
    private int[] _whole = [];

    /// <summary>Target samples.</summary>
    internal int Count { get; private set; }

    /// <summary>Source samples for each target sample; even.</summary>
    internal int Taps { get; private set; }

    /// <summary>The first source sample of each target sample; pinned and padded.</summary>
    internal int[] First { get; private set; } = [];

    /// <summary>Weights, two to a word: the first pair of every target sample, then the second of every one, and so on. Pinned and padded.</summary>
    internal int[] Pairs { get; private set; } = [];

    /// <summary>Words from one pair of a target sample to its next.</summary>
    internal int PairStride { get; private set; }

    /// <summary>Set when each target sample is one source sample, so many places on.</summary>
    internal int? Offset { get; private set; }

    /// <summary>Fits the filter to one axis of one plane.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="halved">Whether the plane has every other sample only.</param>
    /// <param name="onFirst">Whether a halved plane's samples lie on the first of their two, else between them.</param>
    /// <param name="smooth">False shows picture pixels as squares.</param>
    internal void Fit(in ResampleAxis axis, bool halved, bool onFirst, bool smooth)
    {
        int count = halved ? (axis.Picture + 1) / 2 : axis.Picture;
        double step = (double)axis.Picture / axis.Full;
        double width = smooth ? Math.Max(1, halved ? step / 2 : step) : 1;
        MakeRoom(axis.Count, Math.Max(2, Math.Min(2 * (int)Math.Ceiling(width), (count + 1) & ~1)));
        for (int i = 0; i < Count; i++)
        {
            double at = (i + axis.From + 0.5) * step;
            double luma = smooth ? at - 0.5 : Math.Min(Math.Floor(at), axis.Picture - 1);
            double center = halved ? (onFirst ? luma : luma - 0.5) / 2 : luma;
            int lowest = (int)Math.Floor(center - width) + 1;
            int first = Math.Clamp(lowest, 0, Math.Max(0, count - Taps));
            Array.Clear(_exact, 0, Taps);
            double sum = 0;
            for (int j = lowest; j < center + width; j++)
            {
                double weight = 1 - (Math.Abs(j - center) / width);
                _exact[Math.Clamp(j, 0, count - 1) - first] += weight;
                sum += weight;
            }

            Set(i, first, sum);
        }

        Offset = FindOffset();
    }

    /// <summary>One weight.</summary>
    internal int Weight(int target, int tap)
    {
        int pair = Pairs[((tap / 2) * PairStride) + target];
        return (tap & 1) == 0 ? (short)pair : pair >> 16;
    }

    /// <summary>Whether two target samples take the same of the source.</summary>
    internal bool AreAlike(int a, int b)
    {
        if (First[a] != First[b])
        {
            return false;
        }

        for (int at = 0; at < Taps / 2 * PairStride; at += PairStride)
        {
            if (Pairs[at + a] != Pairs[at + b])
            {
                return false;
            }
        }

        return true;
    }

    private void MakeRoom(int count, int taps)
    {
        Count = count;
        Taps = taps;
        PairStride = RowStore.Pad(count);
        if (First.Length < PairStride)
        {
            First = GC.AllocateArray<int>(PairStride, pinned: true);
        }

        if (Pairs.Length < PairStride * (taps / 2))
        {
            Pairs = GC.AllocateArray<int>(PairStride * (taps / 2), pinned: true);
        }

        if (_exact.Length < taps)
        {
            _exact = new double[taps];
            _whole = new int[taps];
        }

        // Vectors look beyond the last sample: what stands there must be indices that exist.
        Array.Clear(First, count, First.Length - count);
    }

    private void Set(int target, int first, double sum)
    {
        First[target] = first;
        int left = One;
        int largest = 0;
        for (int k = 0; k < Taps; k++)
        {
            _whole[k] = (int)Math.Round(_exact[k] / sum * One);
            left -= _whole[k];
            largest = _exact[k] > _exact[largest] ? k : largest;
        }

        _whole[largest] += left;
        for (int k = 0; k < Taps; k += 2)
        {
            Pairs[((k / 2) * PairStride) + target] = (_whole[k] & 0xFFFF) | (_whole[k + 1] << 16);
        }
    }

    private int? FindOffset()
    {
        int offset = First[0] + (Weight(0, 0) == One ? 0 : 1);
        for (int i = 0; i < Count; i++)
        {
            // The last sample has no neighbour: it is the second tap of the pair before it.
            int tap = i + offset - First[i];
            if (Taps != 2 || tap is < 0 or > 1 || Weight(i, tap) != One)
            {
                return null;
            }
        }

        return offset;
    }
}
