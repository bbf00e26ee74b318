namespace Fathom.Client.Overlays.Calibration;

/// <summary>Where a calibration comes from.</summary>
internal enum CalibrationMethod
{
    /// <summary>It was given as a matrix.</summary>
    Given,

    /// <summary>Two points of the frame and the length between them.</summary>
    ScaleBar,

    /// <summary>Pairs of points.</summary>
    Landmarks,

    /// <summary>The size of a pixel.</summary>
    Scale,

    /// <summary>None: the frame was stretched to the bounds of the scene.</summary>
    Stretched,
}
