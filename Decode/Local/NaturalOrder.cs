using System;
using System.Collections.Generic;

namespace Fathom.Decode.Local;

/// <summary>The order in which people count files: a2 before a10. Runs of digits count as numbers, everything else by its characters.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    internal static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        ReadOnlySpan<char> left = x;
        ReadOnlySpan<char> right = y;
        while (!left.IsEmpty && !right.IsEmpty)
        {
            if (char.IsAsciiDigit(left[0]) && char.IsAsciiDigit(right[0]))
            {
                int result = CompareNumbers(Digits(ref left), Digits(ref right));
                if (result != 0)
                {
                    return result;
                }
            }
            else if (left[0] != right[0])
            {
                return left[0].CompareTo(right[0]);
            }
            else
            {
                left = left[1..];
                right = right[1..];
            }
        }

        // 01 and 1 are the same number and not the same name.
        int rest = left.Length.CompareTo(right.Length);
        return rest != 0 ? rest : string.CompareOrdinal(x, y);
    }

    private static ReadOnlySpan<char> Digits(ref ReadOnlySpan<char> text)
    {
        int end = 0;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        ReadOnlySpan<char> digits = text[..end].TrimStart('0');
        text = text[end..];
        return digits;
    }

    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
        => left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
}
