using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;

namespace Fathom.Protocol.State;

/// <summary>How axes are called, and how a name leads to an axis.</summary>
public static class AxisNames
{
    private static readonly string[] s_spatial = ["z", "y", "x"];

    /// <summary>The names of axes that nobody named: the last three are z, y, x; one alone is d0; further ones count d0, d1, ….</summary>
    public static ImmutableArray<string> Default(int count)
    {
        var names = ImmutableArray.CreateBuilder<string>(Math.Max(0, count));
        int spatial = count >= 2 ? Math.Min(count, s_spatial.Length) : 0;
        for (int axis = 0; axis < count; axis++)
        {
            int fromEnd = count - axis;
            names.Add(fromEnd <= spatial ? s_spatial[^fromEnd] : $"d{axis}");
        }

        return names.DrainToImmutable();
    }

    /// <summary>Brings names from a dataset into order: as many as there are axes, placeholders such as <c>axis-0</c> or numbers replaced.</summary>
    public static ImmutableArray<string> Normalize(IReadOnlyList<string> names, int count)
    {
        ArgumentNullException.ThrowIfNull(names);
        ImmutableArray<string> defaults = Default(count);
        var result = ImmutableArray.CreateBuilder<string>(count);
        for (int axis = 0; axis < count; axis++)
        {
            string name = axis < names.Count ? names[axis].Trim() : string.Empty;
            result.Add(IsPlaceholder(name) ? defaults[axis] : name);
        }

        return result.MoveToImmutable();
    }

    /// <summary>Finds the axis that a target names: a label in any case, or an axis number; null when there is none.</summary>
    public static int? Find(string target, IReadOnlyList<string> labels, int count)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(labels);
        ReadOnlySpan<char> name = target.AsSpan().Trim();
        for (int axis = 0; axis < labels.Count && axis < count; axis++)
        {
            if (name.Length > 0 && name.Equals(labels[axis].AsSpan().Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return axis;
            }
        }

        bool isNumber = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
        return isNumber && number < count ? number : null;
    }

    private static bool IsPlaceholder(string name)
    {
        const string Generic = "axis";
        if (name.Length == 0)
        {
            return true;
        }

        ReadOnlySpan<char> rest = name.AsSpan();
        if (rest.StartsWith(Generic, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest[Generic.Length..].TrimStart("-_ ");
            return rest.IsEmpty || int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        }

        return int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }
}
