using System;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Configuration;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>All panels of the window, and the order in which they get an event and are drawn.</summary>
/// <remarks>Threads: main thread. Knows no GL: it runs on any canvas.</remarks>
internal sealed class MainView
{
    private readonly UiParts _parts;
    private readonly DimsPanel _dims;
    private readonly LayerPanel _layers;
    private readonly PresenterPopup _presenter;
    private readonly StatusLine _status;
    private readonly PictureOverlays _overlays;
    private readonly StagePanel _stages;
    private readonly ConnectionBanner _banner;
    private readonly CursorReadout _cursor;
    private readonly FileDialog? _dialog;
    private readonly FileDialog? _overlayFiles;
    private readonly OverlayMarks? _overlayMarks;
    private ShapeRect _canvasArea;

    /// <summary>Creates the view.</summary>
    public MainView(UiParts parts, UiSettings settings)
    {
        _parts = parts;
        Options = new ViewOptions { Panels = settings.Panels };
        Gui.Theme = settings.Theme;
        Figures = new Figures(parts.State, parts.Counters);
        _dims = new DimsPanel(parts);
        _presenter = new PresenterPopup(parts, Figures, parts.Pilot);
        if (parts.Overlays is { } stack)
        {
            Overlays = new OverlaysModel(stack, parts.Notices, Environment.CurrentDirectory, ProcessEnvironment.Get("HOME"), parts.Wake);
            _overlayFiles = new FileDialog(Overlays.Files, FileDialogWords.Overlays);
            _overlayMarks = new OverlayMarks(parts, Overlays);
        }

        _layers = new LayerPanel(parts, Options, _presenter, Overlays) { AddOverlay = AddOverlay };
        _status = new StatusLine(parts, Figures);
        _overlays = new PictureOverlays(parts, Options);
        _stages = new StagePanel(parts, Options);
        _cursor = new CursorReadout(parts);
        Life = new ConnectionLife(parts.State, parts.Intents, parts.Counters, parts.LastHeard);
        _banner = new ConnectionBanner(parts, Figures, Life);
        _dialog = parts.Files is { } files ? new FileDialog(files, FileDialogWords.Server) : null;
        Calibration = new CalibrationView(parts, parts.Wake) { BeginsAtStart = settings.Calibrates };
        if (Overlays is { } overlays)
        {
            overlays.Calibrate = Calibration.Open;
        }

        _layers.OpenFiles = _banner.OpenFiles = OpenFiles;
    }

    /// <summary>The toolkit.</summary>
    public Gui Gui { get; } = new();

    /// <summary>How this window shows what comes.</summary>
    public ViewOptions Options { get; }

    /// <summary>The figures of the status line.</summary>
    public Figures Figures { get; }

    /// <summary>How the connection lives.</summary>
    public ConnectionLife Life { get; }

    /// <summary>What is said for a moment.</summary>
    public UiNotices Notices => _parts.Notices;

    /// <summary>The axes.</summary>
    public DimsPanel Dims => _dims;

    /// <summary>The layers.</summary>
    public LayerPanel Layers => _layers;

    /// <summary>Calibrates a video.</summary>
    public CalibrationView Calibration { get; }

    /// <summary>Where the picture on the screen stands.</summary>
    public ViewTransform Picture { get; set; }

    /// <summary>Opens the server's files.</summary>
    public void OpenFiles() => _dialog?.Toggle(Gui);

    /// <summary>The overlays; null where none can be drawn.</summary>
    public OverlaysModel? Overlays { get; }

    /// <summary>Opens the folders of this machine, for videos and tracks.</summary>
    public void AddOverlay() => _overlayFiles?.Toggle(Gui);

    /// <summary>Adds what was let fall on the window.</summary>
    public void Drop(DroppedFiles? dropped)
    {
        if (Calibration.IsOpen && dropped is { Paths: [var table] } && OverlayFileKinds.Of(table) == OverlayFileKind.Tracks)
        {
            // Landmarks that somebody has noted.
            Calibration.Import(table);
        }
        else if (Overlays is { } overlays)
        {
            overlays.Drop(dropped);
        }
        else
        {
            Notices.Say("Nothing can be laid over the picture in this window.", isBad: true);
        }
    }

    /// <summary>Copies where the picture stands, or how it came.</summary>
    public void Copy(bool statistics)
    {
        string text = statistics ? CopyTexts.Statistics(_parts, Figures) : CopyTexts.Place(_parts.State, _parts.World, _cursor.Run(Gui, _canvasArea, Picture));
        Gui.Clipboard.Write(text);
        _parts.Notices.Say(statistics ? "Copied: what the connection and the picture are like." : $"Copied: {text}");
    }

    /// <summary>Whether they are open.</summary>
    public bool IsFilesOpen => _dialog?.IsOpen(Gui) == true;

    /// <summary>Divides the window.</summary>
    public UiLayout Layout(int width, int height, float scale) =>
        Calibration.Divide(width, height, scale, UiLayout.Divide(width, height, scale, _dims.Rows, Options.Panels || Calibration.IsOpen));

    /// <summary>One pass: for an event, or for drawing. True when the event was taken.</summary>
    public bool Pass(IShapeCanvas canvas, int width, int height, float scale, double seconds, long now, in InputEvent input)
    {
        UiLayout layout = Layout(width, height, scale);
        _parts.World.Update(_parts.State.View.Layers);
        _canvasArea = layout.Canvas;
        Gui.Begin(canvas, width, height, scale, seconds, input);
        Gui.PushClip(layout.Canvas);
        if (!Calibration.IsOpen)
        {
            _overlayMarks?.Run(Gui, layout.Canvas, Picture);
        }

        _overlays.Run(Gui, layout.Canvas, Picture);
        _stages.Run(Gui, layout.Canvas);
        _banner.Run(Gui, layout.Canvas);
        NoticeLine.Run(Gui, layout.Canvas, _parts.Notices);
        Gui.PopClip();
        if (!Calibration.IsOpen)
        {
            _layers.Run(Gui, layout.Dock, now);
        }

        _dims.Run(Gui, layout.Dims, now);
        _status.Run(Gui, layout.Status, _cursor.Run(Gui, layout.Canvas, Picture));
        Calibration.Run(Gui, Picture);
        _dims.RunPopup(Gui, now);
        _presenter.Run(Gui);
        HelpSheet.Run(Gui);
        _dialog?.Run(Gui);
        _overlayFiles?.Run(Gui);
        Calibration.RunPopups(Gui);
        Gui.List.Run(Gui);
        Gui.DrawTip();
        if (Gui.Complaint is { } complaint)
        {
            _parts.Notices.Say(complaint, isBad: true);
        }

        return Gui.End();
    }
}
