using System;
using System.Collections.Generic;

namespace Fathom.Render;

/// <summary>Quads in the order of drawing, clipped before they are kept, so that a layer is two draw calls: what hides, and what is blended over it.</summary>
/// <remarks>Threads: one. Grows to the largest frame and allocates nothing after that.</remarks>
internal sealed class ShapeBatch
{
    private const uint AllAlpha = 0xFF000000;

    private readonly List<ShapeRect> _clips = [];
    private readonly CoverGrid _blended = new();
    private ShapeRect _clip;

    /// <summary>How many quads there are.</summary>
    internal int Quads => Opaque.Count + Blended.Count;

    /// <summary>Surfaces that hide what is below and have nothing blended below them in their layer: drawn first, neither blended nor looked up in the
    /// sheet, which is most of what pixels cost.</summary>
    internal QuadList Opaque { get; } = new();

    /// <summary>All else, in order.</summary>
    internal QuadList Blended { get; } = new();

    /// <summary>Where each layer ends in the two lists.</summary>
    internal List<(int Opaque, int Blended)> Layers { get; } = [];

    /// <summary>Rectangles that are drawn first.</summary>
    internal List<(ShapeRect Rect, ShapeColor Color)> Grounds { get; } = [];

    internal void Begin(int width, int height)
    {
        Opaque.Clear();
        Blended.Clear();
        Layers.Clear();
        _blended.Clear(width, height);
        Grounds.Clear();
        _clips.Clear();
        _clip = new ShapeRect(0, 0, width, height);
    }

    internal void PushClip(ShapeRect rect)
    {
        _clips.Add(_clip);
        _clip = _clip.Intersect(Snap(rect));
    }

    internal void PopClip()
    {
        _clip = _clips[^1];
        _clips.RemoveAt(_clips.Count - 1);
    }

    /// <summary>Ends a layer: what follows lies above it.</summary>
    internal void EndLayer()
    {
        (int Opaque, int Blended) end = (Opaque.Count, Blended.Count);
        if (Layers.Count == 0 ? end != default : Layers[^1] != end)
        {
            Layers.Add(end);
            _blended.Clear();
        }
    }

    /// <summary>Cuts a line to the part that may be drawn, which is not made of rectangles that could be cut later. False when nothing of it is left.</summary>
    internal bool TryCut(ref float fromX, ref float fromY, ref float toX, ref float toY)
    {
        (float x, float y, float dx, float dy) = (fromX, fromY, toX - fromX, toY - fromY);
        (float enter, float leave) = (0, 1);
        if (!Meet(-dx, x - _clip.X, ref enter, ref leave) || !Meet(dx, _clip.Right - x, ref enter, ref leave)
            || !Meet(-dy, y - _clip.Y, ref enter, ref leave) || !Meet(dy, _clip.Bottom - y, ref enter, ref leave))
        {
            return false;
        }

        // What lies within keeps its very numbers.
        (fromX, fromY) = enter > 0 ? (x + (enter * dx), y + (enter * dy)) : (fromX, fromY);
        (toX, toY) = leave < 1 ? (x + (leave * dx), y + (leave * dy)) : (toX, toY);
        return true;

        // One edge: how much faster than along it the line goes out, and how far within it begins.
        static bool Meet(float outwards, float within, ref float enter, ref float leave)
        {
            if (outwards == 0)
            {
                return within >= 0;
            }

            float at = within / outwards;
            (enter, leave) = outwards < 0 ? (Math.Max(enter, at), leave) : (enter, Math.Min(leave, at));
            return enter <= leave;
        }
    }

    /// <summary>Whole pixels: neighbours meet without a seam and edges are sharp.</summary>
    internal static ShapeRect Snap(in ShapeRect rect)
    {
        float left = MathF.Round(rect.X);
        float top = MathF.Round(rect.Y);
        return new ShapeRect(left, top, MathF.Round(rect.Right) - left, MathF.Round(rect.Bottom) - top);
    }

    /// <summary>A snapped rectangle in one colour.</summary>
    internal void Solid(in ShapeRect rect, uint color) => Gradient(rect, color, color);

    /// <summary>A snapped rectangle between two colours; clipping it sideways moves the colours along.</summary>
    internal void Gradient(in ShapeRect rect, uint left, uint right)
    {
        ShapeRect seen = _clip.Intersect(rect);
        if (seen.IsEmpty)
        {
            return;
        }

        bool isOpaque = (left & right) >= AllAlpha && !_blended.Touches(seen);
        Span<ShapeVertex> quad = isOpaque ? Opaque.Next() : NextBlended(seen);
        Set(ref quad[0], seen.X, seen.Y, GlyphAtlas.White, GlyphAtlas.White, left);
        Set(ref quad[1], seen.Right, seen.Y, GlyphAtlas.White, GlyphAtlas.White, right);
        Set(ref quad[2], seen.Right, seen.Bottom, GlyphAtlas.White, GlyphAtlas.White, right);
        Set(ref quad[3], seen.X, seen.Bottom, GlyphAtlas.White, GlyphAtlas.White, left);
    }

    /// <summary>A piece of the sheet, one texel a pixel.</summary>
    internal void Stamp(float x, float y, int width, int height, int u, int v, uint color)
    {
        ShapeRect seen = _clip.Intersect(new ShapeRect(x, y, width, height));
        if (seen.IsEmpty)
        {
            return;
        }

        int left = u + (int)(seen.X - x);
        int top = v + (int)(seen.Y - y);
        int right = left + (int)seen.Width;
        int bottom = top + (int)seen.Height;
        Span<ShapeVertex> quad = NextBlended(seen);
        Set(ref quad[0], seen.X, seen.Y, left, top, color);
        Set(ref quad[1], seen.Right, seen.Y, right, top, color);
        Set(ref quad[2], seen.Right, seen.Bottom, right, bottom, color);
        Set(ref quad[3], seen.X, seen.Bottom, left, bottom, color);
    }

    /// <summary>Any four corners, each with its colour. Not clipped.</summary>
    internal void Free(ReadOnlySpan<(float X, float Y, uint Color)> corners)
    {
        (float left, float top, float right, float bottom) = (float.MaxValue, float.MaxValue, float.MinValue, float.MinValue);
        foreach ((float x, float y, _) in corners)
        {
            (left, top, right, bottom) = (Math.Min(left, x), Math.Min(top, y), Math.Max(right, x), Math.Max(bottom, y));
        }

        Span<ShapeVertex> quad = NextBlended(new ShapeRect(left, top, right - left, bottom - top));
        for (int i = 0; i < QuadList.Corners; i++)
        {
            Set(ref quad[i], corners[i].X, corners[i].Y, GlyphAtlas.White, GlyphAtlas.White, corners[i].Color);
        }
    }

    private Span<ShapeVertex> NextBlended(in ShapeRect rect)
    {
        _blended.Mark(rect);
        return Blended.Next();
    }

    private static void Set(ref ShapeVertex vertex, float x, float y, int u, int v, uint color)
    {
        vertex.X = x;
        vertex.Y = y;
        vertex.U = (ushort)u;
        vertex.V = (ushort)v;
        vertex.Color = color;
    }
}
