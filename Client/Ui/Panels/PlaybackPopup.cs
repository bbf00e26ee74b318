using System;
using Fathom.Client.Loop;
using Fathom.Client.Playback;
using Fathom.Protocol.Messages;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>How an axis is played: rate, what happens at the end, direction, every picture or real time, range.</summary>
internal sealed class PlaybackPopup
{
    private const string Name = "play.settings";

    private static readonly string[] s_loops = ["Once", "Loop", "Bounce"];
    private static readonly string[] s_directions = ["Forward", "Backward"];
    private static readonly string[] s_paces = ["Real time (skip)", "Every frame"];

    private readonly UiParts _parts;
    private readonly SlabRows _slab;

    /// <summary>Creates the popup.</summary>
    public PlaybackPopup(UiParts parts)
    {
        _parts = parts;
        _slab = new SlabRows(parts);
    }

    /// <summary>The button that opens it.</summary>
    public static void Button(Gui gui, in ShapeRect place, int axis)
    {
        var id = new UiId(Name, axis);
        bool isOpen = gui.Popup == id;
        if (gui.IconButton(id, place, "⋯", "How it is played, and how thick its plane is", isOpen))
        {
            if (isOpen)
            {
                gui.ClosePopup();
            }
            else
            {
                gui.OpenPopup(id);
            }
        }
    }

    /// <summary>Draws it where it is open.</summary>
    public void Run(Gui gui, long now)
    {
        if (gui.Popup.Name != Name || _parts.State.Dims is not { } dims || !gui.TryFind(gui.Popup, out ShapeRect anchor))
        {
            return;
        }

        int axis = gui.Popup.Index;
        float width = gui.Px(300);
        float height = gui.Px(196 + (_slab.IsShown ? SlabRows.Height : 0));
        var card = new ShapeRect(Math.Clamp(anchor.X, 0, Math.Max(0, gui.Window.Right - width)), Math.Max(0, anchor.Y - height - gui.Px(4)), width, height);
        gui.BeginPopup(card);
        gui.Card(card);
        ShapeRect rest = card.Inset(gui.Px(12), gui.Px(8));
        Fill(gui, ref rest, dims, axis, now);
        if (_slab.IsShown)
        {
            _slab.Run(gui, ref rest, dims, axis, now);
        }

        gui.EndPopup();
    }

    private void Fill(Gui gui, ref ShapeRect rest, NotifyDims dims, int axis, long now)
    {
        PlaybackSettings settings = _parts.Player.SettingsOf(DimsAxes.Label(dims, axis));
        PlaybackSettings before = settings;
        int last = Math.Max(0, DimsAxes.Size(dims, axis) - 1);
        gui.Label(rest.CutTop(gui.Px(26), out rest), gui.Scratch.Format($"Playing {DimsAxes.Label(dims, axis)}"), gui.Theme.Text, UiAlign.Left, gui.Bold);

        ShapeRect row = Row(gui, ref rest, "Rate");
        double fps = settings.Fps;
        ShapeRect field = row.CutLeft(gui.Px(56), out row);
        bool typed = gui.NumberField(new UiId("play.fps"), field.Inset(0, gui.Px(3)), ref fps, "0.##", UiAlign.Right, "Indices a second");
        gui.Label(row.CutLeft(gui.Px(30), out row).Inset(gui.Px(4), 0), "fps", gui.Theme.Dim);
        typed |= gui.Slider(new UiId("play.rate"), row, ref fps, 1, 60, 1);
        settings = typed ? settings with { Fps = Math.Clamp(fps, PlaybackSettings.MinFps, PlaybackSettings.MaxFps) } : settings;

        int choice = (int)settings.Loop;
        settings = gui.Segments(new UiId("play.loop"), Row(gui, ref rest, "At the end").Inset(0, gui.Px(3)), s_loops, ref choice) ? settings with { Loop = (PlaybackLoop)choice } : settings;
        choice = settings.Reverse ? 1 : 0;
        settings = gui.Segments(new UiId("play.way"), Row(gui, ref rest, "Direction").Inset(0, gui.Px(3)), s_directions, ref choice) ? settings with { Reverse = choice == 1 } : settings;
        choice = settings.EveryFrame ? 1 : 0;
        settings = gui.Segments(new UiId("play.pace"), Row(gui, ref rest, "Pace").Inset(0, gui.Px(3)), s_paces, ref choice) ? settings with { EveryFrame = choice == 1 } : settings;

        row = Row(gui, ref rest, "Range");
        double from = Math.Min(settings.First, last);
        double to = Math.Min(settings.Last, last);
        bool ranged = gui.NumberField(new UiId("play.first"), row.CutLeft(gui.Px(52), out row).Inset(0, gui.Px(3)), ref from, "0");
        ShapeRect right = row.CutRight(gui.Px(52), out row).Inset(0, gui.Px(3));
        ranged |= gui.RangeSlider(new UiId("play.range"), row, ref from, ref to, 0, Math.Max(1, last), 1);
        ranged |= gui.NumberField(new UiId("play.last"), right, ref to, "0");
        settings = ranged
            ? settings with { First = (int)Math.Clamp(Math.Round(from), 0, last), Last = Math.Round(to) >= last ? int.MaxValue : (int)Math.Max(Math.Round(from), Math.Round(to)) }
            : settings;
        if (settings != before)
        {
            _parts.Player.Change(axis, settings, now);
        }
    }

    private static ShapeRect Row(Gui gui, ref ShapeRect rest, string name)
    {
        ShapeRect row = rest.CutTop(gui.Px(30), out rest);
        gui.Label(row.CutLeft(gui.Px(74), out row), name, gui.Theme.Dim);
        return row;
    }
}
