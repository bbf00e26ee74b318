using System;
using System.Globalization;
using Fathom.Client.Hosting;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Writes one picture that shows certain dims.</summary>
internal sealed class SnapshotCommand : ICommand
{
    private const string Dims = "dims";
    private const string OneToOne = "one-to-one";
    private const string Contrast = "contrast";
    private const string DisplayedAxes = "ndisplay";
    private const string Timeout = "timeout";
    private const string DefaultPicture = "snapshot.png";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "snapshot",
        "Write one picture of what a server has, without a window.",
        [
            new(Dims, OptionKind.Text, "Show this index of an axis, or this place in the world (z=12.5um).") { ValueName = "NAME=VALUE", Repeatable = true, CommandLineOnly = true },
            new(OneToOne, OptionKind.Flag, "One voxel a pixel, gray, in the size of the data.") { CommandLineOnly = true },
            new(Contrast, OptionKind.Text, "The values drawn black and white.") { ValueName = "LO,HI", CommandLineOnly = true },
            new(DisplayedAxes, OptionKind.Integer, "2 for a slice, 3 for a projection; by default what the server shows.") { ValueName = "2|3", Minimum = 2, Maximum = 3, CommandLineOnly = true },
            new(Timeout, OptionKind.Number, "How long to wait for the picture.") { ValueName = "SECONDS", Default = "20", Minimum = 0.1, Maximum = 3600 },
            .. ClientOptions.Endpoint,
            .. ClientOptions.ViewingBut(ForSnapshot),
        ])
    {
        Positionals = ["URL"],
        RequiredPositionals = 1,
        Examples =
        [
            ("fathom snapshot ws://127.0.0.1:8081 -o view.png", "the view as it is"),
            ("fathom snapshot ws://127.0.0.1:8081 --dims z=12 -o z12.png", "the picture that shows z = 12"),
            ("fathom snapshot ws://127.0.0.1:8081 --dims z=12.5um --one-to-one --contrast 0,4095 -o z.png", "the slice nearest to z = 12.5 µm, a pixel for each voxel"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        if (parsed.Flag(OneToOne) && parsed.IsSet(DisplayedAxes) && parsed.Integer(DisplayedAxes) == 3)
        {
            throw new FathomException(
                ExitCode.Usage, $"--{OneToOne} and --{DisplayedAxes} 3 do not go together.", "A projection has no pixel for each voxel.", "Leave one of them out.");
        }

        ClientSettings shared = ClientOptions.Connecting(parsed);
        ClientSettings settings = shared with
        {
            Headless = true,
            FailFast = true,
            Duration = null,
            PicturePath = shared.PicturePath ?? DefaultPicture,
            Snapshot = new SnapshotRequest(DimsValue.Parse(parsed.All(Dims)), TimeSpan.FromSeconds(parsed.Number(Timeout)))
            {
                Width = shared.Width,
                Height = shared.Height,
                OneToOne = parsed.Flag(OneToOne),
                Contrast = parsed.Text(Contrast) is { } limits ? ParseContrast(limits) : null,
                DisplayedAxes = parsed.IsSet(DisplayedAxes) ? parsed.Integer(DisplayedAxes) : null,
            },
        };
        ClientReport report = ClientRun.Run(settings, server: null, context);
        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output, "fathom.snapshot/1");
        }

        return report.ExitCode;
    }

    private static (double Low, double High) ParseContrast(string text)
    {
        string[] parts = text.Split(',');
        if (parts.Length == 2
            && double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out double low)
            && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out double high)
            && double.IsFinite(low) && double.IsFinite(high) && low < high)
        {
            return (low, high);
        }

        throw new FathomException(
            ExitCode.Usage, $"'{text}' cannot be the value of --{Contrast}.", "It is not two numbers, the lower one first, with a comma between.", "Write for example --contrast 0,4095.");
    }

    /// <summary>Some rows are accepted for the sake of those who change one word of a command, but say nothing here.</summary>
    private static OptionDefinition ForSnapshot(OptionDefinition option) => option.Name switch
    {
        ClientOptions.Headless or ClientOptions.Seconds or ClientOptions.NoPanels or ClientOptions.KeepSize or ClientOptions.Theme or ClientOptions.UiScale or ClientOptions.Script => option with { Hidden = true },
        ClientOptions.Output => option with { Help = "Write the picture to this PNG file.", Default = DefaultPicture },
        ClientOptions.Size => option with { Help = "Size of the picture." },
        _ => option,
    };
}
