using System.Buffers;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Client.Hosting;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>Values as JSON text that people read and edit, and back.</summary>
internal static class SessionJson
{
    private static readonly JsonDocumentOptions s_reading = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 32 };
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a text; throws a <see cref="JsonException"/> that names line and column.</summary>
    public static StateValue Read(byte[] text)
    {
        using JsonDocument document = JsonDocument.Parse(text, s_reading);
        return Of(document.RootElement);
    }

    /// <summary>Writes a value.</summary>
    public static byte[] Write(StateValue value)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(output, s_writing))
        {
            ValueJson.Write(json, value);
        }

        return output.WrittenSpan.ToArray();
    }

    private static StateValue Of(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, StateValue>>();
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    entries.Add(new(property.Name, Of(property.Value)));
                }

                return new MapValue(entries.DrainToImmutable());
            case JsonValueKind.Array:
                var items = ImmutableArray.CreateBuilder<StateValue>();
                foreach (JsonElement item in element.EnumerateArray())
                {
                    items.Add(Of(item));
                }

                return new ListValue(items.DrainToImmutable());
            case JsonValueKind.String:
                return element.GetString();
            case JsonValueKind.Number:
                return element.TryGetInt64(out long whole) ? IntegerValue.Of(whole) : new NumberValue(element.GetDouble());
            case JsonValueKind.True or JsonValueKind.False:
                return element.GetBoolean();
            default:
                return StateValue.Null;
        }
    }
}
