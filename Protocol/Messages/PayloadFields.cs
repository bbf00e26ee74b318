using System;
using System.Collections.Immutable;
using System.Text.Json;
using Fathom.Protocol.Json;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>Writes members of payloads; what is absent is left out.</summary>
internal static class PayloadFields
{
    public static void Text(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Integer(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is long number)
        {
            writer.WriteNumber(name, number);
        }
    }

    public static void Flag(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, bool? value)
    {
        if (value is bool flag)
        {
            writer.WriteBoolean(name, flag);
        }
    }

    public static void Value(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, StateValue? value)
    {
        if (value is not null)
        {
            writer.WritePropertyName(name);
            StateValueWriter.Write(writer, value);
        }
    }

    public static void Values<T>(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<T> values)
        where T : StateValue
    {
        if (values.IsDefault)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (T value in values)
        {
            StateValueWriter.Write(writer, value);
        }

        writer.WriteEndArray();
    }

    public static void Integers(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<int> values)
    {
        if (!values.IsDefault)
        {
            writer.WritePropertyName(name);
            writer.IntegerList(values);
        }
    }

    public static void IntegerList(this Utf8JsonWriter writer, ImmutableArray<int> values)
    {
        writer.WriteStartArray();
        foreach (int value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    public static void Texts(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, ImmutableArray<string> values)
    {
        if (values.IsDefault)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    public static void Error(this Utf8JsonWriter writer, ErrorInfo error)
    {
        writer.WriteString("code"u8, error.Code);
        writer.WriteString("message"u8, error.Message);
        writer.Value("details"u8, error.Details);
    }
}
