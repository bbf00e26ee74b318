namespace Fathom.VolumeServer.Scene;

/// <summary>How a layer is drawn; the members carry the names of the protocol's layer controls.</summary>
internal sealed record LayerStyle(
    bool Visible, double Opacity, string Blending, string Interpolation, double Gamma, double ContrastLow, double ContrastHigh, string Colormap)
{
    /// <summary>What the first layer is called in messages.</summary>
    public const string Id = "layer-0";

    /// <summary>What attenuated projections do when nobody says otherwise.</summary>
    public const double DefaultAttenuation = 0.05;

    public string? Depiction { get; init; }

    public string Rendering { get; init; } = "mip";

    public double? Attenuation { get; init; }

    public double? IsoThreshold { get; init; }

    /// <summary>The colormap runs from its last colour to its first.</summary>
    public bool Inverted { get; init; }

    /// <summary>Everything but the exact name "nearest" is drawn linearly: smoother kernels are accepted and shown as the best we have.</summary>
    public bool IsNearest => Interpolation == "nearest";
}
