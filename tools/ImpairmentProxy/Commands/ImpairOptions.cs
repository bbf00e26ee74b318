using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.ImpairmentProxy.Commands;

/// <summary>The program's options and what they mean.</summary>
internal static class ImpairOptions
{
    public const string Program = "fathom-impair";

    /// <summary>Options that say the same as a setting of --net.</summary>
    private static readonly (string Option, string Setting)[] s_settings =
    [
        ("delay-ms", "delay"), ("delay-down-ms", "delay-down"), ("delay-up-ms", "delay-up"), ("jitter-ms", "jitter"), ("noise", "noise"),
        ("down-mbit", "down"), ("up-mbit", "up"), ("stall-every-s", "stall-every"), ("stall-ms", "stall"),
    ];

    public static CommandDefinition Definition { get; } = new(
        Program,
        string.Empty,
        "Forward ports of this machine over a link that is slower than it could be. It models TCP: it delays, throttles and stalls, and never loses or reorders.",
        [
            new("to", OptionKind.Text, "Where to forward; once for each port. All ports share the link") { ValueName = "HOST:PORT", Repeatable = true, CommandLineOnly = true },
            new("listen", OptionKind.Text, "Port of 127.0.0.1 to listen on, in the order of --to; any free one without it") { ValueName = "PORT", Repeatable = true, CommandLineOnly = true },
            new("net", OptionKind.Text, "A preset (none, lan, wifi, wan, 4mbit), settings (delay=40,jitter=5,down=10), or both") { ValueName = "SPEC", Default = "none", CommandLineOnly = true },
            new("delay-ms", OptionKind.Text, "One-way delay, each direction") { ValueName = "MS", CommandLineOnly = true },
            new("delay-down-ms", OptionKind.Text, "One-way delay from the server") { ValueName = "MS", CommandLineOnly = true },
            new("delay-up-ms", OptionKind.Text, "One-way delay to the server") { ValueName = "MS", CommandLineOnly = true },
            new("jitter-ms", OptionKind.Text, "How far the delay scatters") { ValueName = "MS", CommandLineOnly = true },
            new("noise", OptionKind.Text, "How it scatters") { Choices = ["uniform", "normal", "pareto"], CommandLineOnly = true },
            new("down-mbit", OptionKind.Text, "Megabits a second from the server; 0 has no limit") { ValueName = "MBIT", CommandLineOnly = true },
            new("up-mbit", OptionKind.Text, "Megabits a second to the server; 0 has no limit") { ValueName = "MBIT", CommandLineOnly = true },
            new("stall-ms", OptionKind.Text, "How long everything stands still now and then, or a range as 50-200") { ValueName = "MS", CommandLineOnly = true },
            new("stall-every-s", OptionKind.Text, "Mean time between stalls") { ValueName = "S", CommandLineOnly = true },
            new("seed", OptionKind.Integer, "Another seed scatters otherwise") { ValueName = "N", Default = "1", Minimum = 0, CommandLineOnly = true },
            new("json", OptionKind.Flag, "First line of standard output: a JSON object with the addresses") { CommandLineOnly = true },
            new("die-with-stdin", OptionKind.Flag, "End when standard input ends; until then each of its lines is an order: net SPEC, drop, refuse, accept") { CommandLineOnly = true },
        ])
    {
        Examples =
        [
            ("fathom-impair --to 127.0.0.1:8081 --to 127.0.0.1:8082 --net wan --listen 9081 --listen 9082", "Then: fathom connect ws://127.0.0.1:9081"),
            ("fathom-impair --to 127.0.0.1:8081 --net wifi --down-mbit 10 --seed 3", "A preset, but narrower."),
            ("fathom-impair --to 127.0.0.1:8081 --delay-ms 20 --jitter-ms 5 --stall-ms 50-200 --json", "By hand, the address as JSON."),
        ],
    };

    /// <summary>The link that preset and settings describe.</summary>
    public static NetProfile Profile(ParsedCommand parsed)
    {
        List<string> parts = [parsed.Text("net")!];
        parts.AddRange(s_settings.Where(row => parsed.IsSet(row.Option)).Select(row => $"{row.Setting}={parsed.Text(row.Option)}"));
        return NetSpec.Parse(string.Join(',', parts));
    }

    /// <summary>The ports that are forwarded.</summary>
    public static IReadOnlyList<Forward> Forwards(ParsedCommand parsed)
    {
        IReadOnlyList<string> targets = parsed.All("to"), ports = parsed.All("listen");
        if (targets.Count == 0)
        {
            throw Wrong("Nothing is forwarded.", "--to is missing.", "Write for example --to 127.0.0.1:8081.");
        }

        if (ports.Count > targets.Count)
        {
            throw Wrong($"There are {ports.Count} --listen for {targets.Count} --to.", "Each port to listen on leads to one address.", "Give a --to for each --listen.");
        }

        var forwards = new List<Forward>();
        foreach (string target in targets)
        {
            int port = 0;
            if (forwards.Count < ports.Count && (!int.TryParse(ports[forwards.Count], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > 65535))
            {
                throw Wrong($"'{ports[forwards.Count]}' cannot be the value of --listen.", "A port is a number from 0 to 65535.", "Write for example --listen 9081, or 0 for any free one.");
            }

            forwards.Add(Forward.TryParse(target, port, out Forward? forward)
                ? forward!
                : throw Wrong($"'{target}' cannot be the value of --to.", "It is not HOST:PORT.", "Write for example --to 127.0.0.1:8081."));
        }

        return forwards;
    }

    private static FathomException Wrong(string what, string why, string how) => new(ExitCode.Usage, what, why, how);
}
