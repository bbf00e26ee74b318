using System;
using System.Globalization;
using System.Text;

namespace Fathom.Protocol.Json;

/// <summary>Decodes the escapes of a JSON text that the scanner has already checked.</summary>
internal static class JsonText
{
    private const int UnicodeDigits = 4;

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
