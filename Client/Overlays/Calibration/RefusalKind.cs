namespace Fathom.Client.Overlays.Calibration;

/// <summary>Why a calibration was refused, for programs.</summary>
internal enum RefusalKind
{
    /// <summary>A number is none, or lies where it cannot.</summary>
    BadValue,

    /// <summary>Fewer landmarks than a fit can be trusted with.</summary>
    TooFew,

    /// <summary>The points are all in one place or on one line, or the fit squashes the frame to a line.</summary>
    IllConditioned,

    /// <summary>The world's points are a mirror image of the frame's.</summary>
    Mirrored,

    /// <summary>The pairs do not belong together.</summary>
    Mismatched,
}
