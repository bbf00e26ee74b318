using System;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Protocol.State;

/// <summary>A box of numbers (equally long lists of equally long lists …), stored flat; thumbnails arrive so, thousands of numbers at a time.</summary>
/// <remarks>The reader makes one from every list that is at least three levels deep and regular; any other list is a <see cref="ListValue"/>.</remarks>
public sealed record TensorValue : StateValue
{
    /// <summary>Creates the box.</summary>
    /// <param name="shape">The lengths, outermost first; at least one.</param>
    /// <param name="values">The numbers, last axis fastest.</param>
    /// <param name="isInteger">Whether all numbers were written as integers.</param>
    public TensorValue(ImmutableArray<int> shape, ImmutableArray<double> values, bool isInteger)
    {
        if (shape.IsDefaultOrEmpty || shape.Aggregate(1L, static (product, length) => product * length) != values.Length)
        {
            throw new ArgumentException("The shape does not fit the number of values.", nameof(shape));
        }

        Shape = shape;
        Values = values;
        IsInteger = isInteger;
    }

    /// <summary>The lengths, outermost first.</summary>
    public ImmutableArray<int> Shape { get; }

    /// <summary>The numbers, last axis fastest.</summary>
    public ImmutableArray<double> Values { get; }

    /// <summary>Whether all numbers were written as integers.</summary>
    public bool IsInteger { get; }

    /// <inheritdoc/>
    public override bool IsFinite => Values.All(double.IsFinite);

    /// <inheritdoc/>
    public bool Equals(TensorValue? other) =>
        other is not null && IsInteger == other.IsInteger && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan())
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Shape.Length, Values.Length, Values.IsEmpty ? 0 : Values[0], IsInteger);

    /// <summary>The same numbers as nested lists.</summary>
    public ListValue ToList()
    {
        int at = 0;
        return (ListValue)Level(0, ref at);
    }

    private StateValue Level(int axis, ref int at)
    {
        if (axis == Shape.Length)
        {
            double value = Values[at++];
            return IsInteger ? IntegerValue.Of((long)value) : new NumberValue(value);
        }

        var items = ImmutableArray.CreateBuilder<StateValue>(Shape[axis]);
        for (int i = 0; i < Shape[axis]; i++)
        {
            items.Add(Level(axis + 1, ref at));
        }

        return new ListValue(items.MoveToImmutable());
    }
}
