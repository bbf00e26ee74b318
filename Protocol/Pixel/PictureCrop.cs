namespace Fathom.Protocol.Pixel;

/// <summary>Luma samples cut off at the sides of a coded picture.</summary>
/// <param name="Left">On the left.</param>
/// <param name="Right">On the right.</param>
/// <param name="Top">At the top.</param>
/// <param name="Bottom">At the bottom.</param>
public readonly record struct PictureCrop(int Left, int Right, int Top, int Bottom);
