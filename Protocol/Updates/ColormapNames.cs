using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Drawing;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Colormaps;

namespace Fathom.Protocol.Updates;

/// <summary>The names under which a layer's colormap may be set: napari's maps, the well-known maps of plotting libraries, and colours.</summary>
internal static class ColormapNames
{
    private const int ShortColor = 4;
    private const int FullColor = 7;
    private const int AlphaColor = 9;

    // Maps that other servers know though our renderer has no table for them; the exact list depends on what is installed there.
    private static readonly string[] s_others =
    [
        "afmhot", "autumn", "binary", "bone", "brg", "bwr", "cividis", "cool", "coolwarm", "copper", "cubehelix", "flag", "gnuplot", "gnuplot2",
        "hot", "hsv", "jet", "ocean", "pink", "prism", "rainbow", "seismic", "spectral", "spring", "summer", "terrain", "twilight", "winter",
        "blues", "greens", "greys", "oranges", "purples", "reds", "hsl", "husl", "ice", "fire", "light_blues", "orange", "single_hue", "diverging",
        "rdbu", "rdylbu", "rdylgn", "piyg", "prgn", "brbg", "puor", "ylgnbu", "ylorrd", "viridis", "magma", "inferno", "plasma", "turbo",
    ];

    private static readonly FrozenDictionary<string, string> s_names = s_others.Concat(ColormapTables.Names)
        .DistinctBy(static name => name.ToLowerInvariant())
        .ToFrozenDictionary(static name => name, static name => name.ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> s_colorNames = WebColors()
        .ToFrozenDictionary(static color => color.Name.ToLowerInvariant(), static color => color.Name.ToLowerInvariant(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<int, string> s_byColor = WebColors()
        .GroupBy(static color => color.ToArgb())
        .ToFrozenDictionary(static group => group.Key, static group => group.First().Name.ToLowerInvariant());

    /// <summary>The proper name, or null when nobody knows it.</summary>
    public static string? Canonical(string name)
    {
        string trimmed = name.Trim();
        if (trimmed.StartsWith('#'))
        {
            return OfColor(trimmed);
        }

        return ColormapTables.Canonical(trimmed) ?? s_names.GetValueOrDefault(trimmed) ?? s_colorNames.GetValueOrDefault(trimmed);
    }

    private static string? OfColor(string color)
    {
        bool digits = color.AsSpan(1).IndexOfAnyExceptInRange('0', 'f') < 0 && color.Skip(1).All(char.IsAsciiHexDigit);
        if (!digits || color.Length is not (ShortColor or FullColor or AlphaColor))
        {
            return null;
        }

        string full = color.Length == ShortColor ? $"#{color[1]}{color[1]}{color[2]}{color[2]}{color[3]}{color[3]}" : color[..FullColor];
        int rgb = int.Parse(full.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return s_byColor.TryGetValue(unchecked((int)0xFF000000) | rgb, out string? name) ? name : full.ToLowerInvariant();
    }

    private static IEnumerable<Color> WebColors() =>
        Enum.GetValues<KnownColor>().Select(Color.FromKnownColor).Where(static color => !color.IsSystemColor && color.A == byte.MaxValue);
}
