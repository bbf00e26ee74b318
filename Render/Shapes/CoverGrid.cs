using System;

namespace Fathom.Render;

/// <summary>Where something blended was drawn already in a layer, in cells of a few pixels: an opaque surface that comes over it must keep its turn.</summary>
/// <remarks>Threads: one. A cell counts as covered when any of it is.</remarks>
internal sealed class CoverGrid
{
    private const int CellBits = 2;
    private const int WordBits = 6;

    private ulong[] _words = [];
    private int _columns;
    private int _rows;
    private int _stride;

    /// <summary>Nothing is covered, in a framebuffer of this size.</summary>
    internal void Clear(int width, int height)
    {
        _columns = (Math.Max(0, width) >> CellBits) + 1;
        _rows = (Math.Max(0, height) >> CellBits) + 1;
        _stride = ((_columns - 1) >> WordBits) + 1;
        if (_words.Length < _stride * _rows)
        {
            _words = new ulong[_stride * _rows];
        }

        Clear();
    }

    /// <summary>Nothing is covered.</summary>
    internal void Clear() => Array.Clear(_words);

    /// <summary>Covers a rectangle.</summary>
    internal void Mark(in ShapeRect rect) => Visit(rect, marks: true);

    /// <summary>Whether any of a rectangle is covered.</summary>
    internal bool Touches(in ShapeRect rect) => Visit(rect, marks: false);

    private bool Visit(in ShapeRect rect, bool marks)
    {
        int left = Math.Clamp((int)MathF.Floor(rect.X) >> CellBits, 0, _columns - 1);
        int right = Math.Clamp(((int)MathF.Ceiling(rect.Right) - 1) >> CellBits, 0, _columns - 1);
        int top = Math.Clamp((int)MathF.Floor(rect.Y) >> CellBits, 0, _rows - 1);
        int bottom = Math.Clamp(((int)MathF.Ceiling(rect.Bottom) - 1) >> CellBits, 0, _rows - 1);
        for (int word = left >> WordBits; word <= right >> WordBits; word++)
        {
            int first = Math.Max(left - (word << WordBits), 0);
            int last = Math.Min(right - (word << WordBits), 63);
            if (last < first)
            {
                continue;
            }

            ulong mask = (ulong.MaxValue >> (63 - last)) & (ulong.MaxValue << first);
            for (int row = top; row <= bottom; row++)
            {
                ref ulong cells = ref _words[(row * _stride) + word];
                if (marks)
                {
                    cells |= mask;
                }
                else if ((cells & mask) != 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
