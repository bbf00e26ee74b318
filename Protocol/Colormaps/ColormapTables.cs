using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Fathom.Protocol.Colormaps;

/// <summary>Colormaps by napari's names, as tables of 256 RGB triples. Server and client draw with the same bytes.</summary>
/// <remarks>Threads: any. A table is built when it is first asked for, and kept.</remarks>
public static class ColormapTables
{
    /// <summary>The number of entries in a table.</summary>
    public const int EntryCount = 256;

    /// <summary>The length of a table in bytes.</summary>
    public const int Size = EntryCount * 3;

    private static readonly FrozenDictionary<string, Lazy<byte[]>> s_tables = Define().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The canonical names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_tables.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Finds a table by name in any case, or makes one from black to a colour given as <c>#rrggbb</c>.</summary>
    public static bool TryGet(string name, out ReadOnlyMemory<byte> table)
    {
        string trimmed = name.Trim();
        if (s_tables.TryGetValue(trimmed, out Lazy<byte[]>? found))
        {
            table = found.Value;
            return true;
        }

        bool isColor = TryParseColor(trimmed, out uint color);
        table = isColor ? Ramp(0x000000, color) : default;
        return isColor;
    }

    /// <summary>The name as it is announced: lower case as napari has it, or the colour as given; null for a name that nobody knows.</summary>
    public static string? Canonical(string name)
    {
        string trimmed = name.Trim();
        return s_tables.ContainsKey(trimmed) ? Names.First(known => known.Equals(trimmed, StringComparison.OrdinalIgnoreCase))
            : TryParseColor(trimmed, out _) ? trimmed.ToLowerInvariant()
            : null;
    }

    private static Dictionary<string, Lazy<byte[]>> Define()
    {
        var tables = new Dictionary<string, Lazy<byte[]>>
        {
            ["gray"] = new(() => Ramp(0x000000, 0xffffff)),
            ["gray_r"] = new(() => Ramp(0xffffff, 0x000000)),
            ["red"] = new(() => Ramp(0x000000, 0xff0000)),
            ["green"] = new(() => Ramp(0x000000, 0x00ff00)),
            ["blue"] = new(() => Ramp(0x000000, 0x0000ff)),
            ["magenta"] = new(() => Ramp(0x000000, 0xff00ff)),
            ["cyan"] = new(() => Ramp(0x000000, 0x00ffff)),
            ["yellow"] = new(() => Ramp(0x000000, 0xffff00)),
            ["bop blue"] = new(() => Ramp(0x000000, 0x20adf8)),
            ["bop orange"] = new(() => Ramp(0x000000, 0xeda51e)),
            ["bop purple"] = new(() => Ramp(0x000000, 0x942094)),
            ["I Bordeaux"] = new(() => Ramp(0xffffff, 0xcc0033)),
            ["I Blue"] = new(() => Ramp(0xffffff, 0x0033cc)),
            ["I Forest"] = new(() => Ramp(0xffffff, 0x009900)),
            ["I Orange"] = new(() => Ramp(0xffffff, 0xff7500)),
            ["I Purple"] = new(() => Ramp(0xffffff, 0x7500ff)),
            ["HiLo"] = new(HighLow),
            ["hot"] = new(() => Curves(
                [(0, 0.0416), (0.365079, 1), (1, 1)],
                [(0, 0), (0.365079, 0), (0.746032, 1), (1, 1)],
                [(0, 0), (0.746032, 0), (1, 1)])),
            ["hsv"] = new(() => Curves(
                [(0, 1), (0.15873, 1), (0.349206, 0), (0.666667, 0), (0.857143, 1), (1, 1)],
                [(0, 0), (0.174603, 1), (0.507937, 1), (0.68254, 0), (1, 0)],
                [(0, 0), (0.333333, 0), (0.507937, 1), (0.84127, 1), (1, 0.09375)])),
            ["gist_earth"] = new(() => Curves(
                [(0, 0), (0.2824, 0.1882), (0.4588, 0.2714), (0.549, 0.4719), (0.698, 0.7176), (0.7882, 0.7553), (1, 0.9922)],
                [(0, 0), (0.0275, 0), (0.1098, 0.1893), (0.2078, 0.3841), (0.2824, 0.502), (0.5216, 0.6397), (0.698, 0.7171), (0.7882, 0.6392), (0.8078, 0.6481), (0.8667, 0.6991), (0.898, 0.743), (0.9412, 0.8275), (0.9961, 0.9733), (1, 0.9843)],
                [(0, 0), (0.0039, 0.1684), (0.0078, 0.2212), (0.0275, 0.4329), (0.0314, 0.4549), (0.2824, 0.5004), (0.4667, 0.2748), (0.5451, 0.3205), (0.7843, 0.3961), (0.8941, 0.6651), (1, 0.9843)])),
            ["PiYG"] = new(() => Interpolate([0x8e0152, 0xc51b7d, 0xde77ae, 0xf1b6da, 0xfde0ef, 0xf7f7f7, 0xe6f5d0, 0xb8e186, 0x7fbc41, 0x4d9221, 0x276419])),
        };
        foreach ((string name, string knots) in ColormapKnots.ByName)
        {
            tables[name] = new(() => Interpolate(ParseKnots(knots)));
        }

        return tables;
    }

