using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The part of the dock about the view: plane or volume, fit, level, how finely volumes are sampled.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class ViewRows
{
    private static readonly string[] s_displays = ["2D", "3D"];
    private static readonly string[] s_fits = ["Fit", "Fill", "1:1"];
    private static readonly string[] s_cameras = ["Parallel", "Perspective"];
    private static readonly string[] s_shortCameras = ["Parallel", "Angle"];
    private static readonly PropertyKey s_sampleStep = new("volume", "main", "sample_step");

    private readonly UiParts _parts;
    private readonly ViewOptions _options;
    private readonly PropertyRows _rows;
    private readonly PresenterPopup _presenter;
    private readonly List<string> _levels = [];
    private ImmutableArray<ImmutableArray<int>> _shapes = [];

    /// <summary>Creates the rows.</summary>
    public ViewRows(UiParts parts, ViewOptions options, PropertyRows rows, PresenterPopup presenter)
    {
        _presenter = presenter;
        _parts = parts;
        _options = options;
        _rows = rows;
    }

    /// <summary>Runs the rows.</summary>
    public void Run(Gui gui)
    {
        _rows.Heading(gui, "VIEW");
        if (_parts.State.Dims is not { } dims)
        {
            gui.Label(_rows.Plain(gui), "Waiting for the server", gui.Theme.Dim);
            return;
        }

        if (_parts.State.View.Drive is { IsDriver: false } && _parts.Drive is { } drive)
        {
            ShapeRect watching = _rows.Named(gui, "Watching");
            if (gui.Button(new UiId("view.drive"), watching.Inset(0, gui.Px(2)), "Take the wheel", "Somebody else drives: what you change is refused until you do."))
            {
                drive();
            }
        }

        Display(gui, dims);
        int fit = (int)_options.Fit;
        ShapeRect row = _rows.Named(gui, "Picture");
        row.CutRight(gui.Px(14), out row);
        if (gui.Segments(new UiId("view.fit"), row.Inset(0, gui.Px(2)), s_fits, ref fit, "How the picture is laid into the window"))
        {
            _options.Fit = (FitMode)fit;
        }

        row = _rows.Named(gui, "Timing");
        row.CutRight(gui.Px(14), out row);
        _presenter.Button(gui, row.Inset(0, gui.Px(2)));
        Level(gui, dims);
        if (DimsKeys.AreTaken(_parts.State))
        {
            Axes(gui, dims);
            Camera(gui, dims);
        }

        if (dims.Ndisplay == 3)
        {
            _rows.Number(gui, s_sampleStep, 0, "Sampling", 1, 0.1, 4, 0.1, "0.0");
        }
    }

    /// <summary>Which axes the picture has, from down to right, and two ways to change them.</summary>
    private void Axes(Gui gui, NotifyDims dims)
    {
        ImmutableArray<int> order = DimsKeys.OrderOf(_parts.State, _parts.Intents);
        int shown = Math.Min(dims.Ndisplay, order.Length);
        ShapeRect row = _rows.Named(gui, "Axes");
        PropertyMark.Draw(gui, _parts, DimsKeys.Order, row.CutRight(gui.Px(14), out row), _rows.Now);
        if (gui.Button(new UiId("view.roll"), row.CutRight(gui.Px(48), out row).Inset(0, gui.Px(2)), "Roll", "The next axes come into the picture (Ctrl+E)"))
        {
            Set(DimsKeys.Roll(order, _parts.State.View.Dims));
        }

        row.CutRight(gui.Px(4), out row);
        if (gui.Button(new UiId("view.transpose"), row.CutRight(gui.Px(30), out row).Inset(0, gui.Px(2)), "⇄", "The last two axes of the picture change places (Ctrl+T)"))
        {
            Set(DimsKeys.Transpose(order));
        }

        ReadOnlySpan<char> text = default;
        for (int i = order.Length - shown; i < order.Length; i++)
        {
            text = gui.Scratch.Format($"{text}{(text.IsEmpty ? string.Empty : row.Width < gui.Px(40) ? " " : "×")}{DimsAxes.Label(dims, order[i])}");
        }

        gui.Label(row, text, gui.Theme.Text);
        _rows.Reason(gui, DimsKeys.Order);
    }

    /// <summary>How a volume is seen: with parallel rays, or with an angle of view.</summary>
    private void Camera(Gui gui, NotifyDims dims)
    {
        const double Usual = 45;
        if (dims.Ndisplay != 3)
        {
            return;
        }

        double? told = _parts.Intents.Shown(DimsKeys.FieldOfView) is { } known && known.TryGetDouble(out double asked) ? asked : _parts.State.View.Camera.Volume?.FieldOfView;
        double degrees = told ?? 0;

        // Before the server has said how it looks, neither is chosen, and either can be.
        int choice = told is null ? -1 : degrees > 0 ? 1 : 0;
        ShapeRect row = _rows.Named(gui, "Camera");
        PropertyMark.Draw(gui, _parts, DimsKeys.FieldOfView, row.CutRight(gui.Px(14), out row), _rows.Now);
        bool changed = gui.Segments(new UiId("view.camera"), row.Inset(0, gui.Px(2)), row.Width < gui.Px(150) ? s_shortCameras : s_cameras, ref choice, "Parallel rays, or nearer things larger");
        degrees = !changed ? degrees : choice == 0 ? 0 : Usual;

        if (degrees > 0)
        {
            row = _rows.Named(gui, "View angle");
            row.CutRight(gui.Px(14), out row);
            ShapeRect field = row.CutRight(gui.Px(34), out row);
            changed |= gui.Slider(new UiId("view.fov"), row, ref degrees, 1, 120, 1);
            changed |= gui.NumberField(new UiId("view.fov.text"), field.Inset(0, gui.Px(3)), ref degrees, "0", UiAlign.Right, "Degrees from the top to the bottom of the picture", isQuiet: true);
        }

        if (changed)
        {
            _parts.Intents.Set(DimsKeys.FieldOfView, new NumberValue(Math.Clamp(degrees, 0, 120)));
        }

        _rows.Reason(gui, DimsKeys.FieldOfView);
    }

    private void Set(ImmutableArray<int> order) => _parts.Intents.Set(DimsKeys.Order, DimsKeys.ValueOf(order));

    private void Display(Gui gui, NotifyDims dims)
    {
        int shown = _parts.Intents.Shown(IntentQueue.Displayed) is { } value && value.TryGetInt64(out long count) ? (int)count : dims.Ndisplay;
        int chosen = shown >= 3 ? 1 : 0;
        ShapeRect row = _rows.Named(gui, "Display");
        ShapeRect mark = row.CutRight(gui.Px(14), out row);
        ShapeRect reset = row.CutRight(gui.Px(56), out row);
        if (gui.Segments(new UiId("view.display"), row.Inset(0, gui.Px(2)) with { Width = row.Width - gui.Px(6) }, s_displays, ref chosen, "Plane or volume (Ctrl+Y)"))
        {
            _parts.Intents.Set(IntentQueue.Displayed, chosen == 1 ? 3 : 2);
        }

        if (gui.Button(new UiId("view.reset"), reset.Inset(0, gui.Px(2)), "Reset", "Shows all of it again (Home)"))
        {
            _parts.Intents.Camera.Reset();
        }

        PropertyMark.Draw(gui, _parts, IntentQueue.Displayed, mark, _rows.Now);
        _rows.Reason(gui, IntentQueue.Displayed);
    }

    private void Level(Gui gui, NotifyDims dims)
    {
        if (dims.LevelShapes.Length < 2)
        {
            return;
        }

        if (!_shapes.Equals(dims.LevelShapes))
        {
            _shapes = dims.LevelShapes;
            _levels.Clear();
            for (int i = 0; i < _shapes.Length; i++)
            {
                _levels.Add(string.Create(CultureInfo.InvariantCulture, $"{i}: {string.Join('×', _shapes[i])}"));
            }
        }

        int level = _parts.Intents.Shown(IntentQueue.Level) is { } value && value.TryGetInt64(out long wanted) ? (int)wanted : dims.CurrentLevel;
        ShapeRect row = _rows.Named(gui, dims.Downgraded == true ? "Level (low)" : "Level");
        PropertyMark.Draw(gui, _parts, IntentQueue.Level, row.CutRight(gui.Px(14), out row), _rows.Now);
        if (gui.Choice(new UiId("view.level"), row.Inset(0, gui.Px(2)), _levels, ref level, string.Empty, "The level of detail; 0 is the finest"))
        {
            _parts.Intents.Set(IntentQueue.Level, level);
        }

        _rows.Reason(gui, IntentQueue.Level);
    }
}
