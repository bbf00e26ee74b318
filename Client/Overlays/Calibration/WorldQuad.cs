using System;
using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>Where the corners of a frame lie in the world. A rotated frame is this, and not the box about it.</summary>
/// <param name="TopLeft">The corner at column 0, row 0 of the picture.</param>
/// <param name="TopRight">The next one to the right.</param>
/// <param name="BottomRight">The one below that.</param>
/// <param name="BottomLeft">The one below the first.</param>
internal readonly record struct WorldQuad(PointWorld TopLeft, PointWorld TopRight, PointWorld BottomRight, PointWorld BottomLeft)
{
    /// <summary>The box about it.</summary>
    public WorldRect Bounds => new(
        Math.Min(Math.Min(TopLeft.X, TopRight.X), Math.Min(BottomRight.X, BottomLeft.X)),
        Math.Min(Math.Min(TopLeft.Y, TopRight.Y), Math.Min(BottomRight.Y, BottomLeft.Y)),
        Math.Max(Math.Max(TopLeft.X, TopRight.X), Math.Max(BottomRight.X, BottomLeft.X)),
        Math.Max(Math.Max(TopLeft.Y, TopRight.Y), Math.Max(BottomRight.Y, BottomLeft.Y)));

    /// <summary>The corners in the order around it.</summary>
    public PointWorld[] ToArray() => [TopLeft, TopRight, BottomRight, BottomLeft];
}
