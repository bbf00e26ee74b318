using Fathom.Client.Export.Figures;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Plans;

/// <summary>What is written on pictures as a value, by which a broken-off export knows whether the same is asked for.</summary>
internal static class AnnotationValues
{
    /// <summary>All that decides on the pictures; empty where nothing is written.</summary>
    public static MapValue Of(AnnotationOptions options) => options.IsEmpty ? MapValue.Empty : MapValue.Of(
        ("scale_bar", options.ScaleBar ? options.ScaleBarCorner.ToString() : null),
        ("time_stamp", options.TimeStamp ? options.TimeCorner.ToString() : null),
        ("time_axis", options.TimeAxis),
        ("color_bar", options.ColorBar ? options.ColorBarCorner.ToString() : null),
        ("title", options.Title),
        ("title_corner", options.TitleCorner.ToString()),
        ("points", options.Points),
        ("dpi", options.Dpi),
        ("dark_ink", options.DarkInk));
}
