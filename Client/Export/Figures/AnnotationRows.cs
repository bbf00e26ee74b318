using System.Collections.Generic;
using Fathom.Protocol.Configuration;

namespace Fathom.Client.Export.Figures;

/// <summary>The rows of the option table that say what is written on exported pictures; movies, stills and pages share them.</summary>
internal static class AnnotationRows
{
    private const string Bar = "scale-bar", Time = "time-stamp", Colors = "colour-bar", Title = "title", Corners = "corners", Size = "text-size", Ink = "ink", Dark = "black";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<OptionDefinition> Rows { get; } =
    [
        new(Bar, OptionKind.Flag, "Draw a scale bar.") { CommandLineOnly = true },
        new(Time, OptionKind.Flag, "Write the time of the picture; without an axis of time, where it stands along the first axis that is not shown.") { CommandLineOnly = true },
        new(Colors, OptionKind.Flag, "Say what the colours mean: colormap and contrast limits of each visible layer.") { CommandLineOnly = true },
        new(Title, OptionKind.Text, "A line of text.") { ValueName = "TEXT", CommandLineOnly = true },
        new(Corners, OptionKind.Text, "What stands in which corner (scale-bar, time-stamp, colour-bar, title; top-left, top-right, bottom-left, bottom-right).") { ValueName = "WHAT=CORNER", Repeatable = true, CommandLineOnly = true },
        new(Size, OptionKind.Number, "The size of the text in points; of a picture without a print size, as if 540 rows were shown at 96 dpi.") { ValueName = "POINTS", Minimum = 2, Maximum = 200, CommandLineOnly = true },
        new(Ink, OptionKind.Text, "The colour of what is written; the other one surrounds it.") { ValueName = "white|black", Choices = ["white", Dark], Default = "white", CommandLineOnly = true },
    ];

    /// <summary>What was asked for. The size of the text is known when the size of the picture is: <see cref="AnnotationOptions.ForRows"/>, or points and dpi of a print.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usualPoints">The size of the text where nobody said one.</param>
    public static AnnotationOptions Read(ParsedCommand parsed, double usualPoints = 12) => AnnotationCorners.Apply(
        new AnnotationOptions
        {
            ScaleBar = parsed.Flag(Bar),
            TimeStamp = parsed.Flag(Time),
            ColorBar = parsed.Flag(Colors),
            Title = parsed.Text(Title) ?? string.Empty,
            Points = parsed.IsSet(Size) ? parsed.Number(Size) : usualPoints,
            DarkInk = parsed.Text(Ink) == Dark,
        },
        parsed.All(Corners),
        Corners);
}
