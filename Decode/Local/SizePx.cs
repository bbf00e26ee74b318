using System;
using System.Globalization;

namespace Fathom.Decode.Local;

/// <summary>The size of a picture in pixels: always width first.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
public readonly record struct SizePx(int Width, int Height)
{
    /// <summary>Whether a picture can have that size.</summary>
    public bool IsValid => Width > 0 && Height > 0;

    /// <summary>Reads WxH, as in 640x480; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SizePx size)
    {
        int by = text.IndexOfAny('x', 'X', '×');
        if (by > 0
            && int.TryParse(text[..by], NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            && int.TryParse(text[(by + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int height)
            && new SizePx(width, height) is { IsValid: true } read)
        {
            size = read;
            return true;
        }

        size = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width}x{Height}");
}
