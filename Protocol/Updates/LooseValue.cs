using System;
using System.Globalization;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Updates;

/// <summary>Reads values as loosely as the reference server does: texts that are numbers, truth values that count as 1. NaN and infinity are refused.</summary>
internal static class LooseValue
{
    /// <summary>A number, or a text that is one.</summary>
    public static bool TryNumber(StateValue? value, out double number)
    {
        bool found = value switch
        {
            BoolValue flag => Set(flag.Value ? 1 : 0, out number),
            TextValue text => double.TryParse(text.Value.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            null => Set(0, out number) && false,
            _ => value.TryGetDouble(out number),
        };
        return found && double.IsFinite(number);
    }

    /// <summary>A JSON integer; a truth value counts as one.</summary>
    public static bool TryInteger(StateValue? value, out long integer)
    {
        integer = value switch
        {
            IntegerValue whole => whole.Value,
            BoolValue flag => flag.Value ? 1 : 0,
            _ => 0,
        };
        return value is IntegerValue or BoolValue;
    }

    /// <summary>A JSON integer, or a text that is one.</summary>
    public static bool TryIntegerOrText(StateValue? value, out long integer)
    {
        return value is TextValue text
            ? long.TryParse(text.Value.AsSpan().Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer)
            : TryInteger(value, out integer);
    }

    /// <summary>A text in lower case without blanks around it, or null.</summary>
    public static string? Word(StateValue? value)
    {
        StateValue? named = value is MapValue map ? map["name"] : value;
        return named is TextValue text ? text.Value.Trim().ToLowerInvariant() : null;
    }

    /// <summary>Two numbers in ascending order from the first two of a list.</summary>
    public static bool TrySortedPair(ListValue list, out StateValue pair)
    {
        pair = StateValue.Null;
        if (list.Items.Length < 2 || !TryNumber(list.Items[0], out double first) || !TryNumber(list.Items[1], out double second))
        {
            return false;
        }

        pair = new[] { Math.Min(first, second), Math.Max(first, second) };
        return true;
    }

    private static bool Set(double value, out double number)
    {
        number = value;
        return true;
    }
}
