using System;
using System.Drawing;
using Fathom.Protocol.Colormaps;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Intensity to colour in one look-up: gamma, colormap and opacity baked into packed YUV. Y is in bits 0–9, U in 10–19, V in 20–29, so that
/// four entries can be added and the sums taken apart again: the mean chroma of a 2×2 block costs nothing extra.
/// </summary>
internal sealed class ColorRamp
{
    /// <summary>Intensities run from 0 to this.</summary>
    public const int Top = 4095;

    /// <summary>The entry for "no data here": black whatever the colormap.</summary>
    public const int Outside = Top + 1;

    public const uint Black = YuvBuffer.BlackLuma | ((uint)YuvBuffer.NeutralChroma << 10) | ((uint)YuvBuffer.NeutralChroma << 20);

    private static readonly ReadOnlyMemory<byte> s_gray = ColormapTables.TryGet("gray", out ReadOnlyMemory<byte> gray) ? gray : default;

    private readonly uint[] _entries = new uint[Outside + 1];
    private readonly uint[] _colors = new uint[Outside + 1];
    private (string Colormap, bool Inverted, double Gamma, double Opacity) _key = (string.Empty, false, 0, 0);

    /// <summary>Packed YUV over black, opacity included.</summary>
    public ReadOnlySpan<uint> Entries => _entries;

    /// <summary>0xAABBGGRR without opacity: A is 255, but 0 for <see cref="Outside"/>.</summary>
    public ReadOnlySpan<uint> Colors => _colors;

    /// <summary>Rebuilds the table if the style asks for another one.</summary>
    public void Use(LayerStyle style)
    {
        double opacity = style.Visible ? style.Opacity : 0;
        var key = (style.Colormap, style.Inverted, style.Gamma, opacity);
        if (_key == key)
        {
            return;
        }

        ReadOnlySpan<byte> table = Table(style.Colormap);
        for (int i = 0; i <= Top; i++)
        {
            double value = Math.Pow(i / (double)Top, style.Gamma);

            // Half a step of this ramp on top: a sample value that lies exactly on an entry must not fall below it by rounding.
            int entry = Math.Min(255, (int)((value + (0.5 / Top)) * 255.0));
            entry = (style.Inverted ? 255 - entry : entry) * 3;
            _entries[i] = Pack(table[entry] * opacity, table[entry + 1] * opacity, table[entry + 2] * opacity);
            _colors[i] = 0xFF000000 | table[entry] | ((uint)table[entry + 1] << 8) | ((uint)table[entry + 2] << 16);
        }

        _entries[Outside] = Black;
        _colors[Outside] = 0;
        _key = key;
    }

    /// <summary>The protocol also takes names of web colours, and names of colormaps that we have no table of; the latter are drawn gray.</summary>
    public static ReadOnlySpan<byte> Table(string name)
    {
        Color color = Color.FromName(name);
        return ColormapTables.TryGet(name, out ReadOnlyMemory<byte> table)
            || (color.IsKnownColor && ColormapTables.TryGet($"#{color.R:x2}{color.G:x2}{color.B:x2}", out table)) ? table.Span : s_gray.Span;
    }

    private static uint Pack(double r, double g, double b)
    {
        double luma = (0.2126 * r) + (0.7152 * g) + (0.0722 * b);
        uint y = (uint)Math.Round(16 + (luma * 219 / 255));
        uint u = (uint)Math.Round(128 + ((b - luma) / 1.8556 * 224 / 255));
        uint v = (uint)Math.Round(128 + ((r - luma) / 1.5748 * 224 / 255));
        return y | (u << 10) | (v << 20);
    }
}
