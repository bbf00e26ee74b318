using System;
using Fathom.Protocol.State;

namespace Fathom.Client.Export.Figures;

/// <summary>What is written on exported pictures, and how large.</summary>
internal sealed record AnnotationOptions
{
    /// <summary>Nothing is written.</summary>
    public static AnnotationOptions None { get; } = new();

    /// <summary>Whether a scale bar is drawn.</summary>
    public bool ScaleBar { get; init; }

    /// <summary>Where the scale bar stands.</summary>
    public AnnotationCorner ScaleBarCorner { get; init; } = AnnotationCorner.BottomRight;

    /// <summary>Whether the time of the step is written.</summary>
    public bool TimeStamp { get; init; }

    /// <summary>Where the time stands.</summary>
    public AnnotationCorner TimeCorner { get; init; } = AnnotationCorner.TopRight;

    /// <summary>The axis whose step is written where no axis is one of time; −1 for the first that is not in the picture.</summary>
    public int TimeAxis { get; init; } = -1;

    /// <summary>Whether the colours are explained.</summary>
    public bool ColorBar { get; init; }

    /// <summary>Where the colours are explained.</summary>
    public AnnotationCorner ColorBarCorner { get; init; } = AnnotationCorner.BottomLeft;

    /// <summary>A line of text; empty for none.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>Where the title stands.</summary>
    public AnnotationCorner TitleCorner { get; init; } = AnnotationCorner.TopLeft;

    /// <summary>The size of the text in points (1/72 inch).</summary>
    public double Points { get; init; } = 12;

    /// <summary>Pixels for an inch.</summary>
    public double Dpi { get; init; } = 96;

    /// <summary>Whether the ink is dark with a light outline, for light pictures; else light with a dark one.</summary>
    public bool DarkInk { get; init; }

    /// <summary>Whether nothing at all is written.</summary>
    public bool IsEmpty => !ScaleBar && !TimeStamp && !ColorBar && Title.Length == 0;

    /// <summary>For a picture that has no size in print: twelve points are 16 pixels at 540 rows, and grow with them.</summary>
    public AnnotationOptions ForRows(int rows) => this with { Dpi = 96 * rows / 540.0 };

    /// <summary>All that decides on what is drawn, as a value: for manifests. Empty where nothing is.</summary>
    public MapValue ToMap() => IsEmpty ? MapValue.Empty : MapValue.Of(
        ("scale_bar", ScaleBar),
        ("time_stamp", TimeStamp),
        ("time_axis", TimeAxis),
        ("colour_bar", ColorBar),
        ("title", Title),
        ("corners", string.Join(' ', AnnotationCorners.NameOf(ScaleBarCorner), AnnotationCorners.NameOf(TimeCorner), AnnotationCorners.NameOf(ColorBarCorner), AnnotationCorners.NameOf(TitleCorner))),
        ("text_px", TextPixels),
        ("ink", DarkInk ? "black" : "white"));

    /// <summary>Pixels of the em square.</summary>
    public int TextPixels => Math.Max(6, (int)Math.Round(Points * Dpi / 72, MidpointRounding.AwayFromZero));
}
