namespace Fathom.Render;

/// <summary>A part of the framebuffer, in pixels from its top left corner.</summary>
/// <param name="X">The first column.</param>
/// <param name="Y">The first row.</param>
/// <param name="Width">Columns; 0 for all of the framebuffer.</param>
/// <param name="Height">Rows; 0 for all of the framebuffer.</param>
public readonly record struct PictureArea(int X, int Y, int Width, int Height)
{
    /// <summary>Whether no part is named.</summary>
    public bool IsWhole => Width <= 0 || Height <= 0;

    /// <summary>The part that two have in common.</summary>
    internal PictureArea And(in PictureArea other)
    {
        int left = System.Math.Max(X, other.X);
        int top = System.Math.Max(Y, other.Y);
        int right = System.Math.Min(X + Width, other.X + other.Width);
        int bottom = System.Math.Min(Y + Height, other.Y + other.Height);
        return new PictureArea(left, top, System.Math.Max(0, right - left), System.Math.Max(0, bottom - top));
    }
}
