namespace Fathom.Render;

/// <summary>How a <see cref="GlRenderer"/> works.</summary>
public sealed record RendererOptions
{
    /// <summary>The way from planes to pixels.</summary>
    public RenderPath Path { get; init; } = RenderPath.Automatic;

    /// <summary>Which row of a picture comes first.</summary>
    public PictureRows Rows { get; init; } = PictureRows.BottomUp;
}
