using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Fathom.Fuzz.Targets;

/// <summary>A frame with the places of its values and names.</summary>
internal sealed class JsonSeed
{
    private readonly List<(int Start, int Length)> _values = [];
    private readonly List<(int Start, int Length)> _names = [];

    public JsonSeed(byte[] text)
    {
        Text = text;
        var reader = new Utf8JsonReader(text);
        var open = new Stack<int>();
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            int end = (int)reader.BytesConsumed;
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(start);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    int begin = open.Pop();
                    _values.Add((begin, end - begin));
                    break;
                case JsonTokenType.PropertyName:
                    _names.Add((start, text.AsSpan(start + 1).IndexOf((byte)'"') + 2));
                    break;
                default:
                    _values.Add((start, end - start));
                    break;
            }
        }
    }

    public byte[] Text { get; }

    public IReadOnlyList<(int Start, int Length)> Values => _values;

    public IReadOnlyList<(int Start, int Length)> Names => _names;
}
