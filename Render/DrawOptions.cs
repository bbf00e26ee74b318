namespace Fathom.Render;

/// <summary>How a picture is drawn.</summary>
/// <param name="Fit">How it is laid into the framebuffer.</param>
/// <param name="Background">The colour of the bars as 0xRRGGBB.</param>
/// <param name="Smooth">Whether pixels are interpolated where the sizes differ.</param>
public readonly record struct DrawOptions(FitMode Fit = FitMode.Fit, int Background = 0, bool Smooth = true)
{
    /// <summary>All of the picture, black bars, interpolated.</summary>
    public static DrawOptions Default => new(FitMode.Fit, 0, true);
}
