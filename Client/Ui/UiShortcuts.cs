using System;
using System.Collections.Immutable;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Playback;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Keys that act on the window rather than on the picture alone. They get what no text field and no control took.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class UiShortcuts
{
    private readonly MainView _view;
    private readonly InputParts _parts;
    private readonly AxisPlayer _player;
    private readonly Action _reload;

    /// <summary>Creates the keys.</summary>
    public UiShortcuts(MainView view, InputParts parts, AxisPlayer player, Action reload)
    {
        _reload = reload;
        _view = view;
        _parts = parts;
        _player = player;
    }

    /// <summary>A key went down. True when it meant something here.</summary>
    public bool Press(in InputEvent input, long now)
    {
        const KeyModifiers Chords = KeyModifiers.Control | KeyModifiers.Alt | KeyModifiers.Super;
        return (input.Modifiers & Chords) switch
        {
            KeyModifiers.None => Plain(input, now),
            KeyModifiers.Control => WithControl(input.Key, (input.Modifiers & KeyModifiers.Shift) != 0),
            KeyModifiers.Alt => WithAlt(input.Key),
            _ => false,
        };
    }

    private bool Plain(in InputEvent input, long now)
    {
        switch (input.Key)
        {
            case Key.F1:
            case Key.Slash when (input.Modifiers & KeyModifiers.Shift) != 0:
                HelpSheet.Toggle(_view.Gui);
                return true;
            case Key.F5:
                _reload();
                return true;
            case Key.P when _parts.Replay is { } replay && !input.IsRepeat:
                replay.TogglePause();
                return true;
            case Key.Period when _parts.Replay is { } replay:
                replay.Step();
                return true;
            case Key.H:
                _view.Options.Panels = !_view.Options.Panels;
                return true;
            case Key.T:
                _view.Gui.Theme = ReferenceEquals(_view.Gui.Theme, UiTheme.Dark) ? UiTheme.Light : UiTheme.Dark;
                return true;
            case Key.B:
                _view.Options.ScaleBar = _view.Options.Axes = !_view.Options.ScaleBar;
                return true;
            case Key.C:
                _view.Copy(statistics: false);
                return true;
            case Key.K:
                _view.Calibration.OpenTopmost();
                return true;
            case Key.V:
                _view.Layers.ToggleVisible();
                return true;
            case Key.Space when !input.IsRepeat:
                // Whatever plays is stopped, also when another axis is chosen.
                _player.Toggle(_player.IsPlaying ? _player.Axis : _view.Dims.Current, now);
                return true;
            case Key.Left or Key.Right or Key.Up or Key.Down or Key.PageUp or Key.PageDown:
                _player.Stop();
                return false;
            default:
                return false;
        }
    }

    private bool WithControl(Key key, bool isShifted)
    {
        switch (key)
        {
            case Key.Y:
                bool isVolume = _parts.Intents.Shown(IntentQueue.Displayed) is { } shown && shown.TryGetInt64(out long count) && count >= 3;
                _parts.Intents.Set(IntentQueue.Displayed, isVolume ? 2 : 3);
                return true;
            case Key.T or Key.E:
                ChangeAxes(key == Key.T);
                return true;
            case Key.C:
                _view.Copy(isShifted);
                return true;
            case Key.S:
                _parts.SaveSession();
                return true;
            case Key.O:
                _view.OpenFiles();
                return true;
            case Key.Z:
                return _view.Overlays?.Undo() == true;
            case Key.R:
                _parts.Intents.Camera.Reset();
                return true;
            default:
                return false;
        }
    }

    private void ChangeAxes(bool transposes)
    {
        if (!DimsKeys.AreTaken(_parts.State))
        {
            _view.Notices.Say("This server does not change which axes the picture has.", isBad: true);
            return;
        }

        ImmutableArray<int> order = DimsKeys.OrderOf(_parts.State, _parts.Intents);
        _parts.Intents.Set(DimsKeys.Order, DimsKeys.ValueOf(transposes ? DimsKeys.Transpose(order) : DimsKeys.Roll(order, _parts.State.View.Dims)));
    }

    private bool WithAlt(Key key)
    {
        if (key == Key.S)
        {
            _parts.SavePicture();
            return true;
        }

        if (key == Key.O)
        {
            _view.AddOverlay();
            return true;
        }

        if (key == Key.D)
        {
            _parts.DumpFlight();
            return true;
        }

        if (key == Key.P)
        {
            _view.Options.Stages = !_view.Options.Stages;
            return true;
        }

        if (key is not (Key.Up or Key.Down))
        {
            return false;
        }

        _view.Dims.ChooseNext(key == Key.Down ? 1 : -1);
        return true;
    }
}
