using System;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Specs;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Calibrates a video in the window: its frame beside the live scene, points in both, and what comes of them at once.</summary>
/// <remarks>Threads: main thread. Knows no GL: what lies below the shapes is drawn by <see cref="WizardPictures"/>. Ownership: of the video that is open.</remarks>
internal sealed class CalibrationView : IDisposable
{
    private readonly UiParts _parts;
    private readonly Action _wake;
    private readonly WizardAsk _ask = new();
    private readonly FileDialog _tables;
    private readonly LocalFilesModel _files;
    private WizardPanel? _panel;
    private LocalFrame _frame;
    private string _folder = ".";

    /// <summary>Creates the view; it is closed.</summary>
    /// <param name="parts">What it shows and acts on.</param>
    /// <param name="wake">Wakes the main thread. Any thread.</param>
    public CalibrationView(UiParts parts, Action wake)
    {
        _parts = parts;
        _wake = wake;
        _files = new LocalFilesModel(Environment.CurrentDirectory, null, Import, wake);
        _tables = new FileDialog(_files, new FileDialogWords("wizard.tables", "Landmarks from a table", "A folder or a table (CSV) with the columns px, py, x, y", "No table here."));
    }

    /// <summary>Whether a video is being calibrated.</summary>
    public bool IsOpen => Session is not null;

    /// <summary>The calibration that is under way; null for none.</summary>
    public WizardSession? Session { get; private set; }

    /// <summary>The video's frame in it.</summary>
    public WizardFramePane? FramePane { get; private set; }

    /// <summary>The scene in it.</summary>
    public WizardScenePane? ScenePane { get; private set; }

    /// <summary>How the window is divided for it.</summary>
    public WizardLayout Layout { get; private set; }

    /// <summary>The overlay that the wizard shows itself; null for none.</summary>
    public string? Held => Session?.Spec.Id;

    /// <summary>Whether it is to begin as soon as there is a scene.</summary>
    public bool BeginsAtStart { get; set; }

    /// <summary>Begins with a video. What is under way already stays when something of it would be lost.</summary>
    public void Open(VideoOverlaySpec spec)
    {
        if (Session?.Wizard is { IsDirty: true })
        {
            _parts.Notices.Say("Save or leave the calibration that is under way first.", isBad: true);
            return;
        }

        if (_parts.State.Dims is not { } dims)
        {
            _parts.Notices.Say("There is no scene yet to calibrate for.", isBad: true);
            return;
        }

        SceneFacts scene = SceneFactsReader.Read(dims, _parts.State.View.Layers);
        try
        {
            scene.CheckFlat(spec.Id);
        }
        catch (FathomException told)
        {
            _parts.Notices.Say($"{told.What} {told.Why} {told.How}", isBad: true);
            return;
        }

        Close();
        int first = _parts.Overlays?.Find(spec.Id) is { ShownFrame: >= 0 } item ? item.ShownFrame : 0;
        Session = new WizardSession(spec, scene, WizardScenePane.DisplayedOf(_parts.State), first, _wake);
        FramePane = new WizardFramePane(Session);
        ScenePane = new WizardScenePane(Session, _parts);
        _panel = new WizardPanel(Session);

        // What moves cannot be picked; who wants it to go on starts it again.
        _parts.Player.Stop();
        _folder = Path.GetDirectoryName(Path.GetFullPath(spec.Path)) ?? ".";
    }

    /// <summary>Begins with the topmost video that lies over the scene, if there is one.</summary>
    public void OpenTopmost()
    {
        if (_parts.Overlays?.Items.Select(static item => item.Spec).OfType<VideoOverlaySpec>().LastOrDefault() is { } spec)
        {
            Open(spec);
        }
        else
        {
            _parts.Notices.Say("No video lies over the scene that could be calibrated. Drop one on the window, or start with --overlay FILE.", isBad: true);
        }
    }

    /// <summary>Takes what came meanwhile. True when something has to be drawn.</summary>
    public bool Update()
    {
        if (Session is not { } session)
        {
            return BeginAtStart();
        }

        bool changed = _files.Drain();
        bool isFirst = session.Wizard is null && (session.Frames.Count > 0 || session.Frames.Error is not null);
        if (session.Begin() is { } trouble)
        {
            _parts.Notices.Say(trouble, isBad: true);
        }

        if (!session.Frames.TryTake(out LocalFrame frame, out string? why))
        {
            return changed | isFirst;
        }

        session.FrameTrouble = why;
        if (!frame.IsNull)
        {
            _frame.Dispose();
            _frame = frame;
        }

        return true;
    }

    /// <summary>A frame that came since it was asked last; the caller disposes it.</summary>
    public bool TryTakeFrame(out LocalFrame frame)
    {
        (frame, _frame) = (_frame, default);
        return !frame.IsNull;
    }

