using System;
using System.Buffers;
using System.Buffers.Text;
using System.Globalization;

namespace Fathom.Protocol.Json;

/// <summary>A forward reader of one JSON text that never throws and never allocates, except for the texts that are asked for.</summary>
/// <remarks>
/// <para>
/// It accepts what the peers of this protocol write: standard JSON and the bare tokens <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>,
/// which <see cref="System.Text.Json.Utf8JsonReader"/> refuses by throwing. A fault is sticky: once <see cref="Fault"/> is set, every
/// further call answers "nothing there", so that callers check once, at the end.
/// </para>
/// <para>The text must be valid UTF-8; the caller checks that first, in one vectorised pass.</para>
/// </remarks>
internal ref struct JsonScanner
{
    public const int MaxDepth = 96;

    private const int MaxFastDigits = 18;

    private static readonly SearchValues<byte> s_textStops = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. ControlCharacters()]);

    private readonly ReadOnlySpan<byte> _text;
    private int _at;
    private int _depth;
    private bool _first;

    public JsonScanner(ReadOnlySpan<byte> utf8)
    {
        _text = utf8;
    }

    public JsonFault Fault { get; private set; }

    public readonly int Position => _at;

    /// <summary>What comes next; <see cref="JsonKind.None"/> at the end or after a fault.</summary>
    public JsonKind Peek()
    {
        if (!SkipSpace())
        {
            return JsonKind.None;
        }

        byte next = _text[_at];
        return next switch
        {
            (byte)'{' => JsonKind.Object,
            (byte)'[' => JsonKind.Array,
            (byte)'"' => JsonKind.Text,
            (byte)'t' => JsonKind.True,
            (byte)'f' => JsonKind.False,
            (byte)'n' => JsonKind.Null,
            (byte)'-' or (byte)'N' or (byte)'I' or (>= (byte)'0' and <= (byte)'9') => JsonKind.Number,
            _ => JsonKind.None,
        };
    }

    public bool EnterObject() => Enter((byte)'{');

    public bool EnterArray() => Enter((byte)'[');

    /// <summary>Moves to the next entry of the object and reads its name; false at the end of the object or after a fault.</summary>
    public bool NextProperty(out ReadOnlySpan<byte> name)
    {
        name = default;
        if (!NextItem((byte)'}'))
        {
            return false;
        }

        if (!ReadTextSpan(out name, out bool escaped))
        {
            return false;
        }

        if (escaped)
        {
            name = System.Text.Encoding.UTF8.GetBytes(JsonText.Unescape(name));
        }

        if (!SkipSpace() || _text[_at] != (byte)':')
        {
            return Fail(JsonFault.UnexpectedCharacter);
        }

        _at++;
        return true;
    }

    /// <summary>Moves to the next element of the array; false at its end or after a fault.</summary>
    public bool NextElement() => NextItem((byte)']');

    public bool ReadText(out string text)
    {
        if (!ReadTextSpan(out ReadOnlySpan<byte> span, out bool escaped))
        {
            text = string.Empty;
            return false;
        }

        text = escaped ? JsonText.Unescape(span) : System.Text.Encoding.UTF8.GetString(span);
        return true;
    }

    /// <summary>Reads a text without decoding it; <paramref name="escaped"/> tells whether escapes remain inside.</summary>
    public bool ReadTextSpan(out ReadOnlySpan<byte> span, out bool escaped)
    {
        span = default;
        escaped = false;
        if (!SkipSpace() || _text[_at] != (byte)'"')
        {
            return Fail(JsonFault.UnexpectedCharacter);
        }

        int start = ++_at;
        while (true)
        {
            int stop = _text[_at..].IndexOfAny(s_textStops);
            if (stop < 0)
            {
                return Fail(JsonFault.UnexpectedEnd);
            }

            _at += stop;
            if (_text[_at] == (byte)'"')
            {
                span = _text[start.._at];
                _at++;
                return true;
            }

            if (_text[_at] != (byte)'\\')
            {
                return Fail(JsonFault.UnexpectedCharacter);
            }

            escaped = true;
            if (!SkipEscape())
            {
                return false;
            }
        }
    }

    public bool ReadNumber(out JsonNumber number)
    {
        number = default;
        if (!SkipSpace())
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        int start = _at;
        if (_text[_at] is (byte)'N' or (byte)'I')
        {
            return ReadSpecial(negative: false, out number);
        }

        bool negative = _text[_at] == (byte)'-';
        if (negative && ++_at < _text.Length && _text[_at] == (byte)'I')
        {
            return ReadSpecial(negative: true, out number);
        }

        long magnitude = 0;
        int digits = 0;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
        {
            magnitude = (magnitude * 10) + (_text[_at] - '0');
            digits++;
            _at++;
            if (digits > MaxFastDigits)
            {
                magnitude = 0;
            }
        }

        int firstDigit = negative ? start + 1 : start;
        if (digits == 0 || (digits > 1 && _text[firstDigit] == (byte)'0'))
        {
            return Fail(JsonFault.BadNumber);
        }

        bool fractional = _at < _text.Length && _text[_at] is (byte)'.' or (byte)'e' or (byte)'E';
        if (!fractional && digits <= MaxFastDigits)
        {
            long value = negative ? -magnitude : magnitude;
            number = new JsonNumber(true, value, value);
            return true;
        }

        if (!SkipFractionAndExponent())
        {
            return Fail(JsonFault.BadNumber);
        }

        ReadOnlySpan<byte> token = _text[start.._at];
        if (!fractional && Utf8Parser.TryParse(token, out long large, out int used) && used == token.Length)
        {
            number = new JsonNumber(true, large, large);
            return true;
        }

        bool parsed = double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out double real);
        number = new JsonNumber(false, 0, real);
        return parsed || Fail(JsonFault.BadNumber);
    }

    public bool ReadBool(out bool value)
    {
        value = Peek() == JsonKind.True;
        return value ? Word("true"u8) : Word("false"u8);
    }

    public bool ReadNull() => Word("null"u8);

    /// <summary>Passes over one value, checking its syntax.</summary>
    public bool Skip()
    {
        switch (Peek())
        {
            case JsonKind.Object:
                EnterObject();
                while (NextProperty(out _) && Skip())
                {
                }

                return Fault == JsonFault.None;
            case JsonKind.Array:
                EnterArray();
                while (NextElement() && Skip())
                {
                }

                return Fault == JsonFault.None;
            case JsonKind.Text:
                return ReadTextSpan(out _, out _);
            case JsonKind.Number:
                return ReadNumber(out _);
            case JsonKind.True or JsonKind.False:
                return ReadBool(out _);
            case JsonKind.Null:
                return ReadNull();
            default:
                return Fail(_at >= _text.Length ? JsonFault.UnexpectedEnd : JsonFault.UnexpectedCharacter);
        }
    }

    /// <summary>True when nothing but white space is left; anything else is a fault.</summary>
    public bool AtEnd()
    {
        if (Fault != JsonFault.None)
        {
            return false;
        }

        SkipSpace();
        return _at >= _text.Length || Fail(JsonFault.TrailingText);
    }

    private static byte[] ControlCharacters()
    {
        byte[] characters = new byte[32];
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = (byte)i;
        }

        return characters;
    }

    private bool Enter(byte opening)
    {
        if (!SkipSpace() || _text[_at] != opening)
        {
            return Fail(JsonFault.UnexpectedCharacter);
        }

        if (++_depth > MaxDepth)
        {
            return Fail(JsonFault.TooDeep);
        }

        _at++;
        _first = true;
        return true;
    }

    private bool NextItem(byte closing)
    {
        if (!SkipSpace())
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        bool wasFirst = _first;
        _first = false;
        if (_text[_at] == closing)
        {
            _at++;
            _depth--;
            return false;
        }

        if (wasFirst)
        {
            return true;
        }

        if (_text[_at] != (byte)',')
        {
            return Fail(JsonFault.UnexpectedCharacter);
        }

        _at++;
        return SkipSpace() ? _text[_at] != closing || Fail(JsonFault.UnexpectedCharacter) : Fail(JsonFault.UnexpectedEnd);
    }

    private bool SkipEscape()
    {
        const int UnicodeDigits = 4;
        _at++;
        if (_at >= _text.Length)
        {
            return Fail(JsonFault.UnexpectedEnd);
        }

        byte kind = _text[_at++];
        if (kind != (byte)'u')
        {
            return kind is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t'
                || Fail(JsonFault.BadEscape);
        }

        for (int i = 0; i < UnicodeDigits; i++, _at++)
        {
            if (_at >= _text.Length || !char.IsAsciiHexDigit((char)_text[_at]))
            {
                return Fail(JsonFault.BadEscape);
            }
        }

        return true;
    }

    private bool SkipFractionAndExponent()
    {
        if (_at < _text.Length && _text[_at] == (byte)'.')
        {
            _at++;
            if (!SkipDigits())
            {
                return false;
            }
        }

        if (_at < _text.Length && _text[_at] is (byte)'e' or (byte)'E')
        {
            _at++;
            if (_at < _text.Length && _text[_at] is (byte)'+' or (byte)'-')
            {
                _at++;
            }

            return SkipDigits();
        }

        return true;
    }

    private bool SkipDigits()
    {
        int start = _at;
        while (_at < _text.Length && _text[_at] is >= (byte)'0' and <= (byte)'9')
        {
            _at++;
        }

        return _at > start;
    }

    private bool ReadSpecial(bool negative, out JsonNumber number)
    {
        bool notANumber = _text[_at] == (byte)'N';
        number = new JsonNumber(false, 0, notANumber ? double.NaN : negative ? double.NegativeInfinity : double.PositiveInfinity);
        return notANumber ? Word("NaN"u8) : Word("Infinity"u8);
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!SkipSpace() || !_text[_at..].StartsWith(word))
        {
            return Fail(JsonFault.UnexpectedCharacter);
        }

        _at += word.Length;
        return true;
    }

    private bool SkipSpace()
    {
        if (Fault != JsonFault.None)
        {
            return false;
        }

        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }

        return _at < _text.Length;
    }

    private bool Fail(JsonFault fault)
    {
        if (Fault == JsonFault.None)
        {
            Fault = _at >= _text.Length && fault == JsonFault.UnexpectedCharacter ? JsonFault.UnexpectedEnd : fault;
        }

        return false;
    }
}
