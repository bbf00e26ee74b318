namespace Fathom.Decode;

/// <summary>A part of a picture that is shown in some size; rows count as they lie in memory.</summary>
/// <param name="FullWidth">Columns that the whole picture would take.</param>
/// <param name="FullHeight">Rows that the whole picture would take.</param>
/// <param name="X">The first column wanted.</param>
/// <param name="Y">The first row wanted.</param>
/// <param name="Width">Columns wanted.</param>
/// <param name="Height">Rows wanted.</param>
public readonly record struct PictureRegion(int FullWidth, int FullHeight, int X, int Y, int Width, int Height)
{
    /// <summary>All of a picture in a size.</summary>
    public static PictureRegion Whole(int width, int height) => new(width, height, 0, 0, width, height);

    /// <summary>Whether there is something in it, and it lies inside the picture.</summary>
    public bool IsValid => Width > 0 && Height > 0 && X >= 0 && Y >= 0 && X <= FullWidth - Width && Y <= FullHeight - Height;
}
