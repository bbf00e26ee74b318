using System;
using System.Collections.Generic;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Timing;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The controls of one overlay, in the dock where those of a layer stand otherwise.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayControls
{
    private static readonly string[] s_orders = ["Above", "Below"];

    private readonly OverlaysModel _model;
    private readonly PropertyRows _rows;
    private readonly OverlayFactRows _facts;
    private readonly List<string> _videos = [];
    private int _videosOf = -1;

    /// <summary>Creates the controls in the rows of a dock.</summary>
    public OverlayControls(OverlaysModel model, PropertyRows rows, OverlayFigures figures)
    {
        _model = model;
        _rows = rows;
        _facts = new OverlayFactRows(model, rows, figures);
    }

    /// <summary>Runs the rows of an overlay.</summary>
    public void Run(Gui gui, OverlayItem item)
    {
        Head(gui, item);
        States(gui, item);
        if (item.Error is { } error)
        {
            _rows.Text(gui, gui.Scratch.Format($"{error.What} {error.Why} {error.How}"), gui.Theme.Bad);
        }

        Buttons(gui, item);
        Look(gui, item);
        Clock(gui, item);
        if (item.Spec is TracksOverlaySpec tracks)
        {
            Tracks(gui, tracks);
        }

        if (item.Phase is OverlayPhase.Ready or OverlayPhase.HiddenInVolume)
        {
            _facts.Place(gui, item);
        }

        _facts.Warnings(gui, item);
    }

    /// <summary>The name, and what is done with the whole of it.</summary>
    private void Head(Gui gui, OverlayItem item)
    {
        _rows.Heading(gui, "CONTROLS");
        var row = new ShapeRect(_rows.Left, _rows.Y - gui.Px(24), _rows.Width, gui.Px(22));
        int index = _model.IndexOf(item), last = _model.Stack.Items.Count - 1;
        if (gui.Button(new UiId("overlay.remove"), row.CutRight(gui.Px(26), out row), "✕", "Takes it away; Ctrl+Z brings it back (Delete on its row)"))
        {
            _model.Remove(item);
        }

        row.CutRight(gui.Px(4), out row);
        if (gui.Button(new UiId("overlay.lower"), row.CutRight(gui.Px(26), out row), "↓", "Below the one under it (drag its row, or Shift+↓ on it)", isEnabled: index > 0))
        {
            _model.Shift(item, -1);
        }

        row.CutRight(gui.Px(4), out row);
        if (gui.Button(new UiId("overlay.raise"), row.CutRight(gui.Px(26), out row), "↑", "Above the one over it (drag its row, or Shift+↑ on it)", isEnabled: index < last))
        {
            _model.Shift(item, 1);
        }

        row.CutRight(gui.Px(6), out row);
        row.CutLeft(gui.Px(74), out row);
        gui.Label(row, item.Spec.Id, gui.Theme.Text, UiAlign.Left, gui.Bold);
        gui.Explain(new UiId("overlay.name"), row, item.Spec.Path);
    }

    /// <summary>All states, side by side as far as they find room.</summary>
    private void States(Gui gui, OverlayItem item)
    {
        OverlayState states = OverlayStates.Of(item);
        if (states == OverlayState.None)
        {
            return;
        }

        ShapeRect row = _rows.Plain(gui, 24);
        foreach (OverlayState state in OverlayStates.All)
        {
            if ((states & state) == 0)
            {
                continue;
            }

            ReadOnlySpan<char> word = state == OverlayState.Opening ? gui.Scratch.Format($"opening, {100 * item.Progress:0} %") : OverlayStates.Word(state);
            float width = gui.Canvas.Measure(word, gui.Small) + gui.Px(14);
            if (width > row.Width && row.Width < _rows.Width)
            {
                row = _rows.Plain(gui, 24);
            }

            ShapeRect pill = row.CutLeft(Math.Min(width, row.Width), out row).Inset(0, gui.Px(2));
            row.CutLeft(gui.Px(5), out row);
            ShapeColor color = OverlayStates.ColorOf(state, gui.Theme);
            gui.Canvas.StrokeRound(pill, pill.Height / 2, gui.Px(1), color);
            gui.Label(pill.Inset(gui.Px(4), 0), word, color, UiAlign.Center, gui.Small);
            gui.Explain(new UiId("overlay.pill", (int)state), pill, OverlayStates.Meaning(state));
        }
    }

    /// <summary>What would help it most.</summary>
    private void Buttons(Gui gui, OverlayItem item)
    {
        if (item.Phase == OverlayPhase.Failed && gui.Button(
            new UiId("overlay.again"), _rows.Plain(gui).Inset(0, gui.Px(2)), "Look again", "Opens its file and its calibration once more"))
        {
            _model.Change(item.Spec);
        }

        bool mayCalibrate = item.Spec is VideoOverlaySpec && item.Phase != OverlayPhase.Opening && (item.Phase != OverlayPhase.Failed || item.Reader is not null);
        if (mayCalibrate && _model.Calibrate is { } calibrate && gui.Button(
            new UiId("overlay.calibrate"),
            _rows.Plain(gui).Inset(0, gui.Px(2)),
            item.IsCalibrated ? "Calibrate anew…" : "Calibrate…",
            "Says where it lies: by a length, or by points that are seen in both",
            isOn: !item.IsCalibrated))
        {
            calibrate((VideoOverlaySpec)item.Spec);
        }
    }

    private void Look(Gui gui, OverlayItem item)
    {
        OverlaySpec spec = item.Spec;
        double alpha = spec.Alpha;
        ShapeRect row = _rows.Named(gui, "Alpha");
        row.CutRight(gui.Px(14), out row);
        ShapeRect field = row.CutRight(gui.Px(48), out row);
        bool changed = gui.Slider(new UiId("overlay.alpha"), row, ref alpha, 0, 1, 0.05);
        changed |= gui.NumberField(new UiId("overlay.alpha.text"), field.Inset(0, gui.Px(3)), ref alpha, "0.00", UiAlign.Right, "0 is not seen, 1 hides what is below", isQuiet: true);
        if (changed)
        {
            _model.Change(spec with { Alpha = Math.Clamp(alpha, 0, 1) });
        }

        if (spec is not VideoOverlaySpec)
        {
            return;
        }

        int order = spec.Order == OverlayOrder.Above ? 0 : 1;
        row = _rows.Named(gui, "Order");
        row.CutRight(gui.Px(14), out row);
        if (gui.Segments(new UiId("overlay.order"), row.Inset(0, gui.Px(2)), s_orders, ref order, "Above: over the picture. Below: seen where the picture is dark, as light is."))
        {
            _model.Change(spec with { Order = order == 0 ? OverlayOrder.Above : OverlayOrder.Below });
        }
    }

    /// <summary>How its clock reads on the scene's.</summary>
    private void Clock(Gui gui, OverlayItem item)
    {
        if (item.Phase is OverlayPhase.Ready or OverlayPhase.HiddenInVolume && !item.FollowsTime)
        {
            return;
        }

        TimeLine clock = item.Spec.Clock;
        double offset = clock.Offset, rate = clock.Rate, step = OverlayFigures.FrameSeconds(item) * rate;
        ShapeRect row = _rows.Named(gui, "Offset");
        row.CutRight(gui.Px(14), out row);
        bool changed = false;
        if (gui.Button(new UiId("overlay.earlier"), row.CutLeft(gui.Px(24), out row).Inset(0, gui.Px(3)), "−", "One frame of it earlier"))
        {
            (offset, changed) = (offset - step, true);
        }

        if (gui.Button(new UiId("overlay.later"), row.CutRight(gui.Px(24), out row).Inset(0, gui.Px(3)), "+", "One frame of it later"))
        {
            (offset, changed) = (offset + step, true);
        }

        changed |= gui.NumberField(
            new UiId("overlay.offset"), row.CutLeft(row.Width - gui.Px(16), out row).Inset(gui.Px(3), gui.Px(3)), ref offset, "0.#####", UiAlign.Right, "Seconds of the scene when its clock says 0; other units of time can be typed", unit: "s");
        gui.Label(row, "s", gui.Theme.Dim, UiAlign.Center);
        row = _rows.Named(gui, "Rate");
        row.CutRight(gui.Px(14), out row);
        changed |= gui.NumberField(
            new UiId("overlay.rate"), (row with { X = row.X + gui.Px(27), Width = row.Width - gui.Px(27 + 43) }).Inset(0, gui.Px(3)), ref rate, "0.########", UiAlign.Right, "Seconds of the scene in a second of it; 1 when both clocks run alike");
        if (changed)
        {
            // Steps of a frame add up to what people would have typed.
            _model.Change(item.Spec with { Clock = new TimeLine(Math.Round(offset, 9), rate) });
        }
    }

    private void Tracks(Gui gui, TracksOverlaySpec spec)
    {
        double trail = spec.TrailFrames;
        ShapeRect row = _rows.Named(gui, "Trail");
        row.CutRight(gui.Px(14), out row);
        ShapeRect field = row.CutRight(gui.Px(48), out row);
        bool changed = gui.Slider(new UiId("overlay.trail"), row, ref trail, 0, 200, 1);
        changed |= gui.NumberField(new UiId("overlay.trail.text"), field.Inset(0, gui.Px(3)), ref trail, "0", UiAlign.Right, "Frames of the scene that a trail reaches back", isQuiet: true);
        if (changed)
        {
            _model.Change(spec with { TrailFrames = (int)Math.Clamp(Math.Round(trail), 0, 100_000) });
        }

        if (_videosOf != _model.Stack.Version)
        {
            _videosOf = _model.Stack.Version;
            _videos.Clear();
            _videos.Add("no video");
            foreach (OverlayItem item in _model.Stack.Items)
            {
                if (item.Spec is VideoOverlaySpec video)
                {
                    _videos.Add(video.Id);
                }
            }
        }

        int of = spec.Of is null ? 0 : _videos.IndexOf(spec.Of);
        row = _rows.Named(gui, "Made from");
        row.CutRight(gui.Px(14), out row);
        if (gui.Choice(new UiId("overlay.of"), row.Inset(0, gui.Px(2)), _videos, ref of, spec.Of ?? string.Empty, "The video whose calibration and clock are theirs"))
        {
            _model.Change(spec with { Of = of <= 0 ? null : _videos[of] });
        }
    }
}
