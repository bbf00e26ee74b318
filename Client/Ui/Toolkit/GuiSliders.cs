using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is dragged.</summary>
internal static class GuiSliders
{
    /// <summary>A track with one handle. True when the value was changed.</summary>
    /// <param name="gui">The pass.</param>
    /// <param name="id">Names it.</param>
    /// <param name="rect">Its place; the track is narrower.</param>
    /// <param name="value">The value.</param>
    /// <param name="low">The left end.</param>
    /// <param name="high">The right end.</param>
    /// <param name="step">What an arrow key changes; values snap to it when it is a whole number.</param>
    /// <param name="mark">Another value to mark on the track; NaN for none.</param>
    public static bool Slider(this Gui gui, UiId id, in ShapeRect rect, ref double value, double low, double high, double step, double mark = double.NaN)
    {
        double before = value;
        gui.Place(id, rect);
        ShapeRect track = TrackOf(gui, rect);
        bool hot = gui.IsHot(id, rect);
        double span = high - low;
        float at = PlaceOf(track, value, low, span);
        gui.Canvas.FillRound(track, track.Height / 2, gui.Theme.Control);
        gui.Canvas.FillRound(track with { Width = at - track.X }, track.Height / 2, gui.Theme.Accent.Towards(gui.Theme.Control, 0.35));
        if (!double.IsNaN(mark) && span > 0)
        {
            Mark(gui, PlaceOf(track, mark, low, span), rect);
        }

        Handle(gui, id, at, rect, hot);
        if (span <= 0)
        {
            return false;
        }

        if (gui.TryPress(id, rect))
        {
            gui.Focus = id;
            value = ValueAt(gui, track, low, span);
        }
        else if (gui.IsDragging(id))
        {
            value = ValueAt(gui, track, low, span);
        }

        double wheel = gui.TakeScroll(rect);
        value += wheel != 0 ? (wheel > 0 ? step : -step) : 0;
        value += gui.TryKey(id, Key.Right) || gui.TryKey(id, Key.Up) ? step : gui.TryKey(id, Key.Left) || gui.TryKey(id, Key.Down) ? -step : 0;
        value = gui.TryKey(id, Key.Home) ? low : gui.TryKey(id, Key.End) ? high : value;
        value = step >= 1 ? Math.Round(value) : value;
        value = Math.Clamp(value, low, high);
        return value != before;
    }

    /// <summary>A track with two handles, which never cross. True when one was moved.</summary>
    public static bool RangeSlider(this Gui gui, UiId id, in ShapeRect rect, ref double from, ref double to, double low, double high, double gap)
    {
        (double oldFrom, double oldTo) = (from, to);
        UiId left = id.PartOf("from");
        UiId right = id.PartOf("to");
        UiId middle = id.PartOf("both");
        ShapeRect track = TrackOf(gui, rect);
        double span = Math.Max(high - low, double.Epsilon);
        float a = PlaceOf(track, from, low, span);
        float b = PlaceOf(track, to, low, span);
        gui.Place(id, rect);
        gui.Canvas.FillRound(track, track.Height / 2, gui.Theme.Control);
        gui.Canvas.Fill(new ShapeRect(a, track.Y, b - a, track.Height), gui.Theme.Accent.Towards(gui.Theme.Control, 0.35));
        bool isOver = gui.IsOver(rect);
        bool nearLeft = Math.Abs(gui.PointerX - a) < Math.Abs(gui.PointerX - b) || (a == b && gui.PointerX < a);
        float reach = gui.Px(9);
        bool between = gui.PointerX > a + reach && gui.PointerX < b - reach;
        Handle(gui, left, a, rect, gui.Active == left || (gui.Active.IsNone && isOver && nearLeft && !between));
        Handle(gui, right, b, rect, gui.Active == right || (gui.Active.IsNone && isOver && !nearLeft && !between));
        double pointer = ValueAt(gui, track, low, span);
        if (gui.TryPress(between ? middle : nearLeft ? left : right, rect))
        {
            gui.Focus = nearLeft ? left : right;
            gui.ScrollOf(middle) = (float)(pointer - from);
        }

        if (gui.IsDragging(left) || (gui.Active == left && !between))
        {
            from = Math.Clamp(pointer, low, to - gap);
        }
        else if (gui.IsDragging(right) || (gui.Active == right && !between))
        {
            to = Math.Clamp(pointer, from + gap, high);
        }
        else if (gui.IsDragging(middle))
        {
            double width = to - from;
            from = Math.Clamp(pointer - gui.ScrollOf(middle), low, high - width);
            to = from + width;
        }

        double step = (high - low) / 100;
        from = Math.Clamp(from + Keys(gui, left, step), low, Math.Max(low, to - gap));
        to = Math.Clamp(to + Keys(gui, right, step), Math.Min(high, from + gap), high);
        return from != oldFrom || to != oldTo;
    }

    private static double Keys(Gui gui, UiId id, double step) =>
        gui.TryKey(id, Key.Right) || gui.TryKey(id, Key.Up) ? step : gui.TryKey(id, Key.Left) || gui.TryKey(id, Key.Down) ? -step : 0;

    private static ShapeRect TrackOf(Gui gui, in ShapeRect rect)
    {
        float height = gui.Px(4);
        return new ShapeRect(rect.X + gui.Px(7), MathF.Floor(rect.CenterY - (height / 2)), rect.Width - gui.Px(14), height);
    }

    private static float PlaceOf(in ShapeRect track, double value, double low, double span) =>
        span <= 0 ? track.X : track.X + (float)(Math.Clamp((value - low) / span, 0, 1) * track.Width);

    private static double ValueAt(Gui gui, in ShapeRect track, double low, double span) =>
        low + (Math.Clamp((gui.PointerX - track.X) / Math.Max(1, track.Width), 0, 1) * span);

    private static void Mark(Gui gui, float x, in ShapeRect rect)
    {
        float height = gui.Px(16);
        gui.Canvas.FillRound(new ShapeRect(x - gui.Px(1.5f), rect.CenterY - (height / 2), gui.Px(3), height), gui.Px(1), gui.Theme.Shown);
    }

    private static void Handle(Gui gui, UiId id, float x, in ShapeRect rect, bool hot)
    {
        int side = gui.Px(hot ? 13 : 11) | 1;
        var disc = new ShapeRect(MathF.Round(x) - (side / 2), MathF.Round(rect.CenterY) - (side / 2), side, side);
        if (gui.CanFocus(id))
        {
            gui.FocusRing(disc, side / 2);
        }

        gui.Canvas.FillRound(disc, side / 2, gui.Theme.Panel);
        gui.Canvas.FillRound(disc.Inset(1), (side / 2) - 1, hot ? gui.Theme.Accent.Towards(gui.Theme.OnAccent, 0.2) : gui.Theme.Accent);
    }
}
