using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Text and plain surfaces.</summary>
internal static class GuiText
{
    /// <summary>One line in its place; what does not fit ends in dots.</summary>
    public static void Label(this Gui gui, in ShapeRect place, ReadOnlySpan<char> text, ShapeColor color, UiAlign align = UiAlign.Left, TextStyle? style = null)
    {
        TextStyle set = style ?? gui.Body;
        float width = gui.Canvas.Measure(text, set);
        if (width > place.Width + 1)
        {
            text = Shorten(gui, text, set, place.Width);
            width = gui.Canvas.Measure(text, set);
        }

        float x = align switch
        {
            UiAlign.Center => place.CenterX - (width / 2),
            UiAlign.Right => place.Right - width,
            _ => place.X,
        };
        gui.Canvas.Text(text, x, gui.BaselineOf(place, set), set, color);
    }

    /// <summary>The baseline on which capitals stand in the middle of a place.</summary>
    public static float BaselineOf(this Gui gui, in ShapeRect place, TextStyle style) =>
        MathF.Floor(place.Y + ((place.Height + gui.Canvas.MetricsOf(style).CapHeight) / 2));

    /// <summary>Several lines, broken at spaces. Returns the height that they take.</summary>
    public static float Paragraph(this Gui gui, in ShapeRect place, ReadOnlySpan<char> text, ShapeColor color, TextStyle style)
    {
        float line = MathF.Round(style.Size * 1.4f);
        float y = place.Y;
        while (!text.IsEmpty)
        {
            int count = LineOf(gui, text, style, place.Width);
            gui.Canvas.Text(text[..count].TrimEnd(), place.X, gui.BaselineOf(new ShapeRect(place.X, y, place.Width, line), style), style, color);
            text = text[count..].TrimStart(' ');
            y += line;
        }

        return y - place.Y;
    }

    /// <summary>The height that a paragraph takes.</summary>
    public static float ParagraphHeight(this Gui gui, ReadOnlySpan<char> text, float width, TextStyle style)
    {
        int lines = 0;
        for (; !text.IsEmpty; lines++)
        {
            text = text[LineOf(gui, text, style, width)..].TrimStart(' ');
        }

        return lines * MathF.Round(style.Size * 1.4f);
    }

    /// <summary>The surface of a popup or a dialog.</summary>
    public static void Card(this Gui gui, in ShapeRect rect)
    {
        // The shadow is drawn only where it is seen: to blend a surface twice is what costs on a software rasteriser.
        gui.Canvas.StrokeRound(rect.Inset(-gui.Px(3)) with { Y = rect.Y - gui.Px(1) }, gui.Px(9), gui.Px(8), gui.Theme.Shade.WithAlpha(0.22));
        gui.Canvas.Raise();
        gui.Canvas.FillRound(rect, gui.Px(6), gui.Theme.Raised);
        gui.Canvas.StrokeRound(rect, gui.Px(6), 1, gui.Theme.Control);
    }

    /// <summary>The ring around what has the keyboard.</summary>
    public static void FocusRing(this Gui gui, in ShapeRect rect, float radius, ShapeColor? color = null)
    {
        int line = gui.Px(2);
        gui.Canvas.StrokeRound(rect.Inset(-line), radius + line, line, color ?? gui.Theme.Accent);
    }

    /// <summary>A small text in a frame beside the pointer.</summary>
    public static void DrawTip(this Gui gui)
    {
        if (gui.Tip is not { } tip)
        {
            return;
        }

        float pad = gui.Px(7);
        float most = Math.Min(gui.Px(300), gui.Window.Width - (2 * pad));
        float width = Math.Min(most, gui.Canvas.Measure(tip, gui.Small) + 1);
        float height = gui.ParagraphHeight(tip, width, gui.Small) + pad;
        float x = Math.Clamp((float)gui.PointerX + gui.Px(10), 0, Math.Max(0, gui.Window.Right - width - (2 * pad)));
        float y = (float)gui.PointerY + gui.Px(18);
        y = y + height > gui.Window.Bottom ? (float)gui.PointerY - height - gui.Px(8) : y;
        var rect = new ShapeRect(x, y, width + (2 * pad), height);
        gui.Card(rect);
        gui.Paragraph(rect.Inset(pad, pad / 2), tip, gui.Theme.Text, gui.Small);
    }

    private static ReadOnlySpan<char> Shorten(Gui gui, ReadOnlySpan<char> text, TextStyle style, float width)
    {
        float room = width - gui.Canvas.Measure("…", style);
        int count = 0;
        float used = 0;
        while (count < text.Length)
        {
            used += gui.Canvas.Measure(text.Slice(count, 1), style);
            if (used > room)
            {
                break;
            }

            count++;
        }

        return count == 0 ? default : gui.Scratch.Format($"{text[..count]}…");
    }

    private static int LineOf(Gui gui, ReadOnlySpan<char> text, TextStyle style, float width)
    {
        float used = 0;
        int space = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                return i + 1;
            }

            space = text[i] == ' ' ? i : space;
            used += gui.Canvas.Measure(text.Slice(i, 1), style);
            if (used > width && i > 0)
            {
                return space > 0 ? space : i;
            }
        }

        return text.Length;
    }
}
