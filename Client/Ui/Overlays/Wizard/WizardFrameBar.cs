using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Which frame of the video is looked at.</summary>
internal static class WizardFrameBar
{
    /// <summary>Runs it.</summary>
    public static void Run(Gui gui, in ShapeRect place, WizardSession session)
    {
        gui.Canvas.FillBehind(place, gui.Theme.Panel);
        gui.Canvas.Fill(place with { Height = 1 }, gui.Theme.Line);
        WizardFrames frames = session.Frames;
        if (frames.Count == 0)
        {
            gui.Shield(place);
            return;
        }

        ShapeRect row = place.Inset(gui.Px(8), 0) with { Height = gui.Px(34) };
        int wanted = frames.Wanted;
        if (row.Width > gui.Px(260))
        {
            gui.Label(row.CutLeft(gui.Px(40), out row), "frame", gui.Theme.Dim);
            gui.Label(row.CutRight(gui.Px(64), out row), gui.Scratch.Format($"{frames.TimeOf(wanted):0.00} s"), gui.Theme.Dim, UiAlign.Right);
        }

        ReadOnlySpan<char> of = gui.Scratch.Format($"/ {frames.Count - 1}");
        gui.Label(row.CutRight(gui.Canvas.Measure(of, gui.Body) + gui.Px(4), out row), of, gui.Theme.Dim);
        ShapeRect field = row.CutRight(gui.Px(52), out row);
        double value = wanted;
        bool changed = gui.Slider(new UiId("wizard.slider"), row, ref value, 0, Math.Max(0, frames.Count - 1), 1);
        changed |= gui.NumberField(new UiId("wizard.index"), field.Inset(0, gui.Px(6)), ref value, "0", UiAlign.Right, "The frame's number, from 0", isQuiet: true);
        if (changed)
        {
            frames.Want((int)Math.Clamp(Math.Round(value), 0, frames.Count - 1));
        }

        gui.Shield(place);
    }
}
