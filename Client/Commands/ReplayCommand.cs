using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Client.Hosting;
using Fathom.Client.Recording;
using Fathom.Client.Recording.Serving;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Shows a recording.</summary>
internal sealed class ReplayCommand : ICommand
{
    private const string Speed = "speed";
    private const string From = "from";
    private const string Until = "until";
    private const string Virtual = "virtual";
    private const string HashPictures = "hash-pictures";
    private const string Decisions = "decisions";
    private const string Serve = "serve";
    private const string Port = "port";
    private const string Loop = "loop";

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
            new(Virtual, OptionKind.Flag, "Decide under a virtual clock, as fast as it goes, and print a hash of the decisions.") { CommandLineOnly = true },
            new(HashPictures, OptionKind.Flag, "With --virtual: print a hash of the pictures too.") { CommandLineOnly = true },
            new(Decisions, OptionKind.Text, "With --virtual: write a line for each decision to this file.") { ValueName = "FILE", CommandLineOnly = true },
            new(Serve, OptionKind.Flag, "Be the server: any viewer on this machine can connect and watch.") { CommandLineOnly = true },
            new(Port, OptionKind.Integer, "With --serve: the state port; the pixel port is the next one. 0 takes any two.") { ValueName = "N", Default = "8081", Minimum = 0, Maximum = 65534, CommandLineOnly = true },
            new(Loop, OptionKind.Flag, "With --serve: begin again at the end.") { CommandLineOnly = true },
            .. ClientOptions.ViewingBut(ForReplay),
        ])
    {
        Positionals = ["FILE.fathom"],
        RequiredPositionals = 0,
        Examples =
        [
            ("fathom replay session.fathom", "in a window; P holds it, the full stop goes on by one picture"),
            ("fathom replay session.fathom --headless -o last.png --json", "without a window, as fast as it was; writes the last picture"),
            ("fathom replay session.fathom --from 12 --until 14 --speed 0.1", "two seconds in slow motion"),
            ("fathom replay session.fathom --serve --loop", "watch it with any viewer of the protocol"),
            ("fathom replay session.fathom --virtual --hash-pictures", "what the presenter decides about it, the same every time"),
            ("fathom replay", "list what the flight recorder kept"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        if (parsed.Positionals.Count == 0)
        {
            return ListFlights(context);
        }

        using RecordedFile file = RecordedFile.Open(parsed.Positionals[0]);
        if (file.Trouble is { } trouble)
        {
            context.Error.WriteLine("fathom: " + trouble);
        }

        var shown = new ReplaySettings(file.Name)
        {
            Speed = parsed.Number(Speed),
            From = TimeSpan.FromSeconds(parsed.Number(From)),
            Loop = parsed.Flag(Loop),
            Until = parsed.IsSet(Until) ? TimeSpan.FromSeconds(parsed.Number(Until)) : TimeSpan.MaxValue,
        };
        if (shown.From > file.Length || shown.From > shown.Until)
        {
            throw new FathomException(
                ExitCode.Usage, $"There is nothing to show from second {shown.From.TotalSeconds:0.###} on.", $"{file.Name} is {file.Length.TotalSeconds:0.0} s long.", $"Choose a smaller --{From}.");
        }

        ClientSettings settings = ClientOptions.Viewed(parsed, new ClientSettings { StateUrl = s_nowhere, PixelUrl = s_nowhere });
        if (parsed.Flag(Serve))
        {
            ReplayServing.Run(file, shown, parsed.Integer(Port), settings.Duration, parsed.Flag(ClientOptions.Json), context);
            return ExitCode.Ok;
        }

        if (parsed.Flag(Virtual))
        {
            ReplayDecisions.Run(file, shown, settings.Presenter, parsed.Flag(HashPictures), parsed.Text(Decisions), parsed.Flag(ClientOptions.Json), context);
            return ExitCode.Ok;
        }

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

    private static ExitCode ListFlights(CommandContext context)
    {
        using var text = new StreamWriter(context.Output, leaveOpen: true);
        IReadOnlyList<string> flights = new FlightFolder(FlightFolder.DefaultPath()).List();
        text.WriteLine(flights.Count == 0
            ? $"No dumps of the flight recorder are in {FlightFolder.DefaultPath()}. In a window, Alt+D makes one."
            : "What the flight recorder kept, the newest first; fathom replay FILE shows it:");
        foreach (string path in flights)
        {
            text.WriteLine("  " + path);
        }

        return ExitCode.Ok;
    }

    private static OptionDefinition ForReplay(OptionDefinition option) => option.Name switch
    {
        ClientOptions.KeepSize or ClientOptions.FlightRecorder or ClientOptions.Record or ClientOptions.MaxMib => option with { Hidden = true },
        ClientOptions.Headless => option with { Help = "Draw into memory instead of a window, and end with the recording." },
        _ => option,
    };
}
