using System;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The overlays in the dock, the uppermost first: shown or not, in which order, and in which state.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayList
{
    private readonly OverlaysModel _model;
    private readonly PropertyRows _rows;
    private bool _isClosed;
    private string? _dragged;
    private double _pressedAt;
    private bool _isMoved;
    private float _top;

    /// <summary>Creates the list in the rows of a dock.</summary>
    public OverlayList(OverlaysModel model, PropertyRows rows)
    {
        _model = model;
        _rows = rows;
    }

    /// <summary>Opens the dialog for files of this machine; null where there is none.</summary>
    public Action? OpenFiles { get; set; }

    /// <summary>Runs the list.</summary>
    public void Run(Gui gui)
    {
        IOverlayStack stack = _model.Stack;
        int count = stack.Items.Count;
        Heading(gui, count);
        if (_isClosed && count > 0)
        {
            return;
        }

        _top = _rows.Y;
        int moved = -1, to = -1;
        for (int i = count - 1; i >= 0; i--)
        {
            Row(gui, _rows.Plain(gui, PropertyRows.RowHeight), stack.Items[i], i, ref moved, ref to);
        }

        if (_dragged is not null && _isMoved)
        {
            float y = _top + (SlotAt(gui, count) * gui.Px(PropertyRows.RowHeight));
            gui.Canvas.FillRound(new ShapeRect(_rows.Left, y - gui.Px(1.5f), _rows.Right - _rows.Left, gui.Px(3)), gui.Px(1), gui.Theme.Accent);
        }

        if (moved >= 0)
        {
            stack.Move(stack.Items[moved].Spec.Id, to);
        }
    }

    private void Heading(Gui gui, int count)
    {
        _rows.Heading(gui, count == 0 ? "OVERLAYS" : _isClosed ? gui.Scratch.Format($"▸ OVERLAYS ({count})") : "▾ OVERLAYS");
        var row = new ShapeRect(_rows.Left, _rows.Y - gui.Px(24), _rows.Right - _rows.Left, gui.Px(22));
        if (OpenFiles is { } open && gui.Button(
            new UiId("overlays.add"), row.CutRight(gui.Px(70), out row), "Add…", "Lays a video or tracks of this machine over the scene (Alt+O). Files can also be dropped on the window."))
        {
            open();
        }

        if (count > 0 && gui.Clickable(new UiId("overlays.fold"), row.CutLeft(gui.Px(110), out _), _isClosed ? "Shows the list" : "Folds the list up", gui.Px(4)))
        {
            _isClosed = !_isClosed;
        }
    }

    private void Row(Gui gui, ShapeRect row, OverlayItem item, int index, ref int moved, ref int to)
    {
        ShapeRect back = row.Inset(0, 1);
        var id = new UiId("overlay.row", index);
        bool isChosen = ReferenceEquals(_model.Chosen, item);
        OverlaySpec spec = item.Spec;
        gui.Canvas.FillRound(back, gui.Px(5), isChosen ? gui.Theme.Control : gui.IsOver(back) ? gui.Theme.Hover.WithAlpha(0.5) : gui.Theme.Panel);
        ShapeRect box = row.CutLeft(gui.Px(30), out row).Inset(gui.Px(5), gui.Px(3));
        bool isVisible = spec.Visible;
        if (gui.Check(new UiId("overlay.visible", index), box with { Width = box.Height }, default, ref isVisible))
        {
            _model.Change(spec with { Visible = isVisible });
        }

        Signs(gui, item, index, ref row);
        gui.Label(row.Inset(gui.Px(4), 0), spec.Id, spec.Visible ? gui.Theme.Text : gui.Theme.Dim, UiAlign.Left, isChosen ? gui.Bold : gui.Body);
        gui.Explain(id, row, spec.Path);
        gui.Place(id, row);
        if (gui.CanFocus(id))
        {
            gui.FocusRing(back, gui.Px(5));
            Keys(gui, id, item, index);
        }

        Pointer(gui, id, back, item, index, ref moved, ref to);
    }

    /// <summary>What it is and its most urgent state, at the right end.</summary>
    private static void Signs(Gui gui, OverlayItem item, int index, ref ShapeRect row)
    {
        OverlayState states = OverlayStates.Of(item);
        foreach (OverlayState state in OverlayStates.All)
        {
            if ((states & state) == 0)
            {
                continue;
            }

            ReadOnlySpan<char> word = state == OverlayState.Opening ? gui.Scratch.Format($"{100 * item.Progress:0} %") : OverlayStates.Word(state);
            ShapeRect place = row.CutRight(Math.Min(row.Width * 0.6f, gui.Canvas.Measure(word, gui.Small) + gui.Px(8)), out row);
            gui.Label(place.Inset(gui.Px(3), 0), word, OverlayStates.ColorOf(state, gui.Theme), UiAlign.Right, gui.Small);
            gui.Explain(new UiId("overlay.state", index), place, OverlayStates.Meaning(state));
            if (state == OverlayState.Opening)
            {
                gui.WantRedraw(gui.Now + 0.1);
            }

            return;
        }

        if (!item.Warnings.IsDefaultOrEmpty)
        {
            ShapeRect place = row.CutRight(gui.Px(18), out row);
            gui.Label(place, "!", gui.Theme.Warn, UiAlign.Center, gui.Bold);
            gui.Explain(new UiId("overlay.state", index), place, item.Warnings[0]);
        }

        gui.Label(row.CutRight(gui.Px(38), out row).Inset(gui.Px(2), 0), item.Spec is VideoOverlaySpec ? "video" : "tracks", gui.Theme.Dim, UiAlign.Right, gui.Small);
    }

    private void Keys(Gui gui, UiId id, OverlayItem item, int index)
    {
        bool isShifted = (gui.Event.Modifiers & KeyModifiers.Shift) != 0;
        int by = gui.TryKey(id, Key.Up) ? 1 : gui.TryKey(id, Key.Down) ? -1 : 0;
        int next = index + by;
        if (by != 0 && next >= 0 && next < _model.Stack.Items.Count)
        {
            // The keyboard goes with the overlay that is moved, or to the one that is chosen.
            gui.Focus = id with { Index = next };
            _model.Choose(isShifted ? item : _model.Stack.Items[next]);
            if (isShifted)
            {
                _model.Shift(item, by);
            }
        }
        else if (gui.TryKey(id, Key.Delete))
        {
            _model.Remove(item);
            gui.Focus = _model.Stack.Items.Count == 0 ? UiId.None : id with { Index = Math.Min(index, _model.Stack.Items.Count - 1) };
        }
        else if (gui.TryKey(id, Key.Enter))
        {
            _model.Choose(item);
        }
        else if (gui.TryKey(id, Key.Space))
        {
            _model.Change(item.Spec with { Visible = !item.Spec.Visible });
        }
    }

    private void Pointer(Gui gui, UiId id, in ShapeRect back, OverlayItem item, int index, ref int moved, ref int to)
    {
        if (gui.TryPress(id, back))
        {
            (_dragged, _pressedAt, _isMoved) = (item.Spec.Id, gui.PointerY, false);
        }

        if (gui.IsDragging(id))
        {
            _isMoved |= Math.Abs(gui.PointerY - _pressedAt) > gui.Px(5);
        }

        if (gui.Active != id || gui.Event is not { Kind: InputKind.MouseUp, Button: MouseButton.Left })
        {
            return;
        }

        if (_isMoved && _dragged == item.Spec.Id)
        {
            int count = _model.Stack.Items.Count, slot = SlotAt(gui, count), from = count - 1 - index;
            int place = slot > from ? slot - 1 : slot;
            (moved, to) = place == from ? (moved, to) : (index, count - 1 - place);
            gui.Take();
        }
        else if (gui.TryClick(id, back))
        {
            // The keys of a row (Delete, arrows, space) are then its own; otherwise they went to what was touched before.
            _model.Choose(item);
            gui.Focus = id;
        }

        (_dragged, _isMoved) = (null, false);
    }

    /// <summary>Between which rows the pointer is; 0 is above the first.</summary>
    private int SlotAt(Gui gui, int count) => Math.Clamp((int)Math.Round((gui.PointerY - _top) / gui.Px(PropertyRows.RowHeight)), 0, count);
}
