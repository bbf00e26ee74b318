using System;
using System.Buffers.Text;
using System.Globalization;

namespace Fathom.Protocol.Json;

/// <summary>Reads one number token, the bare NaN and infinities among them.</summary>
internal static class JsonNumberScanner
{
    private const int MaxFastDigits = 18;

    /// <summary>Reads the token at <paramref name="at"/>, which lies inside of the text, and moves past it.</summary>
    public static JsonFault Read(ReadOnlySpan<byte> text, ref int at, out JsonNumber number)
    {
        number = default;
        int start = at;
        bool negative = text[at] == (byte)'-';
        at += negative ? 1 : 0;
        if (at < text.Length && (text[at] == (byte)'I' || (text[at] == (byte)'N' && !negative)))
        {
            return ReadSpecial(text, ref at, negative, out number);
        }

        int firstDigit = at;
        long magnitude = SkipInteger(text, ref at);
        int digits = at - firstDigit;
        if (digits == 0 || (digits > 1 && text[firstDigit] == (byte)'0'))
        {
            return JsonFault.BadNumber;
        }

        bool fractional = at < text.Length && text[at] is (byte)'.' or (byte)'e' or (byte)'E';
        if (!fractional && digits <= MaxFastDigits)
        {
            long value = negative ? -magnitude : magnitude;
            number = new JsonNumber(true, value, value);
            return JsonFault.None;
        }

        if (!SkipFractionAndExponent(text, ref at))
        {
            return JsonFault.BadNumber;
        }

        ReadOnlySpan<byte> token = text[start..at];
        if (!fractional && Utf8Parser.TryParse(token, out long large, out int used) && used == token.Length)
        {
            number = new JsonNumber(true, large, large);
            return JsonFault.None;
        }

        bool parsed = double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double real);
        number = new JsonNumber(false, 0, real);
        return parsed ? JsonFault.None : JsonFault.BadNumber;
    }

    /// <summary>Passes over digits; the value is right as long as there are no more than <see cref="MaxFastDigits"/>.</summary>
    private static long SkipInteger(ReadOnlySpan<byte> text, ref int at)
    {
        ulong magnitude = 0;
        while (at < text.Length && text[at] is >= (byte)'0' and <= (byte)'9')
        {
            magnitude = unchecked((magnitude * 10) + (ulong)(text[at] - '0'));
            at++;
        }

        return unchecked((long)magnitude);
    }

    private static bool SkipFractionAndExponent(ReadOnlySpan<byte> text, ref int at)
    {
        if (at < text.Length && text[at] == (byte)'.')
        {
            at++;
            if (!SkipDigits(text, ref at))
            {
                return false;
            }
        }

        if (at >= text.Length || text[at] is not ((byte)'e' or (byte)'E'))
        {
            return true;
        }

        at++;
        if (at < text.Length && text[at] is (byte)'+' or (byte)'-')
        {
            at++;
        }

        return SkipDigits(text, ref at);
    }

    private static bool SkipDigits(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at;
        SkipInteger(text, ref at);
        return at > start;
    }

    private static JsonFault ReadSpecial(ReadOnlySpan<byte> text, ref int at, bool negative, out JsonNumber number)
    {
        bool notANumber = text[at] == (byte)'N';
        ReadOnlySpan<byte> word = notANumber ? "NaN"u8 : "Infinity"u8;
        number = new JsonNumber(false, 0, notANumber ? double.NaN : negative ? double.NegativeInfinity : double.PositiveInfinity);
        if (!text[at..].StartsWith(word))
        {
            return JsonFault.BadNumber;
        }

        at += word.Length;
        return JsonFault.None;
    }
}
