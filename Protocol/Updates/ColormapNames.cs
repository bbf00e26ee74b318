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

    // Maps of other plotting libraries, which servers know by exactly these names; the list depends on what is installed there.
    private static readonly FrozenSet<string> s_others = new[]
    {
        "Accent", "Blues", "BrBG", "BuGn", "BuPu", "CMRmap", "Dark2", "GnBu", "GrBu", "GrBu_d", "Grays", "Greens", "Greys", "OrRd", "Oranges", "PRGn", "Paired",
        "Pastel1", "Pastel2", "PiYG", "PuBu", "PuBuGn", "PuGr", "PuOr", "PuRd", "Purples", "RdBu", "RdGy", "RdPu", "RdYeBuCy", "RdYlBu", "RdYlGn", "Reds",
        "Set1", "Set2", "Set3", "Spectral", "Wistia", "YlGn", "YlGnBu", "YlOrBr", "YlOrRd", "afmhot", "autumn", "binary", "blues", "bone", "brg", "bwr",
        "cividis", "cool", "coolwarm", "copper", "cubehelix", "diverging", "fire", "flag", "gist_earth", "gist_gray", "gist_heat", "gist_ncar",
        "gist_rainbow", "gist_stern", "gist_yarg", "gnuplot", "gnuplot2", "grays", "greens", "hot", "hsl", "hsv", "husl", "ice", "inferno", "jet",
        "light_blues", "magma", "nipy_spectral", "ocean", "orange", "pink", "plasma", "prism", "rainbow", "reds", "seismic", "single_hue", "spring",
        "summer", "tab10", "tab20", "tab20b", "tab20c", "terrain", "turbo", "twilight", "twilight_shifted", "viridis", "winter",
    }.ToFrozenSet(StringComparer.Ordinal);

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

        return ColormapTables.Canonical(trimmed) ?? (s_others.Contains(trimmed) ? trimmed : s_colorNames.GetValueOrDefault(trimmed));
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
