using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace Fathom.Client.Hosting;

/// <summary>Units of length and time, by their signs and by the names that file formats use, and how they convert.</summary>
internal static class WorldUnits
{
    private static readonly FrozenDictionary<string, (char Kind, double Factor)> s_units = new Dictionary<string, (char, double)>(StringComparer.Ordinal)
    {
        ["pm"] = ('l', 1e-12),
        ["picometer"] = ('l', 1e-12),
        ["å"] = ('l', 1e-10),
        ["angstrom"] = ('l', 1e-10),
        ["nm"] = ('l', 1e-9),
        ["nanometer"] = ('l', 1e-9),
        ["um"] = ('l', 1e-6),
        ["µm"] = ('l', 1e-6),
        ["μm"] = ('l', 1e-6),
        ["micron"] = ('l', 1e-6),
        ["micrometer"] = ('l', 1e-6),
        ["mm"] = ('l', 1e-3),
        ["millimeter"] = ('l', 1e-3),
        ["cm"] = ('l', 1e-2),
        ["centimeter"] = ('l', 1e-2),
        ["m"] = ('l', 1),
        ["meter"] = ('l', 1),
        ["ns"] = ('t', 1e-9),
        ["nanosecond"] = ('t', 1e-9),
        ["us"] = ('t', 1e-6),
        ["µs"] = ('t', 1e-6),
        ["microsecond"] = ('t', 1e-6),
        ["ms"] = ('t', 1e-3),
        ["millisecond"] = ('t', 1e-3),
        ["s"] = ('t', 1),
        ["second"] = ('t', 1),
        ["min"] = ('t', 60),
        ["minute"] = ('t', 60),
        ["h"] = ('t', 3600),
        ["hour"] = ('t', 3600),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a unit can be converted at all.</summary>
    public static bool IsKnown(string unit) => s_units.ContainsKey(Normal(unit));

    /// <summary>Converts; false when one of them is unknown or they measure different things.</summary>
    public static bool TryConvert(double value, string from, string to, out double converted)
    {
        converted = 0;
        if (!s_units.TryGetValue(Normal(from), out (char Kind, double Factor) source) || !s_units.TryGetValue(Normal(to), out (char Kind, double Factor) target) || source.Kind != target.Kind)
        {
            return false;
        }

        converted = value * source.Factor / target.Factor;
        return true;
    }

    private static string Normal(string unit)
    {
        string lower = unit.Trim().ToLowerInvariant();
        return lower.EndsWith("metre", StringComparison.Ordinal) ? lower[..^2] + "er" : lower;
    }
}
