using System;
using System.Collections.Generic;

namespace Fathom.Render;

/// <summary>Quads in the order of drawing, clipped before they are kept, so that all of them are one draw call.</summary>
/// <remarks>Threads: one. Grows to the largest frame and allocates nothing after that.</remarks>
internal sealed class ShapeBatch
{
    private const int VerticesPerQuad = 4;

    private readonly List<ShapeRect> _clips = [];
    private ShapeVertex[] _vertices = new ShapeVertex[VerticesPerQuad * 2048];
    private ShapeRect _clip;
    private int _count;

    /// <summary>How many quads there are.</summary>
    internal int Quads => _count / VerticesPerQuad;

    /// <summary>Rectangles that are drawn first.</summary>
    internal List<(ShapeRect Rect, ShapeColor Color)> Grounds { get; } = [];

    internal ReadOnlySpan<ShapeVertex> Vertices => _vertices.AsSpan(0, _count);

    internal void Begin(int width, int height)
    {
        _count = 0;
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

    /// <summary>Whether all of a rectangle is clipped away.</summary>
    internal bool IsHidden(in ShapeRect rect) => _clip.Intersect(rect).IsEmpty;

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

        Span<ShapeVertex> quad = Next();
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
        Span<ShapeVertex> quad = Next();
        Set(ref quad[0], seen.X, seen.Y, left, top, color);
        Set(ref quad[1], seen.Right, seen.Y, right, top, color);
        Set(ref quad[2], seen.Right, seen.Bottom, right, bottom, color);
        Set(ref quad[3], seen.X, seen.Bottom, left, bottom, color);
    }

    /// <summary>Any four corners, each with its colour. Not clipped.</summary>
    internal void Free(ReadOnlySpan<(float X, float Y, uint Color)> corners)
    {
        Span<ShapeVertex> quad = Next();
        for (int i = 0; i < VerticesPerQuad; i++)
        {
            Set(ref quad[i], corners[i].X, corners[i].Y, GlyphAtlas.White, GlyphAtlas.White, corners[i].Color);
        }
    }

    private static void Set(ref ShapeVertex vertex, float x, float y, int u, int v, uint color)
    {
        vertex.X = x;
        vertex.Y = y;
        vertex.U = (ushort)u;
        vertex.V = (ushort)v;
        vertex.Color = color;
    }

    private Span<ShapeVertex> Next()
    {
        if (_count + VerticesPerQuad > _vertices.Length)
        {
            Array.Resize(ref _vertices, 2 * _vertices.Length);
        }

        _count += VerticesPerQuad;
        return _vertices.AsSpan(_count - VerticesPerQuad, VerticesPerQuad);
    }
}
