using System.Text.Json;
using Fathom.Protocol.State;

namespace Fathom.Client.Hosting;

/// <summary>Writes what a server told into a report.</summary>
internal static class ValueJson
{
    /// <summary>Writes any value; numbers that are none, which JSON does not have, become null.</summary>
    public static void Write(Utf8JsonWriter json, StateValue value)
    {
        switch (value)
        {
            case BoolValue flag:
                json.WriteBooleanValue(flag.Value);
                break;
            case IntegerValue integer:
                json.WriteNumberValue(integer.Value);
                break;
            case NumberValue number when double.IsFinite(number.Value):
                json.WriteNumberValue(number.Value);
                break;
            case TextValue text:
                json.WriteStringValue(text.Value);
                break;
            case ListValue list:
                json.WriteStartArray();
                foreach (StateValue item in list.Items)
                {
                    Write(json, item);
                }

                json.WriteEndArray();
                break;
            case MapValue map:
                json.WriteStartObject();
                foreach ((string name, StateValue entry) in map.Entries)
                {
                    json.WritePropertyName(name);
                    Write(json, entry);
                }

                json.WriteEndObject();
                break;
            default:
                json.WriteNullValue();
                break;
        }
    }
}
