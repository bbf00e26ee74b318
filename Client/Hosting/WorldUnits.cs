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
        ["dm"] = ('l', 1e-1),
        ["decimeter"] = ('l', 1e-1),
        ["m"] = ('l', 1),
        ["meter"] = ('l', 1),
        ["hectometer"] = ('l', 1e2),
        ["km"] = ('l', 1e3),
        ["kilometer"] = ('l', 1e3),
        ["megameter"] = ('l', 1e6),
        ["gigameter"] = ('l', 1e9),
        ["terameter"] = ('l', 1e12),
        ["petameter"] = ('l', 1e15),
        ["exameter"] = ('l', 1e18),
        ["zettameter"] = ('l', 1e21),
        ["yottameter"] = ('l', 1e24),
        ["femtometer"] = ('l', 1e-15),
        ["attometer"] = ('l', 1e-18),
        ["zeptometer"] = ('l', 1e-21),
        ["yoctometer"] = ('l', 1e-24),
        ["in"] = ('l', 0.0254),
        ["inch"] = ('l', 0.0254),
        ["ft"] = ('l', 0.3048),
        ["foot"] = ('l', 0.3048),
        ["yard"] = ('l', 0.9144),
        ["mile"] = ('l', 1609.344),
        ["parsec"] = ('l', 3.0856775814913673e16),
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

    /// <summary>Whether a unit measures lengths.</summary>
    public static bool IsLength(string unit) => s_units.TryGetValue(Normal(unit), out (char Kind, double Factor) known) && known.Kind == 'l';

    /// <summary>The name that file formats use for a unit (UDUNITS): "centimeter" for "cm". What is not known stays as it was written.</summary>
    public static string FullName(string unit)
    {
        string normal = Normal(unit);
        if (!s_units.TryGetValue(normal, out (char Kind, double Factor) known))
        {
            return unit.Trim();
        }

        // The longest spelling of the same unit is its name; "micrometer" stands before "micron".
        string name = normal;
        foreach ((string other, (char Kind, double Factor) unitOf) in s_units)
        {
            name = unitOf == known && other.Length > name.Length ? other : name;
        }

        return name;
    }

    /// <summary>The sign of a unit for people, as in "µm"; what is not known stays as it was written.</summary>
    public static string Sign(string unit) => FullName(unit) switch
    {
        "angstrom" => "Å",
        "picometer" => "pm",
        "nanometer" => "nm",
        "micrometer" => "µm",
        "millimeter" => "mm",
        "centimeter" => "cm",
        "decimeter" => "dm",
        "meter" => "m",
        "kilometer" => "km",
        "nanosecond" => "ns",
        "microsecond" => "µs",
        "millisecond" => "ms",
        "second" => "s",
        "minute" => "min",
        "hour" => "h",
        var name => name,
    };

    private static string Normal(string unit)
    {
        string lower = unit.Trim().ToLowerInvariant();
        return lower.EndsWith("metre", StringComparison.Ordinal) ? lower[..^2] + "er" : lower;
    }
}
