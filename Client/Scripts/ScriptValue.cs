using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text.Json;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Scripts;

/// <summary>Turns the JSON values of a script into values, and checks them against what a field may hold.</summary>
internal static class ScriptValue
{
    /// <summary>Checks a value; throws what <paramref name="mistake"/> makes of the reason.</summary>
    public static StateValue Check(ScriptArgument argument, JsonElement value, Func<FormattableString, FathomException> mistake)
    {
        StateValue given = Of(value);
        double number = 0;
        bool fits = argument.Kind switch
        {
            ScriptArgumentKind.Text or ScriptArgumentKind.Place => given.AsText() is not null,
            ScriptArgumentKind.Axis => given is IntegerValue { Value: >= 0 and <= int.MaxValue } || given.AsText() is { Length: > 0 },
            ScriptArgumentKind.Integer => given.TryGetInt64(out _) && given.TryGetDouble(out number),
            ScriptArgumentKind.Number => given.TryGetDouble(out number),
            ScriptArgumentKind.Flag => given.AsBool() is not null,
            ScriptArgumentKind.Numbers => given.TryGetDoubles(out ImmutableArray<double> numbers) && numbers.Length > 0,
            _ => true,
        };
        if (!fits)
        {
            throw mistake($"is not {Name(argument.Kind)}.");
        }

        if (number < argument.Minimum || number > argument.Maximum)
        {
            throw mistake($"is {number}, not a number from {argument.Minimum} to {argument.Maximum}.");
        }

        if (argument.Choices.Count > 0 && !argument.Choices.Contains(given.AsText(), StringComparer.Ordinal))
        {
            throw mistake($"is '{given.AsText()}', not one of {string.Join(", ", argument.Choices)}.");
        }

        return given;
    }

    private static string Name(ScriptArgumentKind kind) => kind switch
    {
        ScriptArgumentKind.Axis => "the name or number of an axis",
        ScriptArgumentKind.Integer => "a whole number",
        ScriptArgumentKind.Number => "a number",
        ScriptArgumentKind.Flag => "true or false",
        ScriptArgumentKind.Numbers => "a list of numbers",
        _ => "a text",
    };

    private static StateValue Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new MapValue([.. value.EnumerateObject().Select(static property => KeyValuePair.Create(property.Name, Of(property.Value)))]),
        JsonValueKind.Array => new ListValue([.. value.EnumerateArray().Select(Of)]),
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.TryGetInt64(out long whole) ? whole : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => StateValue.Null,
    };
}