    /// <summary>Divides the window; as it is otherwise, while nothing is calibrated.</summary>
    public UiLayout Divide(int width, int height, float scale, in UiLayout plain)
    {
        if (Session is null)
        {
            return plain;
        }

        Layout = WizardLayout.Divide(width, height, scale, plain);
        return new UiLayout(Layout.Panel, Layout.Dims, Layout.Status, Layout.Scene);
    }

    /// <summary>Runs everything but what opens above it.</summary>
    public void Run(Gui gui, in ViewTransform picture)
    {
        if (Session is not { } session)
        {
            return;
        }

        _panel!.Run(gui, Layout.Panel);
        WizardFrameBar.Run(gui, Layout.FrameBar, session);
        if (session.Wizard is null)
        {
            gui.Shield(Layout.Frame);
            if (_panel.Wish == WizardWish.Leave || (gui.HasEvent(InputKind.KeyDown) && gui.Event.Key is Key.Escape or Key.Q && gui.Take()))
            {
                Close();
            }

            return;
        }

        gui.Canvas.FillBehind(Layout.Gap, gui.Theme.Line);
        FramePane!.Run(gui, Layout.Frame);
        ScenePane!.Run(gui, Layout.Scene, picture);
        WizardWish wish = _panel.Wish == WizardWish.None ? WizardKeys.Press(gui, session, FramePane) : _panel.Wish;
        Act(gui, session, wish);
    }

    /// <summary>Runs what opens above everything.</summary>
    public void RunPopups(Gui gui)
    {
        if (Session is not null)
        {
            _ask.Run(gui);
            _tables.Run(gui);
        }
    }

    /// <summary>Takes the landmarks of a table.</summary>
    public void Import(string path)
    {
        if (Session?.Wizard is not { } wizard)
        {
            return;
        }

        FathomException? told = wizard.Import(path);
        _parts.Notices.Say(told is null ? $"{wizard.Draft.Pairs.Length} landmarks of {Path.GetFileName(path)}." : $"{told.What} {told.Why} {told.How}", told is not null);
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private void Act(Gui gui, WizardSession session, WizardWish wish)
    {
        switch (wish)
        {
            case WizardWish.Leave when session.Wizard!.IsDirty:
                _ask.Ask(gui, "Leave without saving?", "What was picked would be lost.", ("Stay", static () => { }), ("Leave", Close));
                break;
            case WizardWish.Leave:
                Close();
                break;
            case WizardWish.Save when session.Wizard!.Preview is null:
                _parts.Notices.Say(session.Wizard.Result.Refusal!.How, isBad: true);
                break;
            case WizardWish.Save when File.Exists(session.UsualPath):
                _ask.Ask(gui, "Replace the calibration?", $"{session.UsualPath} is there already.", ("Replace", () => Save(session, session.UsualPath)), ("Save as…", () => AskPath(gui, session)));
                break;
            case WizardWish.Save:
                Save(session, session.UsualPath);
                break;
            case WizardWish.SaveAs when session.Wizard!.Preview is not null:
                AskPath(gui, session);
                break;
            case WizardWish.Import:
                _files.List(_files.Path ?? _folder);
                _tables.Toggle(gui);
                break;
        }
    }

    private void AskPath(Gui gui, WizardSession session) => _ask.AskPath(
        gui, "Save the calibration", "Where to? Beside the video it is found again by itself.", Path.GetFullPath(session.UsualPath), "Save", path => SaveElsewhere(gui, session, Path.GetFullPath(path, _folder)));

    private void SaveElsewhere(Gui gui, WizardSession session, string path)
    {
        if (File.Exists(path))
        {
            _ask.Ask(gui, "Replace the file?", $"{path} is there already.", ("Replace", () => Save(session, path)), ("Back", () => AskPath(gui, session)));
        }
        else
        {
            Save(session, path);
        }
    }

    private void Save(WizardSession session, string path)
    {
        if (session.Wizard!.Save(path) is { } told)
        {
            _parts.Notices.Say($"{told.What} {told.Why} {told.How}", isBad: true);
            return;
        }

        VideoOverlaySpec spec = session.Spec with { CalibrationPath = Path.GetFullPath(path) == Path.GetFullPath(session.UsualPath) ? session.Spec.CalibrationPath : path };
        Close();
        _parts.Notices.Say($"The calibration is saved in {path}.");
        _parts.Overlays?.Replace(spec);
    }

    /// <summary>Begins once there is a scene, where the user asked for it.</summary>
    private bool BeginAtStart()
    {
        if (!BeginsAtStart || _parts.State.Drawn.IsNull || _parts.State.View.Layers.Layers.IsEmpty)
        {
            return false;
        }

        BeginsAtStart = false;
        OpenTopmost();
        return true;
    }

    private void Close()
    {
        _frame.Dispose();
        _frame = default;
        Session?.Dispose();
        (Session, FramePane, ScenePane, _panel) = (null, null, null, null);
    }
}
