namespace Fathom.Render;

/// <summary>How a quad looks.</summary>
/// <param name="Alpha">From 0, which draws nothing, to 1.</param>
/// <param name="Blend">How it meets what was drawn before it.</param>
/// <param name="Smooth">Whether neighbouring pixels are interpolated, and averaged where the quad is smaller than its texture; else the nearest one is shown.</param>
/// <param name="Clip">The part of the framebuffer that is drawn into, as a rule the picture's; the default is all of it.</param>
public readonly record struct QuadStyle(double Alpha, QuadBlend Blend = QuadBlend.Over, bool Smooth = true, PictureArea Clip = default)
{
    /// <summary>Opaque, over all that was drawn before, smooth.</summary>
    public QuadStyle()
        : this(1)
    {
    }
}
