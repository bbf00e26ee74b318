using System;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What an overlay tells of itself: its frame, its rate, how much of the scene it covers, and what the user should know.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayFactRows
{
    private readonly OverlaysModel _model;
    private readonly PropertyRows _rows;
    private readonly OverlayFigures _figures;
    private bool _showsWarnings;
    private string? _outlined;

    /// <summary>Creates the rows.</summary>
    public OverlayFactRows(OverlaysModel model, PropertyRows rows, OverlayFigures figures)
    {
        _model = model;
        _rows = rows;
        _figures = figures;
    }

    /// <summary>Where and when it is.</summary>
    public void Place(Gui gui, OverlayItem item)
    {
        _rows.Plain(gui, 4);
        Frame(gui, item);
        Coverage(gui, item);
    }

    /// <summary>The warnings, folded up to their number.</summary>
    public void Warnings(Gui gui, OverlayItem item)
    {
        if (item.Warnings.IsDefaultOrEmpty)
        {
            return;
        }

        ShapeRect row = _rows.Plain(gui, 24);
        int count = item.Warnings.Length;
        gui.Label(row, gui.Scratch.Format($"{(_showsWarnings ? '▾' : '▸')} {count} warning{(count == 1 ? string.Empty : "s")}"), gui.Theme.Warn);
        if (gui.Clickable(new UiId("overlay.warnings"), row.Inset(-gui.Px(3), 0), null, gui.Px(4)))
        {
            _showsWarnings = !_showsWarnings;
        }

        foreach (string warning in item.Warnings)
        {
            if (!_showsWarnings)
            {
                break;
            }

            _rows.Text(gui, warning, gui.Theme.Text);
        }
    }

    /// <summary>Which frame stands there, and how fast both clocks tick; where no clock chooses, the user does.</summary>
    private void Frame(Gui gui, OverlayItem item)
    {
        if (item.Spec is not VideoOverlaySpec || item.Reader is not { } reader)
        {
            return;
        }

        if (!item.FollowsTime)
        {
            double frame = item.FrameByHand;
            ShapeRect row = _rows.Named(gui, "Frame");
            row.CutRight(gui.Px(14), out row);
            ShapeRect field = row.CutRight(gui.Px(48), out row);
            bool changed = gui.Slider(new UiId("overlay.frame"), row, ref frame, 0, reader.FrameCount - 1, 1);
            changed |= gui.NumberField(new UiId("overlay.frame.text"), field.Inset(0, gui.Px(3)), ref frame, "0", UiAlign.Right, "Which frame is shown: the scene has no time that could choose it", isQuiet: true);
            if (changed)
            {
                _model.Stack.ShowFrame(item.Spec.Id, (int)Math.Clamp(Math.Round(frame), 0, reader.FrameCount - 1));
            }
        }

        ShapeRect place = _rows.Text(gui, OverlayFigures.Frame(gui, item), gui.Theme.Dim);
        gui.Explain(new UiId("overlay.figures"), place, "Frames count from 0. Both rates are in frames a second of their own clocks.");
        _rows.Text(gui, _figures.Rates(gui, item), gui.Theme.Dim);
    }

    /// <summary>How much of the scene it covers. What it does not is outlined while the pointer is there, or until the line is clicked again.</summary>
    private void Coverage(Gui gui, OverlayItem item)
    {
        if (item.Aligned is not { } aligned)
        {
            return;
        }

        bool isWhole = aligned.Coverage.Fraction >= 1;
        ShapeRect place = _rows.Text(gui, OverlayFigures.Coverage(gui, item), isWhole ? gui.Theme.Dim : gui.Theme.Warn);
        if (isWhole)
        {
            return;
        }

        var id = new UiId("overlay.coverage");
        bool isKept = _outlined == item.Spec.Id;
        if (gui.Clickable(id, place.Inset(-gui.Px(3), 0), isKept ? "Hides the outline of what is not covered" : "Keeps the outline of what is not covered", gui.Px(4)))
        {
            _outlined = isKept ? null : item.Spec.Id;
            isKept = !isKept;
        }

        if (isKept || gui.IsHot(id, place) || gui.Focus == id)
        {
            _model.Outlined = item;
        }
    }
}
