using System;
using System.Buffers;
using System.Linq;

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

    private static readonly SearchValues<byte> s_textStops = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(static control => (byte)control)]);

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
            JsonFault fault = JsonText.SkipEscape(_text, ref _at);
            if (fault != JsonFault.None)
            {
                return Fail(fault);
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

        JsonFault fault = JsonNumberScanner.Read(_text, ref _at, out number);
        return fault == JsonFault.None || Fail(fault);
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
