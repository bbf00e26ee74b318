using System;
using Fathom.Client.Hosting;
using Fathom.Client.Recording;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Shows a recording.</summary>
internal sealed class ReplayCommand : ICommand
{
    private const string Speed = "speed";
    private const string From = "from";
    private const string Until = "until";

    /// <summary>What a recording answers for its server.</summary>
    private static readonly Uri s_nowhere = new("ws://recording/");

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "replay",
        "Show a recording.",
        [
            new(Speed, OptionKind.Number, "Seconds of the recording in one second.") { ValueName = "N", Default = "1", Minimum = 0.01, Maximum = 1000, CommandLineOnly = true },
            new(From, OptionKind.Number, "Begin at this second of the recording.") { ValueName = "S", Default = "0", Minimum = 0, Maximum = 1e6, CommandLineOnly = true },
            new(Until, OptionKind.Number, "End at this second of the recording.") { ValueName = "S", Minimum = 0, Maximum = 1e6, CommandLineOnly = true },
            .. ClientOptions.ViewingBut(ForReplay),
        ])
    {
        Positionals = ["FILE.fathom"],
        RequiredPositionals = 1,
        Examples =
        [
            ("fathom replay session.fathom", "in a window; P holds it, the full stop goes on by one picture"),
            ("fathom replay session.fathom --headless -o last.png --json", "without a window, as fast as it was; writes the last picture"),
            ("fathom replay session.fathom --from 12 --until 14 --speed 0.1", "two seconds in slow motion"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        using RecordedFile file = RecordedFile.Open(parsed.Positionals[0]);
        if (file.Trouble is { } trouble)
        {
            context.Error.WriteLine("fathom: " + trouble);
        }

        var shown = new ReplaySettings(file.Name)
        {
            Speed = parsed.Number(Speed),
            From = TimeSpan.FromSeconds(parsed.Number(From)),
            Until = parsed.IsSet(Until) ? TimeSpan.FromSeconds(parsed.Number(Until)) : TimeSpan.MaxValue,
        };
        if (shown.From > file.Length || shown.From > shown.Until)
        {
            throw new FathomException(
                ExitCode.Usage, $"There is nothing to show from second {shown.From.TotalSeconds:0.###} on.", $"{file.Name} is {file.Length.TotalSeconds:0.0} s long.", $"Choose a smaller --{From}.");
        }

        ClientSettings settings = ClientOptions.Viewed(parsed, new ClientSettings { StateUrl = s_nowhere, PixelUrl = s_nowhere });
        settings = ClientRun.WithoutDisplay(settings, context) with { Recording = null, Replay = new Replay(file, shown, new ReplayControl()) };
        ClientReport report = ClientRun.Run(settings, server: null, context);
        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output, "fathom.replay/1");
        }
        else if (settings.Headless)
        {
            context.Error.WriteLine($"fathom: {report.ForPeople()}");
        }

        return report.ExitCode;
    }

    private static OptionDefinition ForReplay(OptionDefinition option) => option.Name switch
    {
        ClientOptions.KeepSize or ClientOptions.FlightRecorder or ClientOptions.Record or ClientOptions.MaxMib => option with { Hidden = true },
        ClientOptions.Headless => option with { Help = "Draw into memory instead of a window, and end with the recording." },
        _ => option,
    };
}
