using System;
using System.Collections.Immutable;

namespace Fathom.Protocol.State;

/// <summary>Any JSON value, immutable, compared by content.</summary>
/// <remarks>
/// Equality is exact: <c>1</c> and <c>1.0</c> differ, and so does the order of map entries. <see cref="MeansSameAs"/> compares what the
/// values mean, which is what a sender and a receiver that write numbers differently need.
/// </remarks>
public abstract record StateValue
{
    private protected StateValue()
    {
    }

    /// <summary>The JSON value <c>null</c>.</summary>
    public static StateValue Null => NullValue.Instance;

    /// <summary>Makes a truth value.</summary>
    public static implicit operator StateValue(bool value) => value ? BoolValue.True : BoolValue.False;

    /// <summary>Makes an integer.</summary>
    public static implicit operator StateValue(int value) => IntegerValue.Of(value);

    /// <summary>Makes an integer.</summary>
    public static implicit operator StateValue(long value) => IntegerValue.Of(value);

    /// <summary>Makes a number.</summary>
    public static implicit operator StateValue(double value) => new NumberValue(value);

    /// <summary>Makes a text; a null reference becomes the JSON value <c>null</c>.</summary>
    public static implicit operator StateValue(string? value) => value is null ? NullValue.Instance : new TextValue(value);

    /// <summary>Makes a list of numbers.</summary>
    public static implicit operator StateValue(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return ListValue.Of<double>(values, static v => new NumberValue(v));
    }

    /// <summary>Makes a list of integers.</summary>
    public static implicit operator StateValue(int[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return ListValue.Of<int>(values, static v => IntegerValue.Of(v));
    }

    /// <summary>Reads a number of either kind; false for anything else.</summary>
    public virtual bool TryGetDouble(out double value)
    {
        value = 0;
        return false;
    }

    /// <summary>Reads an integer, or a number without a fraction; false for anything else.</summary>
    public virtual bool TryGetInt64(out long value)
    {
        value = 0;
        return false;
    }

    /// <summary>The text, or null when this is not a text.</summary>
    public string? AsText() => (this as TextValue)?.Value;

    /// <summary>The truth value, or null when this is not one.</summary>
    public bool? AsBool() => (this as BoolValue)?.Value;

    /// <summary>Reads a list of numbers; false when this is not a list or one element is not a number.</summary>
    public bool TryGetDoubles(out ImmutableArray<double> values)
    {
        values = [];
        if (this is not ListValue list)
        {
            return false;
        }

        var builder = ImmutableArray.CreateBuilder<double>(list.Items.Length);
        foreach (StateValue item in list.Items)
        {
            if (!item.TryGetDouble(out double value))
            {
                return false;
            }

            builder.Add(value);
        }

        values = builder.MoveToImmutable();
        return true;
    }

    /// <summary>True when no number inside is NaN or infinite; only such values may be sent.</summary>
    public virtual bool IsFinite => true;

    /// <summary>True when both say the same: numbers by value (within a relative tolerance), maps without regard to order.</summary>
    public bool MeansSameAs(StateValue? other, double relativeTolerance = 0) => StateValueMeaning.Same(this, other, relativeTolerance);
}
