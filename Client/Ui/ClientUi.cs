using System;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>
/// The window's interface: gives each event to the panels first and to the picture when they do not take it, says where the picture
/// goes, and draws everything around it. Nothing is drawn while nothing changes.
/// </summary>
/// <remarks>Threads: main thread. Ownership: of its canvas; disposed before the window.</remarks>
internal sealed class ClientUi : IUserInput, IFrameOverlay, IInputSource, IDisposable
{
    private const double LeastSecondsBetweenDraws = 1 / 60.0;
    private const double LeaveSeconds = 2;

    private readonly IRenderWindow _window;
    private readonly InputParts _parts;
    private readonly TimeProvider _time;
    private readonly UiSettings _settings;
    private readonly ShapeCanvas _canvas;
    private readonly MeasuringCanvas _measure;
    private readonly InputBindings _bindings;
    private readonly UiShortcuts _shortcuts;
    private readonly UiChanges _changes;
    private readonly AxisPlayer _player;
    private readonly MainView _view;
    private readonly FilesModel _files;
    private readonly ServerWishes _wishes;
    private readonly ProbeModel _probe;
    private readonly WizardPictures _pictures;
    private readonly StatsModel _stats;
    private long _now;
    private double _drawnAt;
    private readonly PresenterPilot _pilot;
    private double _leaveUntil;
    private long _noticed;
    private bool _isDirty = true;

    /// <summary>Creates the interface of a window; fails with what to install where text cannot be drawn.</summary>
    public ClientUi(IRenderWindow window, InputParts parts, UiSettings settings, TimeProvider time)
    {
        _window = window;
        _parts = parts;
        _time = time;
        _settings = settings;
        _canvas = new ShapeCanvas(window);
        _measure = new MeasuringCanvas(_canvas);
        _pictures = new WizardPictures(window);
        _player = new AxisPlayer(parts.State, parts.Intents, parts.Presenter, time);
        _wishes = new ServerWishes(parts, settings.FollowsSize);
        _files = new FilesModel(parts.Commands, parts.Wake);
        _probe = new ProbeModel(parts.State, parts.Commands, parts.Wake);
        _stats = new StatsModel(parts.State, parts.Intents, parts.Commands, parts.Wake);
        var panels = new UiParts(parts.State, parts.Intents, _player, parts.Counters, settings.Server, parts.RetryNow, time)
        {
            Files = _files,
            Probe = _probe,
            Stats = _stats,
            Drive = _wishes.Drive,
            LastHeard = parts.LastHeard,
            Reload = Reload,
            Overlays = parts.Overlays,
            Wake = parts.Wake,
        };
        _view = new MainView(panels, settings);
        _view.Gui.Clipboard = new UiClipboard(() => window.Clipboard, text => window.Clipboard = text);
        _pilot = panels.Pilot;
        _bindings = new InputBindings(parts.Intents, parts.State, this);
        _shortcuts = new UiShortcuts(_view, parts, _player, Reload);
        _changes = new UiChanges(parts.State, parts.Intents);
    }

    /// <summary>Panels and toolkit, for tests and pictures.</summary>
    public MainView Main => _view;

    /// <summary>The server's directories.</summary>
    public FilesModel Files => _files;

    /// <summary>The data's values under the pointer.</summary>
    public ProbeModel Probe => _probe;

    /// <summary>How the values of layers are distributed.</summary>
    public StatsModel Stats => _stats;

    /// <summary>What plays.</summary>
    public AxisPlayer Player => _player;

    /// <inheritdoc/>
    public double ContentScale => _settings.Scale > 0 ? _settings.Scale : Math.Max(0.5, _window.ContentScale);

    /// <inheritdoc/>
    public DrawOptions Options
    {
        get
        {
            ShapeRect area = Layout().Canvas;
            return new DrawOptions(_view.Options.Fit, _view.Gui.Theme.Canvas)
            {
                Area = new PictureArea((int)area.X, (int)area.Y, (int)area.Width, (int)area.Height),
                Shift = _parts.Intents.Camera.Prediction.Shift,
            };
        }
    }

    /// <summary>Where the picture would stand if nothing were predicted: what the server counts in.</summary>
    public ViewTransform View
    {
        get
        {
            LoopState state = _parts.State;
            DrawOptions options = Options with { Shift = default };
            return state.Drawn.IsNull
                ? default
                : ViewTransform.Place(state.Drawn.Info.Width, state.Drawn.Info.Height, _window.FramebufferWidth, _window.FramebufferHeight, options);
        }
    }

    /// <inheritdoc/>
    public bool TryDequeue(out InputEvent input) => _window.TryDequeue(out input);

