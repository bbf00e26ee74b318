namespace Fathom.Client.Overlays.Calibration;

/// <summary>What a fit of landmarks may do to the frame.</summary>
internal enum LandmarkKind
{
    /// <summary>Turn and move: 3 degrees of freedom. Only where a pixel is as large as the world's unit.</summary>
    Rigid,

    /// <summary>Turn, move and scale evenly: 4 degrees of freedom. A camera that looks straight down.</summary>
    Similarity,

    /// <summary>Turn, move, scale and shear: 6 degrees of freedom. A camera that looks a little from the side.</summary>
    Affine,
}
