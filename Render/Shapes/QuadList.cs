using System;

namespace Fathom.Render;

/// <summary>Quads in the order of drawing.</summary>
/// <remarks>Threads: one. Grows to the largest frame and allocates nothing after that.</remarks>
internal sealed class QuadList
{
    /// <summary>Vertices of one quad.</summary>
    internal const int Corners = 4;

    private ShapeVertex[] _vertices = new ShapeVertex[Corners * 1024];
    private int _count;

    /// <summary>How many there are.</summary>
    internal int Count => _count / Corners;

    internal ReadOnlySpan<ShapeVertex> Vertices => _vertices.AsSpan(0, _count);

    internal void Clear() => _count = 0;

    /// <summary>One more.</summary>
    internal Span<ShapeVertex> Next()
    {
        if (_count + Corners > _vertices.Length)
        {
            Array.Resize(ref _vertices, 2 * _vertices.Length);
        }

        _count += Corners;
        return _vertices.AsSpan(_count - Corners, Corners);
    }
}
