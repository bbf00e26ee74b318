using System;
using System.Collections.Generic;
using System.Globalization;
using Fathom.Client.Ui;
using Fathom.Protocol.Colormaps;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Export.Figures;

/// <summary>What the colours of a layer mean: its colormap from the lower contrast limit to the upper one, with values below.</summary>
internal sealed class ColorBar
{
    private readonly LayerModel _layer;
    private readonly ReadOnlyMemory<byte> _table;
    private readonly double _low;
    private readonly double _high;

    private ColorBar(LayerModel layer, ReadOnlyMemory<byte> table, double low, double high)
    {
        _layer = layer;
        _table = table;
        (_low, _high) = (low, high);
    }

    /// <summary>The bar of a layer; null with a word where its colours mean no values.</summary>
    public static ColorBar? Of(LayerModel layer, out string why)
    {
        why = string.Empty;
        if (layer.Description["layer_type"]?.AsText() == "labels")
        {
            why = "labels have a colour each and no order";
        }
        else if (!ColormapTables.TryGet(layer.Colormap, out ReadOnlyMemory<byte> table))
        {
            why = $"no table knows its colormap '{layer.Colormap}'";
        }
        else if (layer.ContrastLimits is not { } limits || !(limits.High > limits.Low) || !double.IsFinite(limits.High - limits.Low))
        {
            why = "it has no contrast limits";
        }
        else
        {
            return new ColorBar(layer, table, limits.Low, limits.High);
        }

        return null;
    }

    /// <summary>The colour at a share of the way from the lower limit to the upper one, as the server paints it.</summary>
    public ShapeColor At(double share)
    {
        int index = (int)(Math.Pow(Math.Clamp(share, 0, 1), _layer.Gamma) * (ColormapTables.EntryCount - 1));
        int entry = 3 * (_layer.Metadata["colormap_inverted"]?.AsBool() == true ? ColormapTables.EntryCount - 1 - index : index);
        ReadOnlySpan<byte> table = _table.Span;
        return new ShapeColor(table[entry], table[entry + 1], table[entry + 2]);
    }

    /// <summary>How far the outermost values, centred below the ends, stand out to the left and to the right.</summary>
    public (float Left, float Right) Overhang(AnnotationPen pen) => (MathF.Ceiling(pen.Measure(Value(_low)) / 2), MathF.Ceiling(pen.Measure(Value(_high)) / 2));

    /// <summary>Draws it with its name above; false where there is no room.</summary>
    /// <param name="pen">Draws.</param>
    /// <param name="corner">The corner.</param>
    /// <param name="isNamed">Whether the layer's name stands above it.</param>
    /// <param name="left">What is kept free on the left, the same for all that stand above each other.</param>
    /// <param name="right">The same on the right.</param>
    public bool TryDraw(AnnotationPen pen, AnnotationCorner corner, bool isNamed, float left, float right)
    {
        float strip = MathF.Round(Math.Min(pen.Em * 10, pen.Room.Width * 0.4f)), line = MathF.Round(pen.Em * 0.75f), gap = MathF.Round(pen.Em * 0.45f);
        float cap = pen.Metrics.CapHeight, name = isNamed ? pen.Measure(_layer.Name) : 0;

        float above = isNamed ? cap + (2 * gap) : 0;
        if (strip < pen.Em * 4 || strip < (left + right) * 1.2f || !pen.TryPlace(corner, Math.Max(left + strip + right, left + name), above + line + gap + cap, out ShapeRect place))
        {
            return false;
        }

        var bar = new ShapeRect(MathF.Round(place.X + left), MathF.Round(place.Y + above), strip, line);
        if (isNamed)
        {
            pen.Write(_layer.Name, bar.X, place.Y + gap);
        }

        float ticks = bar.Bottom + pen.EdgeWidth;
        foreach ((double value, string text) in Ticks(pen, strip))
        {
            float x = MathF.Round(bar.X + ((float)((value - _low) / (_high - _low)) * (strip - 1)));
            pen.Fill(new ShapeRect(x, ticks, Math.Max(1, pen.EdgeWidth), MathF.Round(gap * 0.45f)));
            pen.Write(text, x - (pen.Measure(text) / 2), bar.Bottom + gap);
        }

        pen.Frame(bar);
        for (int i = 0; i < (int)strip; i++)
        {
            pen.Plain(new ShapeRect(bar.X + i, bar.Y, 1, line), At(strip > 1 ? i / (strip - 1) : 0));
        }

        return true;
    }

    /// <summary>A value as it is written at a tick.</summary>
    public static string Value(double value)
    {
        double size = Math.Abs(value);
        string text = size is 0 or (>= 1e-3 and < 1e6) ? value.ToString(size >= 1000 ? "0" : size >= 10 ? "0.##" : "0.####", CultureInfo.InvariantCulture) : value.ToString("0.##e0", CultureInfo.InvariantCulture);
        return text.Replace('-', '−');
    }

    /// <summary>Both ends, and round values between them where they do not come too near.</summary>
    private List<(double Value, string Text)> Ticks(AnnotationPen pen, float strip)
    {
        var ticks = new List<(double, string)> { (_low, Value(_low)), (_high, Value(_high)) };
        double range = _high - _low, step = ScaleLength.Round(range / 2);
        float room = pen.Em * 0.6f, end = (pen.Measure(Value(_low)) / 2) + room, stop = strip - (pen.Measure(Value(_high)) / 2) - room;
        for (double value = Math.Ceiling(_low / step) * step; value < _high; value += step)
        {
            string text = Value(Math.Round(value / step) * step);
            float at = (float)((value - _low) / range) * strip, half = pen.Measure(text) / 2;
            if (at - half >= end && at + half <= stop)
            {
                ticks.Add((value, text));
                end = at + half + room;
            }
        }

        return ticks;
    }
}
