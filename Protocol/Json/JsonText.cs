using System;
using System.Globalization;
using System.Text;

namespace Fathom.Protocol.Json;

/// <summary>The escapes of a JSON text: the scanner checks them first, decoding comes only when the text is asked for.</summary>
internal static class JsonText
{
    private const int UnicodeDigits = 4;

    /// <summary>Moves past the escape that begins at <paramref name="at"/>.</summary>
    public static JsonFault SkipEscape(ReadOnlySpan<byte> text, ref int at)
    {
        at++;
        if (at >= text.Length)
        {
            return JsonFault.UnexpectedEnd;
        }

        byte kind = text[at++];
        if (kind != (byte)'u')
        {
            bool known = kind is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t';
            return known ? JsonFault.None : JsonFault.BadEscape;
        }

        for (int i = 0; i < UnicodeDigits; i++, at++)
        {
            if (at >= text.Length || !char.IsAsciiHexDigit((char)text[at]))
            {
                return JsonFault.BadEscape;
            }
        }

        return JsonFault.None;
    }

    public static string Unescape(ReadOnlySpan<byte> text)
    {
        var builder = new StringBuilder(text.Length);
        while (!text.IsEmpty)
        {
            int escape = text.IndexOf((byte)'\\');
            if (escape < 0)
            {
                builder.Append(Encoding.UTF8.GetString(text));
                break;
            }

            builder.Append(Encoding.UTF8.GetString(text[..escape]));
            byte kind = text[escape + 1];
            text = text[(escape + 2)..];
            if (kind == (byte)'u')
            {
                // Surrogate pairs arrive as two escapes; joined as UTF-16 they are right again. A lonely one is kept as it is.
                builder.Append((char)ushort.Parse(text[..UnicodeDigits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                text = text[UnicodeDigits..];
            }
            else
            {
                builder.Append(Plain(kind));
            }
        }

        return builder.ToString();
    }

    private static char Plain(byte kind) => kind switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)kind,
    };
}
