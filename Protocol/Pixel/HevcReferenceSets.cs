using System;

namespace Fathom.Protocol.Pixel;

/// <summary>
/// Passes over HEVC's short-term reference picture sets. They must be followed closely, since how many bits one takes depends on the one before.
/// </summary>
internal static class HevcReferenceSets
{
    private const int MaxSets = 64;
    private const int MaxPictures = 16;

    public static bool TrySkip(ref BitReader bits, uint count)
    {
        if (count > MaxSets)
        {
            return false;
        }

        Span<int> negative = stackalloc int[MaxPictures];
        Span<int> positive = stackalloc int[MaxPictures];
        Span<int> nextNegative = stackalloc int[MaxPictures];
        Span<int> nextPositive = stackalloc int[MaxPictures];
        int negatives = 0;
        int positives = 0;
        for (uint i = 0; i < count && !bits.IsOverrun; i++)
        {
            bool isPredicted = i > 0 && bits.Flag();
            if (!(isPredicted
                ? TryPredict(ref bits, negative, ref negatives, positive, ref positives, nextNegative, nextPositive)
                : TryReadExplicit(ref bits, negative, out negatives, positive, out positives)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryReadExplicit(ref BitReader bits, scoped Span<int> negative, out int negatives, scoped Span<int> positive, out int positives)
    {
        uint before = bits.Ue();
        uint after = bits.Ue();
        negatives = (int)Math.Min(before, MaxPictures);
        positives = (int)Math.Min(after, MaxPictures);
        if (before > MaxPictures || after > MaxPictures || before + after > MaxPictures)
        {
            return false;
        }

        return TryReadDistances(ref bits, negative[..negatives], -1) && TryReadDistances(ref bits, positive[..positives], 1);
    }

    private static bool TryReadDistances(ref BitReader bits, scoped Span<int> distances, int sign)
    {
        int distance = 0;
        for (int i = 0; i < distances.Length; i++)
        {
            uint step = bits.Ue();
            bits.Skip(1);
            if (step > short.MaxValue)
            {
                return false;
            }

            distance += sign * ((int)step + 1);
            distances[i] = distance;
        }

        return true;
    }

    private static bool TryPredict(
        ref BitReader bits,
        scoped Span<int> negative,
        ref int negatives,
        scoped Span<int> positive,
        ref int positives,
        scoped Span<int> nextNegative,
        scoped Span<int> nextPositive)
    {
        bool isBackwards = bits.Flag();
        uint magnitude = bits.Ue();
        if (magnitude > short.MaxValue)
        {
            return false;
        }

        int delta = (isBackwards ? -1 : 1) * ((int)magnitude + 1);
        int count = negatives + positives;
        uint used = 0;
        for (int i = 0; i <= count; i++)
        {
            bool isKept = bits.Flag() || bits.Flag();
            used |= isKept ? 1u << i : 0;
        }

        // Nearest first, as the standard orders them: the other side backwards, the reference itself, the same side.
        int n = 0;
        int p = 0;
        for (int i = positives - 1; i >= 0; i--)
        {
            Keep(positive[i] + delta, used >> (negatives + i), -1, nextNegative, ref n);
        }

        Keep(delta, used >> count, -1, nextNegative, ref n);
        for (int i = 0; i < negatives; i++)
        {
            Keep(negative[i] + delta, used >> i, -1, nextNegative, ref n);
        }

        for (int i = negatives - 1; i >= 0; i--)
        {
            Keep(negative[i] + delta, used >> i, 1, nextPositive, ref p);
        }

        Keep(delta, used >> count, 1, nextPositive, ref p);
        for (int i = 0; i < positives; i++)
        {
            Keep(positive[i] + delta, used >> (negatives + i), 1, nextPositive, ref p);
        }

        if (n + p > MaxPictures)
        {
            return false;
        }

        nextNegative[..n].CopyTo(negative);
        nextPositive[..p].CopyTo(positive);
        negatives = n;
        positives = p;
        return true;
    }

    private static void Keep(int distance, uint used, int sign, scoped Span<int> list, ref int count)
    {
        if ((used & 1) != 0 && Math.Sign(distance) == sign)
        {
            if (count < list.Length)
            {
                list[count] = distance;
            }

            count++;
        }
    }
}
