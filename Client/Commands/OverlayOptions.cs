using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>The options that lay videos and tracks over pictures: the same for windows, snapshots and exports.</summary>
internal static class OverlayOptions
{
    /// <summary>The option that names a video, a table of tracks, or a list of overlays.</summary>
    public const string Overlay = "overlay";

    /// <summary>The option that names the calibration of a video.</summary>
    public const string Calibration = "calibration";

    /// <summary>The rows.</summary>
    public static IReadOnlyList<OptionDefinition> Rows { get; } =
    [
        new(Overlay, OptionKind.Text, "Lay a video, a table of tracks or a JSON list of both over the picture; may be repeated, the lowest first.") { ValueName = "FILE", Repeatable = true, CommandLineOnly = true },
        new(Calibration, OptionKind.Text, "Where the video lies: the first of these is for the first --overlay that is a video, and so on; without, VIDEO.calibration.json beside it.")
        {
            ValueName = "FILE",
            Repeatable = true,
            CommandLineOnly = true,
        },
    ];

    /// <summary>Reads them; throws what the user is told about a file that is no overlay.</summary>
    /// <param name="parsed">The command line.</param>
    public static ImmutableArray<OverlaySpec> Read(ParsedCommand parsed)
    {
        var specs = ImmutableArray.CreateBuilder<OverlaySpec>();
        foreach (string path in parsed.All(Overlay))
        {
            specs.AddRange(OverlayFile.Read(path, specs.Select(static spec => spec.Id)));
        }

        int video = -1;
        foreach (string path in parsed.All(Calibration))
        {
            do
            {
                video++;
            }
            while (video < specs.Count && specs[video] is not VideoOverlaySpec { CalibrationPath: null });

            if (video >= specs.Count)
            {
                throw new FathomException(
                    ExitCode.Usage, $"Cannot use the calibration {path}.", "There are more --calibration than videos that wait for one.", "Name the video first, as in --overlay mouse.mp4 --calibration mouse.json.");
            }

            specs[video] = specs[video] with { CalibrationPath = File.Exists(path) ? path : throw Missing(path) };
        }

        return specs.ToImmutable();
    }

    private static FathomException Missing(string path) => new(ExitCode.Usage, $"Cannot use the calibration {path}.", "There is no such file.", "Write one with fathom calibrate, or check the path.");
}
