using System;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>One row for each axis that is not in the picture: play, slider, index, world value. The handle is what was asked, the mark what is shown.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class DimsPanel
{
    /// <summary>The sliders' name; the index is the axis.</summary>
    public const string Slider = "dims.slider";

    /// <summary>The play buttons' name.</summary>
    public const string Play = "dims.play";

    /// <summary>The index fields' name.</summary>
    public const string Index = "dims.index";

    private readonly UiParts _parts;
    private readonly PlaybackPopup _playback;
    private int _largest;

    /// <summary>Creates the panel.</summary>
    public DimsPanel(UiParts parts)
    {
        _parts = parts;
        _playback = new PlaybackPopup(parts);
    }

    /// <summary>How many rows there are.</summary>
    public int Rows
    {
        get
        {
            int rows = 0;
            for (int i = 0; _parts.State.Dims is { } dims && i < dims.Step.Length; i++)
            {
                rows += IsRow(dims, i) ? 1 : 0;
            }

            return rows;
        }
    }

    /// <summary>The axis that keys and wheel move; -1 when none can be moved.</summary>
    public int Current => _parts.State.Dims is { } dims ? DimsAxes.Current(dims, _parts.Intents.ChosenAxis) : -1;

    /// <summary>Chooses the next or the previous axis.</summary>
    public void ChooseNext(int direction)
    {
        if (_parts.State.Dims is not { } dims || Current < 0)
        {
            return;
        }

        int axis = Current;
        for (int i = 0; i < dims.Step.Length; i++)
        {
            axis = (axis + direction + dims.Step.Length) % dims.Step.Length;
            if (IsRow(dims, axis))
            {
                _parts.Intents.ChosenAxis = axis;
                return;
            }
        }
    }

    /// <summary>Runs the panel.</summary>
    public void Run(Gui gui, in ShapeRect place, long now)
    {
        if (place.IsEmpty || _parts.State.Dims is not { } dims)
        {
            return;
        }

        gui.Canvas.FillBehind(place, gui.Theme.Panel);
        gui.Canvas.Fill(place with { Height = 1 }, gui.Theme.Line);
        ShapeRect rest = place.Inset(gui.Px(8), gui.Px(4));

        // The sliders of all rows end where the one with the most digits does.
        _largest = 0;
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            _largest = IsRow(dims, axis) ? Math.Max(_largest, DimsAxes.Size(dims, axis) - 1) : _largest;
        }

        gui.PushClip(place);
        for (int axis = 0; axis < dims.Step.Length; axis++)
        {
            if (IsRow(dims, axis))
            {
                Row(gui, rest.CutTop(gui.Px(30), out rest), dims, axis, now);
            }
        }

        gui.PopClip();
        gui.Shield(place);
    }

    /// <summary>Runs the popup, which lies above the panels.</summary>
    public void RunPopup(Gui gui, long now) => _playback.Run(gui, now);

    private static bool IsRow(NotifyDims dims, int axis) => !DimsAxes.IsDisplayed(dims, axis) && DimsAxes.Size(dims, axis) != 1;

    private void Row(Gui gui, ShapeRect row, NotifyDims dims, int axis, long now)
    {
        float points = row.Width / gui.Scale;
        int size = DimsAxes.Size(dims, axis);
        int asked = ShownIndex.Asked(_parts.State, _parts.Intents, axis);
        int shown = ShownIndex.Of(_parts.State, axis);
        bool isCurrent = axis == Current;
        ShapeRect name = row.CutLeft(gui.Px(points < 420 ? 24 : 44), out row);
        if (isCurrent)
        {
            gui.Canvas.FillRound(new ShapeRect(name.X, name.CenterY - gui.Px(7), gui.Px(3), gui.Px(14)), gui.Px(1), gui.Theme.Accent);
        }

        gui.Label(name.Inset(gui.Px(8), 0) with { Width = name.Width - gui.Px(8) }, DimsAxes.Label(dims, axis), gui.Theme.Text, UiAlign.Left, isCurrent ? gui.Bold : gui.Body);
        if (gui.TryPress(new UiId("dims.name", axis), name))
        {
            _parts.Intents.ChosenAxis = axis;
        }

        Transport(gui, ref row, axis, asked, size, now);
        if (points >= 560 && _parts.World.IsKnown)
        {
            World(gui, row.CutRight(gui.Px(96), out row), axis, asked, size);
        }

        Status(gui, row.CutRight(gui.Px(14), out row), IntentQueue.IndexOf(dims, axis), asked, shown, now);
        float digits = gui.Canvas.Measure(gui.Scratch.Format($"{_largest} / {_largest}"), gui.Body);
        IndexField(gui, row.CutRight(digits + gui.Px(22), out row), axis, asked, size);
        double value = asked;
        if (gui.Slider(new UiId(Slider, axis), row.Inset(gui.Px(2), gui.Px(2)), ref value, 0, Math.Max(0, size - 1), 1, asked == shown ? double.NaN : shown))
        {
            Set(axis, (int)value);
        }
    }

    private void Transport(Gui gui, ref ShapeRect row, int axis, int asked, int size, long now)
    {
        bool plays = _parts.Player.IsPlaying && _parts.Player.Axis == axis;
        float side = gui.Px(24);
        if (gui.IconButton(new UiId("dims.back", axis), row.CutLeft(side, out row).Inset(gui.Px(1), gui.Px(3)), "‹", "One back (←)", false, asked > 0))
        {
            Set(axis, asked - 1);
        }

        ShapeRect play = row.CutLeft(side, out row).Inset(gui.Px(1), gui.Px(3));
        if (gui.IconButton(new UiId(Play, axis), play, plays ? "" : "▶", plays ? "Stop (space)" : "Play (space)", plays))
        {
            _parts.Intents.ChosenAxis = axis;
            _parts.Player.Toggle(axis, now);
        }

        if (plays)
        {
            float width = gui.Px(3);
            float height = gui.Px(10);
            gui.Canvas.Fill(new ShapeRect(play.CenterX - (1.5f * width), play.CenterY - (height / 2), width, height), gui.Theme.Accent);
            gui.Canvas.Fill(new ShapeRect(play.CenterX + (0.5f * width), play.CenterY - (height / 2), width, height), gui.Theme.Accent);
        }

        if (gui.IconButton(new UiId("dims.forth", axis), row.CutLeft(side, out row).Inset(gui.Px(1), gui.Px(3)), "›", "One forth (→)", false, asked < size - 1))
        {
            Set(axis, asked + 1);
        }

        PlaybackPopup.Button(gui, row.CutLeft(side, out row).Inset(gui.Px(1), gui.Px(3)), axis);
    }

    private void IndexField(Gui gui, in ShapeRect place, int axis, int asked, int size)
    {
        ShapeRect total = place.CutRight(gui.Canvas.Measure(gui.Scratch.Format($" / {_largest}"), gui.Body) + gui.Px(2), out ShapeRect field);
        double value = asked;
        if (gui.NumberField(new UiId(Index, axis), field.Inset(0, gui.Px(4)), ref value, "0", UiAlign.Right, "The index; click to type another one", isQuiet: true))
        {
            Set(axis, Within(gui, value, size, axis));
        }

        gui.Label(total, gui.Scratch.Format($" / {Math.Max(0, size - 1)}"), gui.Theme.Dim);
    }

    /// <summary>The nearest index that there is; where that is another one it is said.</summary>
    private int Within(Gui gui, double index, int size, int axis)
    {
        double nearest = Math.Clamp(index, 0, size > 0 ? size - 1 : int.MaxValue);
        if (nearest != index && _parts.State.Dims is { } dims)
        {
            gui.Complaint = $"{DimsAxes.Label(dims, axis)} goes from 0 to {size - 1}{(_parts.World.IsKnown ? $", {_parts.World.ValueOf(axis, 0):0.###} to {_parts.World.ValueOf(axis, size - 1):0.###} {_parts.World.UnitOf(axis)}" : string.Empty)}.";
        }

        return (int)nearest;
    }

    private void World(Gui gui, in ShapeRect place, int axis, int asked, int size)
    {
        string unit = _parts.World.UnitOf(axis);
        ShapeRect sign = place.CutRight(unit.Length == 0 ? 0 : gui.Canvas.Measure(unit, gui.Body) + gui.Px(6), out ShapeRect field);
        double value = _parts.World.ValueOf(axis, asked);
        if (gui.NumberField(new UiId("dims.world", axis), field.Inset(0, gui.Px(4)), ref value, _parts.World.FormatOf(axis), UiAlign.Right, "The place in the world; click to type another one, also with a unit", isQuiet: true, unit))
        {
            Set(axis, Within(gui, Math.Round(_parts.World.IndexOf(axis, value)), size, axis));
        }

        gui.Label(sign.Inset(gui.Px(2), 0) with { Width = sign.Width }, unit, gui.Theme.Dim);
    }

    private void Status(Gui gui, in ShapeRect place, PropertyKey key, int asked, int shown, long now)
    {
        _parts.Intents.TryLook(key, now, out LedgerValue value);
        if (_parts.Intents.News.RefusalOf(key) is null && !value.IsUnconfirmed && asked != shown)
        {
            PropertyMark.Dot(gui, new UiId("dims.mark", key.Target.Length > 0 ? key.Target[0] : 0), place, gui.Theme.Shown, isFilled: false, gui.Active.IsNone ? "The picture of this index is on its way." : null);
            return;
        }

        PropertyMark.Draw(gui, _parts, key, place, now);
    }

    private void Set(int axis, int index)
    {
        _parts.Intents.ChosenAxis = axis;
        _parts.Player.Stop();
        _parts.Intents.SetIndex(axis, index);
    }
}
