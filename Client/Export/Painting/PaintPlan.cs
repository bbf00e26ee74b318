using Fathom.Client.Export.Figures;
using Fathom.Client.Overlays.Drawing;

namespace Fathom.Client.Export.Painting;

/// <summary>What is painted over the pictures of an export, the same for movies and stills. Immutable: every worker opens its own painter from it.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
internal sealed record PaintPlan(int Width, int Height)
{
    /// <summary>Scale bar, time stamp, title; null for none.</summary>
    public PictureAnnotations? Annotations { get; init; }

    /// <summary>The overlays in their places; null for none.</summary>
    public OverlayPlacement? Overlays { get; init; }

    /// <summary>The axis of the scene by which overlays find their frame; −1 for none.</summary>
    public int TimeAxis { get; init; } = -1;
}
