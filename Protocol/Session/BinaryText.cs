using System;
using System.Text;
using System.Text.Unicode;

namespace Fathom.Protocol.Session;

/// <summary>Finds the JSON text in a binary message. The reference server takes UTF-8, UTF-16 and UTF-32, told apart by where zero bytes stand.</summary>
internal static class BinaryText
{
    private static readonly UnicodeEncoding s_utf16Little = new(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UnicodeEncoding s_utf16Big = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);
    private static readonly UTF32Encoding s_utf32Little = new(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true);
    private static readonly UTF32Encoding s_utf32Big = new(bigEndian: true, byteOrderMark: true, throwOnInvalidCharacters: true);

    /// <summary>The text in UTF-8, or null when it is none of the three.</summary>
    public static byte[]? ToUtf8(ReadOnlySpan<byte> data)
    {
        const int ByteOrderMark = 3;
        Encoding? wide = Wide(data);
        if (wide is null)
        {
            ReadOnlySpan<byte> text = data.StartsWith("\uFEFF"u8) ? data[ByteOrderMark..] : data;
            return Utf8.IsValid(text) ? text.ToArray() : null;
        }

        try
        {
            return Encoding.UTF8.GetBytes(wide.GetString(data).TrimStart('\uFEFF'));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding? Wide(ReadOnlySpan<byte> data) => data switch
    {
        [0xFF, 0xFE, 0, 0, ..] => s_utf32Little,
        [0, 0, 0xFE, 0xFF, ..] => s_utf32Big,
        [0xFF, 0xFE, ..] => s_utf16Little,
        [0xFE, 0xFF, ..] => s_utf16Big,
        [0, 0, 0, not 0, ..] => s_utf32Big,
        [0, not 0, ..] => s_utf16Big,
        [not 0, 0, 0, 0, ..] => s_utf32Little,
        [not 0, 0, ..] => s_utf16Little,
        _ => null,
    };
}
