using System;

namespace Fathom.Render;

/// <summary>A rectangle in framebuffer pixels; rows count down from the top.</summary>
/// <param name="X">The left edge.</param>
/// <param name="Y">The top edge.</param>
/// <param name="Width">The width.</param>
/// <param name="Height">The height.</param>
public readonly record struct ShapeRect(float X, float Y, float Width, float Height)
{
    /// <summary>The right edge.</summary>
    public float Right => X + Width;

    /// <summary>The bottom edge.</summary>
    public float Bottom => Y + Height;

    /// <summary>The middle, across.</summary>
    public float CenterX => X + (Width / 2);

    /// <summary>The middle, down.</summary>
    public float CenterY => Y + (Height / 2);

    /// <summary>Whether nothing fits in.</summary>
    public bool IsEmpty => Width <= 0 || Height <= 0;

    /// <summary>Whether a point lies inside.</summary>
    public bool Contains(double x, double y) => x >= X && y >= Y && x < Right && y < Bottom;

    /// <summary>The rectangle made smaller on every side, or larger for a negative amount.</summary>
    public ShapeRect Inset(float amount) => Inset(amount, amount);

    /// <summary>The rectangle made smaller on its sides, and on top and bottom.</summary>
    public ShapeRect Inset(float across, float down) => new(X + across, Y + down, Width - (2 * across), Height - (2 * down));

    /// <summary>The part that two rectangles share; empty when there is none.</summary>
    public ShapeRect Intersect(in ShapeRect other)
    {
        float left = Math.Max(X, other.X);
        float top = Math.Max(Y, other.Y);
        return new ShapeRect(left, top, Math.Max(0, Math.Min(Right, other.Right) - left), Math.Max(0, Math.Min(Bottom, other.Bottom) - top));
    }

    /// <summary>Cuts a piece off the left, and leaves the rest; the rest may replace the rectangle itself, as in the other cuts.</summary>
    public ShapeRect CutLeft(float width, out ShapeRect rest)
    {
        float cut = Math.Clamp(width, 0, Math.Max(0, Width));
        ShapeRect piece = new ShapeRect(X, Y, cut, Height);
        rest = new ShapeRect(X + cut, Y, Width - cut, Height);
        return piece;
    }

    /// <summary>Cuts a piece off the right, and leaves the rest.</summary>
    public ShapeRect CutRight(float width, out ShapeRect rest)
    {
        float cut = Math.Clamp(width, 0, Math.Max(0, Width));
        ShapeRect piece = new ShapeRect(Right - cut, Y, cut, Height);
        rest = new ShapeRect(X, Y, Width - cut, Height);
        return piece;
    }

    /// <summary>Cuts a piece off the top, and leaves the rest.</summary>
    public ShapeRect CutTop(float height, out ShapeRect rest)
    {
        float cut = Math.Clamp(height, 0, Math.Max(0, Height));
        ShapeRect piece = new ShapeRect(X, Y, Width, cut);
        rest = new ShapeRect(X, Y + cut, Width, Height - cut);
        return piece;
    }

    /// <summary>Cuts a piece off the bottom, and leaves the rest.</summary>
    public ShapeRect CutBottom(float height, out ShapeRect rest)
    {
        float cut = Math.Clamp(height, 0, Math.Max(0, Height));
        ShapeRect piece = new ShapeRect(X, Bottom - cut, Width, cut);
        rest = new ShapeRect(X, Y, Width, Height - cut);
        return piece;
    }
}
