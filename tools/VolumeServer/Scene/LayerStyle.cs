namespace Fathom.VolumeServer.Scene;

/// <summary>How the one layer is drawn; the members carry the names of the protocol's layer controls.</summary>
internal sealed record LayerStyle(
    bool Visible, double Opacity, string Blending, string Interpolation, double Gamma, double ContrastLow, double ContrastHigh, string Colormap)
{
    /// <summary>What the one layer is called in messages.</summary>
    public const string Id = "layer-0";

    public string? Depiction { get; init; }

    public string Rendering { get; init; } = "mip";

    public double? Attenuation { get; init; }

    public double? IsoThreshold { get; init; }

    /// <summary>Everything but the exact name "nearest" is drawn linearly: smoother kernels are accepted and shown as the best we have.</summary>
    public bool IsNearest => Interpolation == "nearest";
}
