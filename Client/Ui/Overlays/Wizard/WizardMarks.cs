using System;
using System.Collections.Generic;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Draws points and lines so that they are seen on any picture.</summary>
internal static class WizardMarks
{
    /// <summary>The points of the present method.</summary>
    public static IEnumerable<WizardHandle> HandlesOf(WizardDraft draft)
    {
        if (draft.Method == CalibrationMethod.Landmarks)
        {
            for (int i = 0; i < draft.Pairs.Length; i++)
            {
                yield return new WizardHandle(WizardPart.Landmark, i);
            }

            yield break;
        }

        if (draft.Method == CalibrationMethod.ScaleBar)
        {
            yield return new WizardHandle(WizardPart.BarFrom);
            yield return new WizardHandle(WizardPart.BarTo);
        }

        yield return new WizardHandle(WizardPart.Anchor);
    }

    /// <summary>The point nearest to a place, if one is near enough.</summary>
    public static WizardHandle Nearest(WizardDraft draft, Func<WizardHandle, (double X, double Y)?> placeOf, double x, double y, double reach)
    {
        WizardHandle best = WizardHandle.None;
        foreach (WizardHandle handle in HandlesOf(draft))
        {
            if (placeOf(handle) is { } at && double.Hypot(at.X - x, at.Y - y) is var far && far < reach)
            {
                (best, reach) = (handle, far);
            }
        }

        return best;
    }

    /// <summary>The colour of a point.</summary>
    public static ShapeColor ColorOf(WizardHandle handle) => handle.Part switch
    {
        WizardPart.Landmark => WizardColors.Of(handle.Index),
        WizardPart.Anchor => WizardColors.Anchor,
        _ => WizardColors.Bar,
    };

    /// <summary>A cross with a gap where the point is, and its name beside it.</summary>
    /// <param name="gui">The pass.</param>
    /// <param name="handle">The point.</param>
    /// <param name="at">Where it is.</param>
    /// <param name="isSelected">Whether keys act on it.</param>
    /// <param name="isHalf">Whether its other side is still to be picked.</param>
    public static void Point(Gui gui, WizardHandle handle, (double X, double Y) at, bool isSelected, bool isHalf)
    {
        var (x, y) = ((float)at.X, (float)at.Y);
        ShapeColor color = ColorOf(handle);
        float gap = gui.Px(3), arm = gui.Px(11);
        for (int pass = 0; pass < 2; pass++)
        {
            (float width, ShapeColor ink) = pass == 0 ? (gui.Px(4), WizardColors.Halo) : (gui.Px(2), color);
            gui.Canvas.Line(x - arm, y, x - gap, y, width, ink);
            gui.Canvas.Line(x + gap, y, x + arm, y, width, ink);
            gui.Canvas.Line(x, y - arm, x, y - gap, width, ink);
            gui.Canvas.Line(x, y + gap, x, y + arm, width, ink);
        }

        if (isSelected)
        {
            float radius = gui.Px(15);
            gui.Canvas.StrokeRound(new ShapeRect(x - radius, y - radius, 2 * radius, 2 * radius), radius, gui.Px(2), color);
        }

        ReadOnlySpan<char> name = NameOf(gui, handle, isHalf);
        float wide = Math.Max(gui.Px(18), gui.Canvas.Measure(name, gui.Bold) + gui.Px(9));
        var tag = new ShapeRect(MathF.Round(x + gui.Px(9)), MathF.Round(y - gui.Px(25)), wide, gui.Px(17));
        gui.Canvas.FillRound(tag.Inset(-1), gui.Px(5), WizardColors.Halo);
        gui.Canvas.FillRound(tag, gui.Px(4), isHalf ? color.Towards(WizardColors.Halo with { Alpha = 255 }, 0.55) : color);
        gui.Label(tag, name, isHalf ? ShapeColor.Rgb(0xFFFFFF) : ShapeColor.Rgb(0x101214), UiAlign.Center, gui.Bold);
    }

    /// <summary>A line with a dark edge.</summary>
    public static void Line(Gui gui, (double X, double Y) from, (double X, double Y) to, ShapeColor color, float width = 2)
    {
        gui.Canvas.Line((float)from.X, (float)from.Y, (float)to.X, (float)to.Y, gui.Px(width) + gui.Px(2), WizardColors.Halo);
        gui.Canvas.Line((float)from.X, (float)from.Y, (float)to.X, (float)to.Y, gui.Px(width), color);
    }

    /// <summary>A line with a head, from a point to where it is missed.</summary>
    public static void Arrow(Gui gui, (double X, double Y) from, (double X, double Y) to, ShapeColor color)
    {
        double dx = to.X - from.X, dy = to.Y - from.Y, length = double.Hypot(dx, dy);
        if (length < 1)
        {
            return;
        }

        Line(gui, from, to, color);
        double head = Math.Min(gui.Px(7), length * 0.6), ux = dx / length * head, uy = dy / length * head;
        Line(gui, to, (to.X - ux - (uy * 0.6), to.Y - uy + (ux * 0.6)), color);
        Line(gui, to, (to.X - ux + (uy * 0.6), to.Y - uy - (ux * 0.6)), color);
    }

    /// <summary>The outline of a shape.</summary>
    public static void Outline(Gui gui, ReadOnlySpan<(double X, double Y)> corners, ShapeColor color)
    {
        for (int i = 0; i < corners.Length; i++)
        {
            (double X, double Y) from = corners[i], to = corners[(i + 1) % corners.Length];
            gui.Canvas.Line((float)from.X, (float)from.Y, (float)to.X, (float)to.Y, gui.Px(1), color);
        }
    }

    /// <summary>A few words on a picture, at its top or its bottom.</summary>
    public static void Words(Gui gui, in ShapeRect pane, ReadOnlySpan<char> text, ShapeColor color, bool isBelow = false, int line = 0)
    {
        float width = Math.Min(pane.Width - gui.Px(16), gui.Canvas.Measure(text, gui.Small) + gui.Px(16));
        var place = new ShapeRect(pane.X + gui.Px(8), isBelow ? pane.Bottom - gui.Px(28) : pane.Y + gui.Px(8 + (line * 23)), width, gui.Px(20));
        gui.Canvas.FillRound(place, gui.Px(4), gui.Theme.Overlay);
        gui.Label(place.Inset(gui.Px(8), 0), text, color, UiAlign.Left, gui.Small);
    }

    private static ReadOnlySpan<char> NameOf(Gui gui, WizardHandle handle, bool isHalf) => handle.Part switch
    {
        WizardPart.Landmark when isHalf => gui.Scratch.Format($"{handle.Index + 1} ?"),
        WizardPart.Landmark => gui.Scratch.Format($"{handle.Index + 1}"),
        WizardPart.BarFrom => "A",
        WizardPart.BarTo => "B",
        _ => isHalf ? "here ?" : "here",
    };
}
