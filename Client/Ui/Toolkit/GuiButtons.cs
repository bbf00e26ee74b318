using System;
using System.Collections.Generic;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is clicked.</summary>
internal static class GuiButtons
{
    /// <summary>A button with a text. True when it was clicked.</summary>
    public static bool Button(this Gui gui, UiId id, in ShapeRect rect, ReadOnlySpan<char> text, string? tip = null, bool isOn = false, bool isEnabled = true)
    {
        UiTheme theme = gui.Theme;
        bool hot = isEnabled && gui.IsHot(id, rect);
        ShapeColor fill = isOn ? theme.Accent : hot ? theme.Hover : theme.Control;
        gui.Canvas.FillRound(rect, gui.Px(5), gui.Active == id ? fill.Towards(theme.Line, 0.25) : fill);
        gui.Label(rect.Inset(gui.Px(3), 0), text, !isEnabled ? theme.Dim : isOn ? theme.OnAccent : theme.Text, UiAlign.Center);
        return isEnabled && gui.Clickable(id, rect, tip, gui.Px(5));
    }

    /// <summary>A button that is only its sign until the pointer comes.</summary>
    public static bool IconButton(this Gui gui, UiId id, in ShapeRect rect, ReadOnlySpan<char> sign, string tip, bool isOn = false, bool isEnabled = true)
    {
        UiTheme theme = gui.Theme;
        if (isEnabled && gui.IsHot(id, rect))
        {
            gui.Canvas.FillRound(rect, gui.Px(4), theme.Hover);
        }

        gui.Label(rect, sign, !isEnabled ? theme.Dim.WithAlpha(0.5) : isOn ? theme.Accent : theme.Text, UiAlign.Center);
        return isEnabled && gui.Clickable(id, rect, tip, gui.Px(4));
    }

    /// <summary>Clicks and keys of anything that looks like a button already.</summary>
    public static bool Clickable(this Gui gui, UiId id, in ShapeRect rect, string? tip, float radius)
    {
        gui.Place(id, rect);
        if (gui.CanFocus(id))
        {
            gui.FocusRing(rect, radius);
        }

        gui.Explain(id, rect, tip);
        gui.TryPress(id, rect);
        return gui.TryClick(id, rect) || gui.TryKey(id, Key.Enter) || gui.TryKey(id, Key.Space);
    }

    /// <summary>A box with a hook. True when it was changed.</summary>
    public static bool Check(this Gui gui, UiId id, in ShapeRect rect, ReadOnlySpan<char> text, ref bool value)
    {
        UiTheme theme = gui.Theme;
        ShapeRect box = rect.CutLeft(rect.Height, out ShapeRect rest);
        box = box.Inset((box.Height - gui.Px(14)) / 2);
        gui.Canvas.FillRound(box, gui.Px(3), value ? theme.Accent : gui.IsHot(id, rect) ? theme.Hover : theme.Control);
        if (value)
        {
            gui.Label(box, "✓", theme.OnAccent, UiAlign.Center, gui.Bold);
        }

        gui.Label(rest.Inset(gui.Px(4), 0), text, theme.Text);
        bool clicked = gui.Clickable(id, rect, null, gui.Px(4));
        value ^= clicked;
        return clicked;
    }

    /// <summary>Some choices side by side. True when another one was chosen.</summary>
    public static bool Segments(this Gui gui, UiId id, in ShapeRect rect, ReadOnlySpan<string> texts, ref int chosen, string? tip = null)
    {
        UiTheme theme = gui.Theme;
        gui.Place(id, rect);
        gui.Canvas.FillRound(rect, gui.Px(5), theme.Control);
        bool hasFocus = gui.CanFocus(id);
        int before = chosen;
        float width = rect.Width / texts.Length;
        for (int i = 0; i < texts.Length; i++)
        {
            UiId part = id.PartOf("part", i);
            var place = new ShapeRect(rect.X + (i * width), rect.Y, width, rect.Height);
            gui.Place(part, place);
            bool isOver = gui.IsHot(part, place);
            if (i == before || isOver)
            {
                gui.Canvas.FillRound(place.Inset(1), gui.Px(4), i == before ? theme.Accent : theme.Hover);
            }

            gui.Label(place, texts[i], i == before ? theme.OnAccent : theme.Text, UiAlign.Center);
            gui.Explain(part, place, tip);
            gui.TryPress(part, place);
            chosen = gui.TryClick(part, place) ? i : chosen;
        }

        if (hasFocus)
        {
            gui.FocusRing(rect, gui.Px(5));
            chosen = gui.TryKey(id, Key.Left) ? Math.Max(0, chosen - 1) : gui.TryKey(id, Key.Right) ? Math.Min(texts.Length - 1, chosen + 1) : chosen;
        }

        return chosen != before;
    }

    /// <summary>A choice from a list that opens below. True when another one was chosen.</summary>
    public static bool Choice(
        this Gui gui, UiId id, in ShapeRect rect, IReadOnlyList<string> items, ref int chosen, string otherwise, string? tip = null, Action<Gui, ShapeRect, string>? preview = null)
    {
        UiTheme theme = gui.Theme;
        bool isOpen = gui.Popup == id;
        gui.Canvas.FillRound(rect, gui.Px(5), isOpen || gui.IsHot(id, rect) ? theme.Hover : theme.Control);
        ShapeRect arrow = rect.CutRight(gui.Px(18), out ShapeRect text);
        gui.Label(arrow, "▾", theme.Dim, UiAlign.Center);
        text = text.Inset(gui.Px(7), 0);
        string name = chosen >= 0 && chosen < items.Count ? items[chosen] : otherwise;
        if (preview is not null)
        {
            ShapeRect swatch = text.CutRight(Math.Min(gui.Px(64), text.Width * 0.42f), out text);
            preview(gui, swatch.Inset(0, gui.Px(6)), name);
        }

        gui.Label(text, name, theme.Text);
        if (gui.Clickable(id, rect, isOpen ? null : tip, gui.Px(5)))
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

        if (gui.Popup == id)
        {
            gui.List.Show(id, rect, items, chosen, preview);
        }

        if (!gui.List.TryTake(id, out int picked) || picked == chosen)
        {
            return false;
        }

        chosen = picked;
        return true;
    }
}