    private static byte[] Ramp(uint from, uint to) => Interpolate([from, to]);

    // napari's HiLo paints the lowest entry blue and the highest red, so that clipped values stand out.
    private static byte[] HighLow()
    {
        byte[] table = Ramp(0x000000, 0xffffff);
        ((ReadOnlySpan<byte>)[0, 0, 255]).CopyTo(table);
        ((ReadOnlySpan<byte>)[255, 0, 0]).CopyTo(table.AsSpan(Size - 3));
        return table;
    }

    private static byte[] Interpolate(uint[] colors)
    {
        byte[] table = new byte[Size];
        for (int entry = 0; entry < EntryCount; entry++)
        {
            double position = (double)entry * (colors.Length - 1) / (EntryCount - 1);
            int left = Math.Min((int)position, colors.Length - 2);
            for (int channel = 0; channel < 3; channel++)
            {
                int shift = 16 - (8 * channel);
                double from = (colors[left] >> shift) & 0xff;
                double to = (colors[left + 1] >> shift) & 0xff;
                table[(3 * entry) + channel] = (byte)(from + ((to - from) * (position - left)) + 0.5);
            }
        }

        return table;
    }

    private static byte[] Curves(params (double Position, double Value)[][] channels)
    {
        byte[] table = new byte[Size];
        for (int channel = 0; channel < 3; channel++)
        {
            (double Position, double Value)[] curve = channels[channel];
            int right = 1;
            for (int entry = 0; entry < EntryCount; entry++)
            {
                double x = (double)entry / (EntryCount - 1);
                while (right < curve.Length - 1 && curve[right].Position < x)
                {
                    right++;
                }

                (double Position, double Value) a = curve[right - 1];
                (double Position, double Value) b = curve[right];
                double value = a.Value + ((b.Value - a.Value) * (x - a.Position) / (b.Position - a.Position));
                table[(3 * entry) + channel] = (byte)((Math.Clamp(value, 0, 1) * 255) + 0.5);
            }
        }

        return table;
    }

    private static uint[] ParseKnots(string hex)
    {
        uint[] colors = new uint[hex.Length / 6];
        for (int i = 0; i < colors.Length; i++)
        {
            colors[i] = uint.Parse(hex.AsSpan(6 * i, 6), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return colors;
    }

    private static bool TryParseColor(string text, out uint color)
    {
        color = 0;
        return text.Length == 7 && text[0] == '#' && uint.TryParse(text.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out color);
    }
}
