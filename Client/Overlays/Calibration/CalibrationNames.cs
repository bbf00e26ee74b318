namespace Fathom.Client.Overlays.Calibration;

/// <summary>How methods and kinds are written in files, options and reports.</summary>
internal static class CalibrationNames
{
    /// <summary>The name of a method.</summary>
    public static string Of(CalibrationMethod method) => method switch
    {
        CalibrationMethod.ScaleBar => "scale_bar",
        CalibrationMethod.Landmarks => "landmarks",
        CalibrationMethod.Scale => "scale",
        CalibrationMethod.Stretched => "stretched",
        _ => "given",
    };

    /// <summary>The name of a kind.</summary>
    public static string Of(LandmarkKind kind) => kind switch
    {
        LandmarkKind.Rigid => "rigid",
        LandmarkKind.Affine => "affine",
        _ => "similarity",
    };

    /// <summary>The method of a name; what is not known was given.</summary>
    public static CalibrationMethod Method(string? name) => name switch
    {
        "scale_bar" => CalibrationMethod.ScaleBar,
        "landmarks" => CalibrationMethod.Landmarks,
        "scale" => CalibrationMethod.Scale,
        "stretched" => CalibrationMethod.Stretched,
        _ => CalibrationMethod.Given,
    };

    /// <summary>The kind of a name; null when it is none.</summary>
    public static LandmarkKind? Kind(string? name) => name switch
    {
        "rigid" => LandmarkKind.Rigid,
        "similarity" => LandmarkKind.Similarity,
        "affine" => LandmarkKind.Affine,
        _ => null,
    };
}
