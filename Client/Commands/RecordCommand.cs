using Fathom.Client.Hosting;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Commands;

/// <summary>Shows what a running server has, and writes what goes over the wire to a file.</summary>
internal sealed class RecordCommand : ICommand
{
    private const string DefaultFile = "recording.fathom";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom", "record", "Show what a running server has, and record it.", [.. ClientOptions.Endpoint, .. ClientOptions.ViewingBut(ForRecording)])
    {
        Positionals = ["URL"],
        RequiredPositionals = 1,
        Examples =
        [
            ("fathom record ws://127.0.0.1:8081 -o session.fathom", "a window; the recording ends when it is closed"),
            ("fathom record ws://127.0.0.1:8081 --headless --seconds 10 -o session.fathom --json", "ten seconds without a window, and a report"),
            ("fathom replay session.fathom", "see it again"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        ClientSettings shared = ClientRun.WithoutDisplay(ClientOptions.Connecting(parsed), context);
        ClientSettings settings = shared with
        {
            FailFast = shared.Headless,
            PicturePath = null,
            Recording = ClientOptions.Recording(parsed, parsed.Text(ClientOptions.Output) ?? DefaultFile),
        };
        ClientReport report = ClientRun.Run(settings, server: null, context);
        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output, "fathom.record/1");
        }

        return report.ExitCode;
    }

    private static OptionDefinition ForRecording(OptionDefinition option) => option.Name switch
    {
        ClientOptions.Output => option with { Help = "Record to this file.", ValueName = "FILE.fathom", Default = DefaultFile },
        ClientOptions.Record => option with { Hidden = true },
        _ => option,
    };
}
