using System;
using Fathom.Client.Hosting;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Writes one picture that shows certain dims.</summary>
internal sealed class SnapshotCommand : ICommand
{
    private const string Dims = "dims";
    private const string Timeout = "timeout";
    private const string DefaultPicture = "snapshot.png";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom",
        "snapshot",
        "Write one picture of what a server has, without a window.",
        [
            new(Dims, OptionKind.Text, "Move an axis to an index before the picture is taken.") { ValueName = "NAME=INDEX", Repeatable = true, CommandLineOnly = true },
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
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        ClientSettings shared = ClientOptions.Connecting(parsed);
        ClientSettings settings = shared with
        {
            Headless = true,
            FailFast = true,
            Duration = null,
            PicturePath = shared.PicturePath ?? DefaultPicture,
            Snapshot = new SnapshotRequest(DimsValue.Parse(parsed.All(Dims)), TimeSpan.FromSeconds(parsed.Number(Timeout))),
        };
        ClientReport report = ClientRun.Run(settings, server: null, context);
        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output, "fathom.snapshot/1");
        }

        return report.ExitCode;
    }

    /// <summary>Some rows are accepted for the sake of those who change one word of a command, but say nothing here.</summary>
    private static OptionDefinition ForSnapshot(OptionDefinition option) => option.Name switch
    {
        ClientOptions.Headless or ClientOptions.Seconds => option with { Hidden = true },
        ClientOptions.Output => option with { Help = "Write the picture to this PNG file.", Default = DefaultPicture },
        ClientOptions.Size => option with { Help = "Size of the picture." },
        _ => option,
    };
}
