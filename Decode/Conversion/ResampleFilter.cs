using System;

namespace Fathom.Decode;

/// <summary>Where each target sample of one axis takes its source samples, and with which weights.</summary>
/// <remarks>A tent as wide as a target sample, at least one source sample: interpolation upwards, an average downwards. Weights are 1/16384
/// and add up to exactly that. The number of taps is even, because two source samples are read as one word.</remarks>
internal sealed class ResampleFilter
{
    internal const int One = 1 << 14;

    private readonly int _stride;

    private ResampleFilter(int count, int taps)
    {
        Count = count;
        Taps = taps;
        _stride = RowStore.Pad(count);
        First = GC.AllocateArray<int>(_stride, pinned: true);
        Pairs = GC.AllocateArray<int>(_stride * (taps / 2), pinned: true);
    }

    /// <summary>Target samples.</summary>
    internal int Count { get; }

    /// <summary>Source samples for each target sample; even.</summary>
    internal int Taps { get; }

    /// <summary>The first source sample of each target sample; pinned and padded.</summary>
    internal int[] First { get; }

    /// <summary>Weights, two to a word: the first pair of every target sample, then the second of every one, and so on. Pinned and padded.</summary>
    internal int[] Pairs { get; }

    /// <summary>Words from one pair of a target sample to its next.</summary>
    internal int PairStride => _stride;

    /// <summary>Whether each target sample is the source sample of the same number.</summary>
    internal bool IsIdentity { get; private set; }

    /// <summary>Makes a filter for one axis of one plane.</summary>
    /// <param name="picture">Samples of the picture along this axis.</param>
    /// <param name="target">Samples wanted.</param>
    /// <param name="halved">Whether the plane has every other sample only.</param>
    /// <param name="onFirst">Whether a halved plane's samples lie on the first of their two, else between them.</param>
    /// <param name="smooth">False shows picture pixels as squares.</param>
    internal static ResampleFilter Make(int picture, int target, bool halved, bool onFirst, bool smooth)
    {
        int count = halved ? (picture + 1) / 2 : picture;
        double step = (double)picture / target;
        double width = smooth ? Math.Max(1, halved ? step / 2 : step) : 1;
        int taps = Math.Max(2, Math.Min(2 * (int)Math.Ceiling(width), (count + 1) & ~1));
        var filter = new ResampleFilter(target, taps);
        Span<double> exact = new double[taps];
        for (int i = 0; i < target; i++)
        {
            double at = (i + 0.5) * step;
            double luma = smooth ? at - 0.5 : Math.Min(Math.Floor(at), picture - 1);
            double center = halved ? (onFirst ? luma : luma - 0.5) / 2 : luma;
            int lowest = (int)Math.Floor(center - width) + 1;
            int first = Math.Clamp(lowest, 0, Math.Max(0, count - taps));
            exact.Clear();
            double sum = 0;
            for (int j = lowest; j < center + width; j++)
            {
                double weight = 1 - (Math.Abs(j - center) / width);
                exact[Math.Clamp(j, 0, count - 1) - first] += weight;
                sum += weight;
            }

            filter.Set(i, first, exact, sum);
        }

        filter.IsIdentity = filter.KeepsSamples();
        return filter;
    }

    /// <summary>One weight.</summary>
    internal int Weight(int target, int tap)
    {
        int pair = Pairs[((tap / 2) * _stride) + target];
        return (tap & 1) == 0 ? (short)pair : pair >> 16;
    }

    /// <summary>Whether two target samples take the same of the source.</summary>
    internal bool AreAlike(int a, int b)
    {
        if (First[a] != First[b])
        {
            return false;
        }

        for (int k = 0; k < Taps; k += 2)
        {
            if (Pairs[((k / 2) * _stride) + a] != Pairs[((k / 2) * _stride) + b])
            {
                return false;
            }
        }

        return true;
    }

    private void Set(int target, int first, ReadOnlySpan<double> exact, double sum)
    {
        First[target] = first;
        Span<int> weights = stackalloc int[Math.Min(Taps, 64)];
        if (Taps > weights.Length)
        {
            weights = new int[Taps];
        }

        int left = One;
        int largest = 0;
        for (int k = 0; k < Taps; k++)
        {
            weights[k] = (int)Math.Round(exact[k] / sum * One);
            left -= weights[k];
            largest = exact[k] > exact[largest] ? k : largest;
        }

        weights[largest] += left;
        for (int k = 0; k < Taps; k += 2)
        {
            Pairs[((k / 2) * _stride) + target] = (weights[k] & 0xFFFF) | (weights[k + 1] << 16);
        }
    }

    private bool KeepsSamples()
    {
        for (int i = 0; i < Count; i++)
        {
            // The last sample has no neighbour: it is the second tap of the pair before it.
            int tap = i - First[i];
            if (Taps != 2 || tap is < 0 or > 1 || Weight(i, tap) != One)
            {
                return false;
            }
        }

        return true;
    }
}
