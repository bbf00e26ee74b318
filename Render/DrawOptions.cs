namespace Fathom.Render;

/// <summary>How a picture is drawn.</summary>
/// <param name="Fit">How it is laid into its area.</param>
/// <param name="Background">The colour of the bars as 0xRRGGBB.</param>
/// <param name="Smooth">Whether pixels are interpolated where the sizes differ; false shows them as squares.</param>
public readonly record struct DrawOptions(FitMode Fit = FitMode.Fit, int Background = 0, bool Smooth = true)
{
    /// <summary>Framebuffer pixels a picture pixel from which on pixels are shown as squares, unless <see cref="SquaresFrom"/> says otherwise:
    /// who looks that close wants to see the samples.</summary>
    public const double DefaultSquaresFrom = 6;

    /// <summary>All of the picture, black bars, interpolated.</summary>
    public static DrawOptions Default => new(FitMode.Fit, 0, true);

    /// <summary>The part of the framebuffer that picture and bars take; the rest is left alone. The default is all of it.</summary>
    public PictureArea Area { get; init; }

    /// <summary>How the picture is moved from where it would stand.</summary>
    public PictureShift Shift { get; init; }

    /// <summary>Framebuffer pixels a picture pixel from which on pixels are shown as squares; 0 for the default.</summary>
    public double SquaresFrom { get; init; }
}
