using System;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Client.Presentation;
using Fathom.Client.Ui;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Sessions;

/// <summary>What a session says about the run itself: which server, and how the window begins. What stands on the command line wins.</summary>
internal static class SessionSettings
{
    /// <summary>The settings with what the session adds.</summary>
    /// <param name="path">Where it is saved.</param>
    /// <param name="file">What it says; null where there is no such file yet.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="settings">The settings without it.</param>
    public static ClientSettings Apply(string path, SessionFile? file, ParsedCommand parsed, ClientSettings settings)
    {
        settings = settings with { SessionPath = path, Session = file };
        if (file is null)
        {
            return settings;
        }

        if (parsed.Positionals.Count == 0 && file.StateUrl is { } server)
        {
            Uri state = ClientOptions.StreamUrl(server, "the session's server");
            CheckToken(path, state, parsed, settings.Token);
            settings = settings with
            {
                AskForServer = false,
                StateUrl = state,
                PixelUrl = parsed.IsSet(ClientOptions.PixelUrl) ? settings.PixelUrl : file.PixelUrl is { } pixels ? ClientOptions.StreamUrl(pixels, "the session's video") : ClientOptions.NextPort(state),
            };
        }

        PresenterPolicy? policy = file.Content["presenter"]?.AsText() switch
        {
            "latest" => PresenterPolicy.Latest,
            "fixed" => PresenterPolicy.Fixed,
            "adaptive" => PresenterPolicy.Adaptive,
            _ => null,
        };
        return settings with
        {
            Overlays = SessionOverlays.Joined(SessionOverlays.Read(file), settings.Overlays),
            Presenter = policy is { } chosen && !parsed.IsSet(ClientOptions.Presenter) ? settings.Presenter with { Policy = chosen } : settings.Presenter,
            Ui = settings.Ui with
            {
                Panels = settings.Ui.Panels && (file.Content["panels"]?.AsBool() ?? true),
                Theme = file.Content["theme"]?.AsText() is { } theme && !parsed.IsSet(ClientOptions.Theme) ? theme == UiTheme.Light.Name ? UiTheme.Light : UiTheme.Dark : settings.Ui.Theme,
            },
        };
    }

    /// <summary>Who wrote the file chose the server: a token that lies about in the environment is not for it.</summary>
    public static void CheckToken(string path, Uri state, ParsedCommand parsed, string? token)
    {
        if (token is not null && !state.IsLoopback && parsed[ClientOptions.TokenFile].Origin != OptionOrigin.CommandLine)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"The token is not sent to {state.Authority}.",
                $"That address stands in {path}, which somebody else may have written; the token comes from the environment or the configuration file.",
                $"If you trust it, say the address yourself: fathom connect {state} --session {path}");
        }
    }
}