    /// <inheritdoc/>
    public void Read(long now)
    {
        _now = now;
        _player.Tick(now);
        while (TryDequeue(out InputEvent input))
        {
            _parts.Intents.Book.NoteInput(input.At);
            Handle(input);
            _isDirty = true;
        }

        _pilot.Drag(_bindings.IsDragging || !_view.Gui.Active.IsNone);
        _wishes.TellSize(Layout().Canvas, ContentScale);
        double seconds = Seconds(now);
        _isDirty |= TakeFiles() | _view.Overlays?.Drain() == true | _view.Calibration.Update() | _probe.Update(seconds) | _stats.Drain() | _changes.Check() | _view.Life.Update(now) | (_noticed != _view.Notices.Version) | _view.Figures.Update(seconds, now) | (seconds >= _view.Gui.RedrawAt);
        if (_isDirty && seconds - _drawnAt >= LeastSecondsBetweenDraws)
        {
            _parts.State.NeedsRedraw = true;
        }
    }

    /// <inheritdoc/>
    public void OnShown(in FrameInfo info)
    {
        _parts.Intents.Camera.Prediction.OnShown(info);
        _probe.OnShown();
    }

    /// <inheritdoc/>
    public void Draw(ViewTransform view)
    {
        _isDirty = false;
        _noticed = _view.Notices.Version;
        _view.Picture = view;
        _pictures.Draw(_view.Calibration, _parts.State, view, _view.Gui.Theme.Canvas);
        _canvas.Begin();
        Pass(_canvas, default);
        _canvas.End();
        _drawnAt = Seconds(_now);
    }

    /// <inheritdoc/>
    public long? NextDue(long now)
    {
        double due = _isDirty ? _drawnAt + LeastSecondsBetweenDraws : _view.Gui.RedrawAt;
        if (_parts.State.FirstShownAt != 0 && _view.Figures.Fps > 0)
        {
            due = Math.Min(due, _view.Figures.DueAt);
        }

        due = Math.Min(due, _probe.DueAt);
        long? at = double.IsFinite(due) ? (long)(due * _time.TimestampFrequency) : null;
        return _player.NextDue(now) is { } play && (at is null || play < at) ? play : at;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Calibration.Dispose();
        _pictures.Dispose();
        _canvas.Dispose();
    }

    /// <summary>Loads the dataset that the server shows once more: that starts a renderer which has stopped.</summary>
    private void Reload()
    {
        if (_parts.State.View.Scene.SourcePath is not { Length: > 0 } path)
        {
            _view.Notices.Say("The server does not say what it shows: nothing can be loaded again.", isBad: true);
        }
        else if (!_files.CanLoad)
        {
            _view.Notices.Say("This server takes no requests to load a dataset.", isBad: true);
        }
        else
        {
            _view.Notices.Say($"Loading {path} again…");
            _files.Load(path);
        }
    }

    /// <summary>Takes the server's answer about its files. Where no dialog shows it, it is said.</summary>
    private bool TakeFiles()
    {
        if (!_files.Drain())
        {
            return false;
        }

        if (!_view.IsFilesOpen && (_files.Error ?? _files.Loaded) is { } text)
        {
            _view.Notices.Say(_files.Error is null ? $"{text} is loaded." : text, _files.Error is not null);
        }

        return true;
    }

    private void Handle(in InputEvent input)
    {
        if (input.Kind == InputKind.Drop)
        {
            _view.Drop(input.Dropped);
            return;
        }

        bool isPictures = _bindings.IsDragging && input.Kind is InputKind.MouseMove or InputKind.MouseUp;
        if (!isPictures && Pass(_measure, input))
        {
            return;
        }

        if (input is { Kind: InputKind.KeyDown, Key: Key.Q } && !_view.Gui.Popup.IsNone)
        {
            // Where something is open, a letter was meant for it.
            return;
        }

        if (input is { Kind: InputKind.KeyDown, Key: Key.Escape } && Seconds(_now) > _leaveUntil)
        {
            // One too many, after closing something, must not end the work of an hour.
            _leaveUntil = Seconds(_now) + LeaveSeconds;
            _view.Notices.Say("Escape once more leaves Fathom; so does Q.");
            return;
        }

        if (input.Kind != InputKind.KeyDown || !_shortcuts.Press(input, _now))
        {
            if (input.Kind == InputKind.Scroll && _view.Calibration.IsOpen)
            {
                // Who picks points looks closer; the planes have their sliders and keys.
                _bindings.Handle(input with { Modifiers = input.Modifiers | KeyModifiers.Control });
                return;
            }

            if (input.Kind == InputKind.Scroll && (input.Modifiers & KeyModifiers.Control) == 0)
            {
                _player.Stop();
            }

            _bindings.Handle(input);
        }
    }

    private bool Pass(IShapeCanvas canvas, in InputEvent input) =>
        _view.Pass(canvas, _window.FramebufferWidth, _window.FramebufferHeight, (float)ContentScale, Seconds(_now), _now, input);

    private UiLayout Layout() => _view.Layout(_window.FramebufferWidth, _window.FramebufferHeight, (float)ContentScale);

    private double Seconds(long timestamp) => timestamp / (double)_time.TimestampFrequency;
}
