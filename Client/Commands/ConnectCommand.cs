using Fathom.Client.Hosting;
using Fathom.Client.Sessions;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Commands;

/// <summary>Shows what a running server has.</summary>
internal sealed class ConnectCommand : ICommand
{
    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        "fathom", "connect", "Show what a running server has.", [ClientOptions.SessionRow, .. ClientOptions.Endpoint, .. ClientOptions.Viewing])
    {
        Positionals = ["URL"],
        RequiredPositionals = 0,
        Examples =
        [
            ("fathom connect", "open a window that asks for the server, with those that were used before"),
            ("fathom connect ws://127.0.0.1:8081", "open a window on a server of this machine"),
            ("fathom connect ws://127.0.0.1:8081 --headless --seconds 5 --json", "receive for five seconds without a window and print a report"),
            ("fathom connect ws://127.0.0.1:8081 --headless --script tour.jsonl --json", "do what a script says and print what came of it"),
            ("fathom connect --session embryo.json", "come back to a session that was saved with Ctrl+S: its server, dataset, view and layers"),
            ("fathom connect ws://127.0.0.1:8081 --print-config", "print every setting and where it comes from"),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, CommandContext context)
    {
        string? sessionPath = parsed.Text(ClientOptions.Session);
        SessionFile? session = sessionPath is null ? null : SessionFile.TryRead(sessionPath);
        if (parsed.Positionals.Count == 0 && session?.StateUrl is null && (parsed.Flag(ClientOptions.Headless) || !RenderWindows.HasDisplay))
        {
            throw new FathomException(
                ExitCode.Usage, "Cannot connect.", "No server is named, and without a window nobody can be asked.", "Write for example fathom connect ws://127.0.0.1:8081.");
        }

        ClientSettings settings = ClientOptions.Connecting(parsed) with { FailFast = parsed.Flag(ClientOptions.Headless) };
        settings = sessionPath is null ? settings : SessionSettings.Apply(sessionPath, session, parsed, settings);
        ClientReport report = ClientRun.Run(settings, server: null, context);
        if (parsed.Flag(ClientOptions.Json))
        {
            report.Write(context.Output, "fathom.connect/1");
        }

        return report.ExitCode;
    }
}
