using System;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Protocol.State;

/// <summary>A list of values.</summary>
public sealed record ListValue : StateValue
{
    /// <summary>Creates the list.</summary>
    public ListValue(ImmutableArray<StateValue> items)
    {
        Items = items.IsDefault ? [] : items;
    }

    /// <summary>The list without elements.</summary>
    public static ListValue Empty { get; } = new([]);

    /// <summary>The elements.</summary>
    public ImmutableArray<StateValue> Items { get; }

    /// <inheritdoc/>
    public override bool IsFinite => Items.All(static item => item.IsFinite);

    /// <summary>Makes a list from values.</summary>
    public static ListValue Of(params ReadOnlySpan<StateValue> items) => new(ImmutableArray.Create(items));

    /// <summary>Makes a list from anything that becomes a value.</summary>
    public static ListValue Of<T>(ReadOnlySpan<T> items, Func<T, StateValue> convert)
    {
        ArgumentNullException.ThrowIfNull(convert);
        var builder = ImmutableArray.CreateBuilder<StateValue>(items.Length);
        foreach (T item in items)
        {
            builder.Add(convert(item));
        }

        return new ListValue(builder.MoveToImmutable());
    }

    /// <inheritdoc/>
    public bool Equals(ListValue? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (StateValue item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }
}
