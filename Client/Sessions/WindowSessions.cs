using System;
using Fathom.Client.Hosting;
using Fathom.Client.Ui;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;

namespace Fathom.Client.Sessions;

/// <summary>Saves what a window looks at, when the user asks.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class WindowSessions
{
    private readonly ClientSettings _settings;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;

    /// <summary>Creates it.</summary>
    public WindowSessions(ClientSettings settings, TimeProvider time, Action<string> say)
    {
        _settings = settings;
        _time = time;
        _say = say;
    }

    /// <summary>Saves it over what was restored, and says where, or why not.</summary>
    public void Save(InputParts parts, ClientUi? ui)
    {
        SessionWindow? window = ui is null
            ? null
            : new SessionWindow(parts.Presenter.Tuning.Policy.ToString().ToLowerInvariant(), ui.Main.Options.Panels, ui.Main.Gui.Theme.Name);
        MapValue now = SessionSnapshot.Of(parts.State, parts.Intents, _settings.StateUrl, _settings.PixelUrl, window, _time.GetUtcNow());
        try
        {
            now = SessionOverlays.With(now, _settings.Session?.Path ?? _settings.SessionPath, parts.Overlays?.Specs ?? []);
            SessionFile file = _settings.Session is { } restored ? restored.With(now) : new SessionFile(_settings.SessionPath, now);
            file.Write();
            _say($"the session is in {file.Path}.");
        }
        catch (FathomException error)
        {
            _say($"the session could not be saved: {error.Why}");
        }
    }
}
