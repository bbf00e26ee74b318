using System.Collections.Generic;
using System.Text.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Json;

/// <summary>Writes a <see cref="StateValue"/> as JSON; integers stay integers.</summary>
internal static class StateValueWriter
{
    public static void Write(Utf8JsonWriter writer, StateValue value)
    {
        switch (value)
        {
            case BoolValue flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case IntegerValue integer:
                writer.WriteNumberValue(integer.Value);
                break;
            case NumberValue number:
                writer.WriteNumberValue(number.Value);
                break;
            case TextValue text:
                writer.WriteStringValue(text.Value);
                break;
            case ListValue list:
                writer.WriteStartArray();
                foreach (StateValue item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case MapValue map:
                writer.WriteStartObject();
                foreach (KeyValuePair<string, StateValue> entry in map.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(writer, entry.Value);
                }

                writer.WriteEndObject();
                break;
            case TensorValue tensor:
                int at = 0;
                WriteLevel(writer, tensor, 0, ref at);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static void WriteLevel(Utf8JsonWriter writer, TensorValue tensor, int axis, ref int at)
    {
        if (axis == tensor.Shape.Length)
        {
            double value = tensor.Values[at++];
            if (tensor.IsInteger)
            {
                writer.WriteNumberValue((long)value);
            }
            else
            {
                writer.WriteNumberValue(value);
            }

            return;
        }

        writer.WriteStartArray();
        for (int i = 0; i < tensor.Shape[axis]; i++)
        {
            WriteLevel(writer, tensor, axis + 1, ref at);
        }

        writer.WriteEndArray();
    }
}
