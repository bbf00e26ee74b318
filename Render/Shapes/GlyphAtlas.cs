using System;
using System.Collections.Generic;

namespace Fathom.Render;

/// <summary>Everything that shapes are cut out of, as one sheet of coverage: a white spot, signs in their sizes, discs and rings for round corners.</summary>
/// <remarks>Threads: one. When the sheet is full, signs are missing for the rest of the frame and <see cref="IsFull"/> asks for a new one.</remarks>
internal sealed class GlyphAtlas : IDisposable
{
    /// <summary>Columns and rows of the sheet.</summary>
    internal const int Side = 1024;

    /// <summary>A texel that is white all around.</summary>
    internal const int White = 1;

    private const int WhiteSide = 4;
    private const int AsciiCount = 128;

    private readonly FontFace _regular;
    private readonly FontFace _bold;
    private readonly byte[] _sheet = new byte[Side * Side];
    private readonly List<(TextStyle Style, Glyph?[] Ascii, TextMetrics Metrics)> _styles = [];
    private readonly Dictionary<(int CodePoint, TextStyle Style), Glyph?> _others = [];
    private readonly Dictionary<(int Radius, int Width), Glyph> _rings = [];
    private int _x;
    private int _y;
    private int _shelf;
    private int _dirtyFrom = Side;
    private int _dirtyTo;

    internal GlyphAtlas()
    {
        _regular = FontFace.Open(FontProbe.FontFile);
        try
        {
            _bold = FontFace.Open(FontProbe.BoldFile);
        }
        catch (Fathom.Protocol.Errors.FathomException)
        {
            // A font without its bold face is still a font.
            _bold = _regular;
        }

        Clear();
    }

    /// <summary>Something found no room.</summary>
    internal bool IsFull { get; private set; }

    /// <summary>The sheet.</summary>
    internal ReadOnlySpan<byte> Sheet => _sheet;

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        Array.Clear(_sheet);
        _styles.Clear();
        _others.Clear();
        _rings.Clear();
        IsFull = false;
        (_x, _y, _shelf) = (0, 0, 0);
        TryPlace(WhiteSide, WhiteSide, out int u, out int v);
        for (int row = 0; row < WhiteSide; row++)
        {
            _sheet.AsSpan(((v + row) * Side) + u, WhiteSide).Fill(byte.MaxValue);
        }

        (_dirtyFrom, _dirtyTo) = (0, Side);
    }

    /// <summary>The rows that changed since the last call; false for none.</summary>
    internal bool TakeDirty(out int from, out int count)
    {
        (from, count) = (_dirtyFrom, _dirtyTo - _dirtyFrom);
        (_dirtyFrom, _dirtyTo) = (Side, 0);
        return count > 0;
    }

    /// <summary>A sign; the replacement character's place is left empty when the font has none.</summary>
    internal Glyph? Find(int codePoint, TextStyle style)
    {
        if (codePoint < AsciiCount)
        {
            Glyph?[] ascii = Of(style).Ascii;
            return ascii[codePoint] ??= Add(codePoint, style);
        }

        if (!_others.TryGetValue((codePoint, style), out Glyph? glyph))
        {
            glyph = Add(codePoint, style);
            _others.Add((codePoint, style), glyph);
        }

        return glyph;
    }

    internal TextMetrics MetricsOf(TextStyle style) => Of(style).Metrics;

    /// <summary>A ring, or a disc where the width reaches its radius; the four quarters serve as corners.</summary>
    internal Glyph Ring(int radius, int width)
    {
        int wide = Math.Min(radius, width);
        if (!_rings.TryGetValue((radius, wide), out Glyph ring))
        {
            ring = DrawRing(radius, wide);
            _rings.Add((radius, wide), ring);
        }

        return ring;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _regular.Dispose();
        _bold.Dispose();
    }

    private (TextStyle Style, Glyph?[] Ascii, TextMetrics Metrics) Of(TextStyle style)
    {
        foreach ((TextStyle Style, Glyph?[] Ascii, TextMetrics Metrics) known in _styles)
        {
            if (known.Style == style)
            {
                return known;
            }
        }

        _styles.Add((style, new Glyph?[AsciiCount], (style.IsBold ? _bold : _regular).MetricsOf(style.Size)));
        return _styles[^1];
    }

    private Glyph? Add(int codePoint, TextStyle style)
    {
        FontFace face = style.IsBold ? _bold : _regular;
        if (face.Render(codePoint, style.Size, out ReadOnlySpan<byte> samples, out int pitch) is not { } drawn)
        {
            return codePoint == '?' ? null : Find('?', style);
        }

        if (drawn.Width == 0 || drawn.Height == 0 || !TryPlace(drawn.Width, drawn.Height, out int u, out int v))
        {
            return drawn with { Width = 0, Height = 0 };
        }

        for (int row = 0; row < drawn.Height; row++)
        {
            samples.Slice(row * pitch, drawn.Width).CopyTo(_sheet.AsSpan(((v + row) * Side) + u));
        }

        return drawn with { U = (short)u, V = (short)v };
    }

    private Glyph DrawRing(int radius, int width)
    {
        int side = 2 * radius;
        if (side == 0 || !TryPlace(side, side, out int u, out int v))
        {
            return default;
        }

        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                double x = column + 0.5 - radius;
                double y = row + 0.5 - radius;
                double distance = Math.Sqrt((x * x) + (y * y));
                double outer = Math.Clamp(radius - distance + 0.5, 0, 1);
                double inner = width >= radius ? 0 : Math.Clamp(radius - width - distance + 0.5, 0, 1);
                _sheet[((v + row) * Side) + u + column] = (byte)(((outer - inner) * 255) + 0.5);
            }
        }

        return new Glyph((short)u, (short)v, (short)side, (short)side, 0, 0, 0);
    }

    /// <summary>Finds room on the present shelf, else on a new one below it.</summary>
    private bool TryPlace(int width, int height, out int u, out int v)
    {
        if (_x + width > Side)
        {
            (_x, _y, _shelf) = (0, _y + _shelf, 0);
        }

        (u, v) = (_x, _y);
        if (width > Side || _y + height > Side)
        {
            IsFull = true;
            return false;
        }

        // One empty texel between neighbours.
        _x += width + 1;
        _shelf = Math.Max(_shelf, height + 1);
        _dirtyFrom = Math.Min(_dirtyFrom, v);
        _dirtyTo = Math.Max(_dirtyTo, v + height);
        return true;
    }
}
