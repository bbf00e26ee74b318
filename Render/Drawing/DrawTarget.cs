namespace Fathom.Render;

/// <summary>Where a picture is drawn.</summary>
/// <param name="Framebuffer">GL's name of it.</param>
/// <param name="Height">Its rows: GL counts them from the bottom, views from the top.</param>
/// <param name="View">The picture's place.</param>
/// <param name="Smooth">Whether to interpolate where sizes differ.</param>
internal readonly record struct DrawTarget(uint Framebuffer, int Height, ViewTransform View, bool Smooth)
{
    /// <summary>The lowest row of the picture's place, counted from the bottom.</summary>
    internal int Bottom => Height - View.Y - View.Height;

    /// <summary>Whether the picture keeps its size.</summary>
    internal bool IsOneToOne => View.Width == View.PictureWidth && View.Height == View.PictureHeight;
}
