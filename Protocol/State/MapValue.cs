using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Protocol.State;

/// <summary>A JSON object: named values in the order in which they were written. Names are unique; a later duplicate replaces the earlier one.</summary>
public sealed record MapValue : StateValue
{
    /// <summary>Creates the map; the last of several entries of one name wins.</summary>
    public MapValue(ImmutableArray<KeyValuePair<string, StateValue>> entries)
    {
        Entries = entries.IsDefault ? [] : WithoutDuplicates(entries);
    }

    /// <summary>The map without entries.</summary>
    public static MapValue Empty { get; } = new([]);

    /// <summary>The entries in order.</summary>
    public ImmutableArray<KeyValuePair<string, StateValue>> Entries { get; }

    /// <inheritdoc/>
    public override bool IsFinite => Entries.All(static entry => entry.Value.IsFinite);

    /// <summary>The value of that name, or null when there is none.</summary>
    public StateValue? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, StateValue> entry in Entries)
            {
                if (string.Equals(entry.Key, name, StringComparison.Ordinal))
                {
                    return entry.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Makes a map from named values.</summary>
    public static MapValue Of(params ReadOnlySpan<(string Name, StateValue Value)> entries)
    {
        var builder = ImmutableArray.CreateBuilder<KeyValuePair<string, StateValue>>(entries.Length);
        foreach ((string name, StateValue value) in entries)
        {
            builder.Add(new(name, value));
        }

        return new MapValue(builder.MoveToImmutable());
    }

    /// <summary>Reads an entry that is there and not <c>null</c>.</summary>
    public bool TryGet(string name, out StateValue value)
    {
        StateValue? found = this[name];
        value = found ?? Null;
        return found is not null and not NullValue;
    }

    /// <summary>This map with one entry set; its place is kept when it was there.</summary>
    public MapValue With(string name, StateValue value)
    {
        for (int i = 0; i < Entries.Length; i++)
        {
            if (string.Equals(Entries[i].Key, name, StringComparison.Ordinal))
            {
                return new MapValue(Entries.SetItem(i, new(name, value)));
            }
        }

        return new MapValue(Entries.Add(new(name, value)));
    }

    /// <summary>This map with every entry of another one set over it.</summary>
    public MapValue MergedWith(MapValue other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Entries.IsEmpty ? other : new MapValue(Entries.AddRange(other.Entries));
    }

    /// <inheritdoc/>
    public bool Equals(MapValue? other) => other is not null && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (KeyValuePair<string, StateValue> entry in Entries)
        {
            hash.Add(entry.Key, StringComparer.Ordinal);
            hash.Add(entry.Value);
        }

        return hash.ToHashCode();
    }

    private static ImmutableArray<KeyValuePair<string, StateValue>> WithoutDuplicates(ImmutableArray<KeyValuePair<string, StateValue>> entries)
    {
        // Maps on the wire have a handful of entries; a big one (a hostile frame) must not cost a quadratic scan.
        const int SmallCount = 16;
        if (entries.Length <= SmallCount && !HasDuplicate(entries))
        {
            return entries;
        }

        var places = new Dictionary<string, int>(entries.Length, StringComparer.Ordinal);
        var builder = ImmutableArray.CreateBuilder<KeyValuePair<string, StateValue>>(entries.Length);
        foreach (KeyValuePair<string, StateValue> entry in entries)
        {
            if (places.TryAdd(entry.Key, builder.Count))
            {
                builder.Add(entry);
            }
            else
            {
                builder[places[entry.Key]] = entry;
            }
        }

        return builder.DrainToImmutable();
    }

    private static bool HasDuplicate(ImmutableArray<KeyValuePair<string, StateValue>> entries)
    {
        for (int i = 1; i < entries.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (string.Equals(entries[i].Key, entries[j].Key, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
