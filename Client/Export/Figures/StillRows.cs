using System.Collections.Generic;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Decode.Local;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Export.Figures;

/// <summary>The rows of the option table that say which picture a still is and how large; stills and pages share them.</summary>
internal static class StillRows
{
    /// <summary>The option for where axes stand.</summary>
    public const string Dims = "dims";

    /// <summary>The option for slices or projections.</summary>
    public const string DisplayedAxes = "ndisplay";

    private const string WidthMm = "width-mm", HeightMm = "height-mm", Dpi = "dpi", OneToOne = "one-to-one";
    private const double PrintPoints = 8;

    /// <summary>Where.</summary>
    public static IReadOnlyList<OptionDefinition> View { get; } =
    [
        new(Dims, OptionKind.Text, "Show this index of an axis, or this place in the world (z=12.5um).") { ValueName = "NAME=VALUE", Repeatable = true, CommandLineOnly = true },
        new(DisplayedAxes, OptionKind.Integer, "2 for a slice, 3 for a projection; by default what the view shows.") { ValueName = "2|3", Minimum = 2, Maximum = 3, CommandLineOnly = true },
    ];

    /// <summary>How large, in pixels or in print.</summary>
    public static IReadOnlyList<OptionDefinition> Sizes { get; } =
    [
        new(ClientOptions.Size, OptionKind.Text, "Size in pixels; by default the shape of what is shown, within 1280x720.") { ValueName = "WxH", CommandLineOnly = true },
        new(WidthMm, OptionKind.Number, "Width in print, in millimetres; a column of most journals has 85 to 90.") { ValueName = "MM", Minimum = 1, Maximum = 2000, CommandLineOnly = true },
        new(HeightMm, OptionKind.Number, "Height in print; by default what the shape of what is shown gives.") { ValueName = "MM", Minimum = 1, Maximum = 2000, CommandLineOnly = true },
        new(Dpi, OptionKind.Number, "Pixels for an inch in print, written into the file; 300 with --width-mm.") { ValueName = "N", Minimum = 10, Maximum = 4800, CommandLineOnly = true },
        new(OneToOne, OptionKind.Flag, "One pixel for each voxel, all of the slice.") { CommandLineOnly = true },
    ];

    /// <summary>What was asked for; throws what the user is told about what does not go together.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usualPoints">The size of the text of pictures without a size in print.</param>
    public static StillRequest Read(ParsedCommand parsed, double usualPoints = 12)
    {
        SizePx? size = ExportOptions.Size(parsed);
        double? width = Number(parsed, WidthMm), height = Number(parsed, HeightMm), dpi = Number(parsed, Dpi);
        bool isOneToOne = parsed.Flag(OneToOne);
        if ((size is not null && (width ?? height) is not null) || (isOneToOne && (size is not null || (width ?? height) is not null)))
        {
            throw new FathomException(
                ExitCode.Usage,
                "The picture cannot have two sizes.",
                $"{(isOneToOne ? "--" + OneToOne : "--" + ClientOptions.Size)} and {(isOneToOne && size is not null ? "--" + ClientOptions.Size : "--" + WidthMm)} were both given, and each says how many pixels it has.",
                "Leave one of them out; --dpi alone only says how large it is printed.");
        }

        if (height is not null && width is null)
        {
            throw new FathomException(ExitCode.Usage, $"--{HeightMm} needs --{WidthMm}.", "A height alone does not say how wide the picture is printed.", $"Give --{WidthMm}; the height may be left out.");
        }

        return new StillRequest
        {
            Dims = DimsValue.Parse(parsed.All(Dims)),
            DisplayedAxes = parsed.IsSet(DisplayedAxes) ? parsed.Integer(DisplayedAxes) : null,
            Size = size,
            WidthMm = width,
            HeightMm = height,
            Dpi = dpi,
            OneToOne = isOneToOne,
            Annotations = AnnotationRows.Read(parsed, (width ?? dpi) is null ? usualPoints : PrintPoints),
        };
    }

    private static double? Number(ParsedCommand parsed, string option) => parsed.IsSet(option) ? parsed.Number(option) : null;
}
