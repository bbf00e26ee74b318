using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Processes;
using Fathom.Client.Profiling.Running;
using Fathom.Client.Profiling.Scenarios;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>A scripted latency session: measures, and writes a report that says where the time goes.</summary>
internal sealed class ProfileCommand : ICommand
{
    private const string Demo = "demo", ScenarioName = "scenario", Repeat = "repeat", Warmup = "warmup", Seed = "seed", Net = "net", Fps = "fps";
    private const string DefaultFolder = "artifacts/profile";

    private static readonly TimeSpan s_serverPatience = TimeSpan.FromSeconds(30);
    private static readonly Uri s_unknown = new("ws://127.0.0.1:0");

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "profile",
        "Measure the time from what the user does to the picture, stage by stage, and write a report. 'profile compare' and 'profile check' work on what it wrote.",
        [
            new(Demo, OptionKind.Flag, "Start a server with a generated volume; that is also done where no URL is given.") { CommandLineOnly = true },
            new(ScenarioName, OptionKind.Text, $"What is done: {string.Join(", ", Scenario.Names)}, or a script's file.") { ValueName = "NAME|FILE", Default = "scrub", CommandLineOnly = true },
            new(Repeat, OptionKind.Integer, "How many times it is measured; from three on, differences between runs are judged too.") { ValueName = "N", Default = "1", Minimum = 1, Maximum = 1000, CommandLineOnly = true },
            new(Warmup, OptionKind.Number, "What comes first and does not count.") { ValueName = "S", Default = "1", Minimum = 0, Maximum = 3600, CommandLineOnly = true },
            new(Seed, OptionKind.Integer, "Another seed leaves chance to fall otherwise.") { ValueName = "N", Default = "1", Minimum = 0, Maximum = 1_000_000, CommandLineOnly = true },
            new(Net, OptionKind.Text, "Put a worse network between: lan, wifi, wan, 4mbit, or settings such as delay=40,jitter=5,down=10.") { ValueName = "SPEC", CommandLineOnly = true },
            new(Fps, OptionKind.Number, "Pictures a second of the demo's server.") { ValueName = "N", Default = "30", Minimum = 1, Maximum = 120, CommandLineOnly = true },
            .. ClientOptions.Endpoint,
            .. ClientOptions.ViewingBut(ForProfile),
        ])
    {
        Positionals = ["URL"],
        Examples =
        [
            ("fathom profile --demo --scenario scrub --seconds 10 --headless -o profile", "drag a slice for ten seconds and write profile/report.html"),
            ("fathom profile ws://127.0.0.1:8081 --scenario random-seek --repeat 3 -o profile", "three times ten seconds against a running server"),
            ("fathom profile --demo --net wan,down=8 --seconds 10 --json -o wan", "over a slow line, the figures as JSON"),
            ("fathom profile compare before after", "what differs between two sessions, and how sure that is"),
            ("fathom profile check profile --budget budget.json", "hold a session against limits; ends with 6 when one is broken"),
        ],
    };

    /// <inheritdoc/>
    public IReadOnlyList<ICommand> Verbs { get; } = [new ProfileCompareCommand(), new ProfileCheckCommand()];

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        bool isDemo = parsed.Positionals.Count == 0;
        if (!isDemo && parsed.Flag(Demo))
        {
            throw new FathomException(ExitCode.Usage, "--demo and a URL do not go together.", "The one starts a server, the other names one.", "Leave one of them out.");
        }

        var plan = new ProfilePlan(
            Scenario.Open(parsed.Text(ScenarioName)!), TimeSpan.FromSeconds(parsed.Number(Warmup)), Length(parsed), parsed.Integer(Repeat), parsed.Integer(Seed));
        string folder = parsed.Text(ClientOptions.Output)!;
        ClientSettings settings = isDemo
            ? ClientOptions.Viewed(parsed, new ClientSettings { StateUrl = s_unknown, PixelUrl = s_unknown })
            : ClientOptions.Connecting(parsed);
        settings = ClientRun.WithoutDisplay(settings with { PicturePath = null, Duration = null, FailFast = true, Clock = ClockSampling.ForFigures() }, context);
        if (isDemo)
        {
            DemoCommand.CheckVideoSize(settings);
        }

        ProfileFolder.Prepare(folder);
        using ChildServer? server = isDemo ? ChildServer.Start(DemoCommand.ServerProgram(), ServerArguments(parsed, settings), context.Error.WriteLine) : null;
        if (server?.WaitUntilReady(s_serverPatience, context.Interrupt) is { } address)
        {
            settings = settings with { StateUrl = address.State, PixelUrl = address.Pixel };
        }

        var facts = new SessionFacts
        {
            Scenario = plan.Scenario.Name,
            Seed = plan.Seed,
            Configuration = [new("server", isDemo ? $"demo, {parsed.Text(Fps)} a second" : PictureProvenance.Public(settings.StateUrl))],
        };
        using NetLink? link = parsed.Text(Net) is { } net
            ? NetLink.Start(net, plan.Seed, settings.StateUrl, settings.PixelUrl, context.Error.WriteLine, context.Interrupt)
            : null;
        if (link is not null)
        {
            settings = settings with { StateUrl = link.State, PixelUrl = link.Pixel };
            facts = facts with { Net = link.Ready.Net, NetDetail = link.Ready.Detail, NetRoundTripMs = link.Ready.RoundTripMs };
        }

        (ProfileSession session, ClientReport report) = new ProfileRun(plan, settings, server, context).Run(facts);
        return Finish(folder, session, report, parsed, context);
    }

    private static ExitCode Finish(string folder, ProfileSession session, ClientReport report, ParsedCommand parsed, CommandContext context)
    {
        ProfileSummary summary = SummaryMaker.Of(session);
        ProfileFolder.Write(folder, session, summary);
        if (parsed.Flag(ClientOptions.Json))
        {
            SummaryJson.Write(context.Output, summary, json => json.WriteString("folder", folder));
        }
        else
        {
            context.Output.Write(System.Text.Encoding.UTF8.GetBytes(SummaryText.Of(summary)));
            context.Output.Flush();
        }

        context.Error.WriteLine($"fathom: the report is {Path.Combine(folder, ProfileSession.ReportFile)}.");
        if (report.ExitCode != ExitCode.Ok)
        {
            return report.ExitCode;
        }

        return summary.Total.Count + summary.FirstPicture.Count + summary.Reconnect.Count > 0 ? ExitCode.Ok : throw new FathomException(
            ExitCode.Rejected, "Nothing was measured.", "No intent of the scenario was answered by a picture.", "Measure longer with --seconds, or take another --scenario; the report says what became of the intents.");
    }

    private static TimeSpan Length(ParsedCommand parsed) => parsed.Number(ClientOptions.Seconds) is var seconds and > 0
        ? TimeSpan.FromSeconds(seconds)
        : throw new FathomException(ExitCode.Usage, "'0' cannot be the value of --seconds.", "A profile has an end.", "Write for example --seconds 10.");

    /// <summary>Nothing plays: what is rendered is the answer to what was asked for.</summary>
    private static List<string> ServerArguments(ParsedCommand parsed, ClientSettings settings)
    {
        string width = settings.Width.ToString(CultureInfo.InvariantCulture), height = settings.Height.ToString(CultureInfo.InvariantCulture);
        return
        [
            "serve", "--json", "--port", "0", "--pixel-port", "0", "--die-with-stdin", "--width", width, "--height", height, "--max-width", width, "--max-height", height,
            "--fps", Math.Round(parsed.Number(Fps)).ToString(CultureInfo.InvariantCulture),
        ];
    }

    private static OptionDefinition ForProfile(OptionDefinition option) => option.Name switch
    {
        ClientOptions.Seconds => option with { Help = "How long each repetition takes.", Default = "10", Maximum = 86_400, CommandLineOnly = true },
        ClientOptions.Output => option with { Help = "The folder for report.html, trace.json, session.jsonl and session.csv.", ValueName = "DIR", Default = DefaultFolder },
        ClientOptions.Json => option with { Help = "Print the figures as one JSON object at the end." },
        ClientOptions.Size => option with { Help = "Size of the window, and of the demo's video." },
        ClientOptions.Script => option with { Hidden = true },
        _ => option,
    };
}
