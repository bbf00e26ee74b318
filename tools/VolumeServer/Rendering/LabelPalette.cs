using System;
using System.Collections.Generic;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Labels to codes of 15 bits, and codes to colours. Label 0 is background. Labels that the data give a colour have a code each; all others are spread by the golden
/// ratio, so that neighbouring numbers get hues that lie far apart, the same in every picture.
/// </summary>
internal sealed class LabelPalette
{
    /// <summary>Codes run from 0 to this.</summary>
    public const int Top = 32767;

    private const int MostNamed = 8192;
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private readonly Dictionary<ulong, ushort> _named = [];
    private readonly uint[] _colors = new uint[Top + 1];

    public LabelPalette(VolumeInfo info)
    {
        foreach ((long label, uint rgba) in info.LabelColors)
        {
            if (_named.Count < MostNamed)
            {
                ushort code = (ushort)((rgba & 0xFF) == 0 ? 0 : _named.Count + 1);
                _named[(ulong)label] = code;
                _colors[code] = code == 0 ? 0 : (rgba >> 24) | ((rgba >> 8) & 0xFF00) | ((rgba << 8) & 0xFF0000) | (rgba << 24);
            }
        }

        for (int code = MostNamed + 1; code <= Top; code++)
        {
            _colors[code] = Spread(code);
        }
    }

    /// <summary>0xAABBGGRR by code; 0 for the background.</summary>
    public ReadOnlySpan<uint> Colors => _colors;

    public ushort CodeOf(ulong label)
    {
        if (_named.Count > 0 && _named.TryGetValue(label, out ushort code))
        {
            return code;
        }

        return label == 0 ? (ushort)0 : (ushort)(MostNamed + 1 + (int)(((label * Golden) >> 32) % (Top - MostNamed)));
    }

    /// <summary>Codes of a row of samples; runs of one label, which is what labels mostly are, are looked up once.</summary>
    public void Encode(SampleType type, ReadOnlySpan<byte> row, ReadOnlySpan<byte> present, Span<ushort> codes)
    {
        ulong last = 0;
        ushort code = CodeOf(0);
        for (int i = 0; i < codes.Length; i++)
        {
            ulong label = SampleRows.ToLabel(type, row, i);
            code = label == last ? code : CodeOf(label);
            last = label;
            codes[i] = present.IsEmpty || present[i] != 0 ? code : (ushort)0;
        }
    }

    private static uint Spread(int code)
    {
        // The codes themselves lie along the golden ratio's sequence, so their order is the hue's.
        double hue = (code - MostNamed) / (double)(Top - MostNamed) * 6;
        double saturation = 0.55 + (0.15 * (code % 4)), value = 1 - (0.13 * (code / 4 % 3));
        uint Channel(double shift)
        {
            double place = (hue + shift) % 6, ramp = Math.Clamp(Math.Abs(place - 3) - 1, 0, 1);
            return (uint)Math.Round(255 * value * (1 - saturation + (saturation * ramp)));
        }

        return 0xFF000000 | Channel(0) | (Channel(4) << 8) | (Channel(2) << 16);
    }
}
