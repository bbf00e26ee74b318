using System;
using System.Globalization;

namespace Fathom.Decode.Media;

/// <summary>Frames a second as a fraction, so that no frame's time is ever rounded: 20, 30000/1001, 1/2.</summary>
/// <param name="Numerator">Frames …</param>
/// <param name="Denominator">… in so many seconds.</param>
public readonly record struct MovieRate(int Numerator, int Denominator = 1)
{
    /// <summary>The most frames a second.</summary>
    public const int Highest = 1000;

    /// <summary>The most seconds that a frame may stay.</summary>
    public const int LongestFrame = 3600;

    /// <summary>Whether it is a positive rate within the bounds.</summary>
    public bool IsValid => Numerator > 0 && Denominator > 0
        && Numerator <= (long)Highest * Denominator && Denominator <= (long)LongestFrame * Numerator;

    /// <summary>Frames a second, nearly.</summary>
    public double PerSecond => (double)Numerator / Denominator;

    /// <summary>Reads 20, 29.97 (as 2997/100), 0.5 or 30000/1001. False for anything else and outside the bounds.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out MovieRate rate)
    {
        rate = default;
        int slash = text.IndexOf('/');
        bool reads = slash < 0 ? TryParseDecimal(text, out rate)
            : int.TryParse(text[..slash], NumberStyles.None, CultureInfo.InvariantCulture, out int numerator)
                && int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int denominator)
                && TryReduce(numerator, denominator, out rate);
        return reads && rate.IsValid;
    }

    /// <summary>When a frame begins, in seconds.</summary>
    public double SecondsOf(long frame) => (double)frame * Denominator / Numerator;

    /// <inheritdoc/>
    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    internal static bool TryReduce(long numerator, long denominator, out MovieRate rate)
    {
        rate = default;
        if (numerator <= 0 || denominator <= 0)
        {
            return false;
        }

        (long a, long b) = (numerator, denominator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        if (numerator / a > int.MaxValue || denominator / a > int.MaxValue)
        {
            return false;
        }

        rate = new MovieRate((int)(numerator / a), (int)(denominator / a));
        return true;
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> text, out MovieRate rate)
    {
        const int MostPlaces = 6;
        rate = default;
        int point = text.IndexOf('.');
        int places = point < 0 ? 0 : text.Length - point - 1;
        if (places > MostPlaces || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value > Highest)
        {
            return false;
        }

        long scale = 1;
        for (int i = 0; i < places; i++)
        {
            scale *= 10;
        }

        return TryReduce((long)(value * scale), scale, out rate);
    }
}
