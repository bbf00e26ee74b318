using System;
using System.Globalization;

namespace Fathom.Decode.Local;

/// <summary>A part of a picture, in whole pixels of the original: the column and row of its first pixel, then its size.</summary>
/// <param name="X">The first column that is kept.</param>
/// <param name="Y">The first row that is kept, counted from the top.</param>
/// <param name="Width">Columns that are kept.</param>
/// <param name="Height">Rows that are kept.</param>
public readonly record struct CropPx(int X, int Y, int Width, int Height)
{
    /// <summary>Its size.</summary>
    public SizePx Size => new(Width, Height);

    /// <summary>All of a picture.</summary>
    public static CropPx Whole(SizePx frame) => new(0, 0, frame.Width, frame.Height);

    /// <summary>Whether there is something in it, and it lies inside a picture of that size.</summary>
    public bool FitsInto(SizePx frame) => X >= 0 && Y >= 0 && Width > 0 && Height > 0 && Width <= frame.Width - X && Height <= frame.Height - Y;

    /// <summary>The size that is left when every n-th pixel is kept; parts of a pixel at the end are left out.</summary>
    public SizePx Downsampled(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(factor, 1);
        return new SizePx(Width / factor, Height / factor);
    }

    /// <summary>Reads x,y,w,h; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CropPx crop)
    {
        Span<int> numbers = stackalloc int[4];
        int count = 0;
        foreach (Range part in text.Split(','))
        {
            if (count == 4 || !int.TryParse(text[part].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++]))
            {
                crop = default;
                return false;
            }
        }

        crop = new CropPx(numbers[0], numbers[1], numbers[2], numbers[3]);
        return count == 4 && crop.Width > 0 && crop.Height > 0;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X},{Y},{Width},{Height}");
}
