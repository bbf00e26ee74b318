using System;
using System.Collections.Generic;

namespace Fathom.Protocol.State;

/// <summary>Compares values by what they mean.</summary>
internal static class StateValueMeaning
{
    public static bool Same(StateValue? left, StateValue? right, double tolerance)
    {
        if (left is null || right is null)
        {
            return left is null && right is null;
        }

        if (left.TryGetDouble(out double a))
        {
            return right.TryGetDouble(out double b) && SameNumber(a, b, tolerance);
        }

        return (left, right) switch
        {
            (TensorValue l, TensorValue r) => SameTensor(l, r, tolerance),
            (TensorValue l, ListValue r) => SameList(l.ToList(), r, tolerance),
            (ListValue l, TensorValue r) => SameList(l, r.ToList(), tolerance),
            (ListValue l, ListValue r) => SameList(l, r, tolerance),
            (MapValue l, MapValue r) => SameMap(l, r, tolerance),
            _ => left.Equals(right),
        };
    }

    private static bool SameNumber(double a, double b, double tolerance) =>
        a.Equals(b) || a == b || Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b));

    private static bool SameTensor(TensorValue left, TensorValue right, double tolerance)
    {
        if (!left.Shape.AsSpan().SequenceEqual(right.Shape.AsSpan()))
        {
            return false;
        }

        for (int i = 0; i < left.Values.Length; i++)
        {
            if (!SameNumber(left.Values[i], right.Values[i], tolerance))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameList(ListValue left, ListValue right, double tolerance)
    {
        if (left.Items.Length != right.Items.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Items.Length; i++)
        {
            if (!Same(left.Items[i], right.Items[i], tolerance))
            {
                return false;
            }
        }

        return true;
    }

    private static bool SameMap(MapValue left, MapValue right, double tolerance)
    {
        if (left.Entries.Length != right.Entries.Length)
        {
            return false;
        }

        foreach (KeyValuePair<string, StateValue> entry in left.Entries)
        {
            if (!Same(entry.Value, right[entry.Key], tolerance))
            {
                return false;
            }
        }

        return true;
    }
}
