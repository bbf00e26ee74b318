using System;

namespace Fathom.Render;

/// <summary>A picture in memory: RGBA, 8 bit each, rows from top to bottom without gaps.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgba">The samples, four bytes a pixel.</param>
public sealed record CapturedImage(int Width, int Height, byte[] Rgba)
{
    /// <summary>One row, counted from the top.</summary>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return Rgba.AsSpan(y * Width * 4, Width * 4);
    }
}
