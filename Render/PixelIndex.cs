using System;

namespace Fathom.Render;

/// <summary>One pixel of a frame, by its column and row; an area, not a place.</summary>
/// <param name="Column">Counted from the left, from 0.</param>
/// <param name="Row">Counted from the top, from 0.</param>
public readonly record struct PixelIndex(int Column, int Row)
{
    /// <summary>Where its middle is: half a pixel beyond its index.</summary>
    public PointPx Centre => new(Column + 0.5, Row + 0.5);

    /// <summary>The pixel in which a place lies.</summary>
    public static PixelIndex Of(PointPx place) => new((int)Math.Floor(place.X), (int)Math.Floor(place.Y));
}
