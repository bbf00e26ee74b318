using System;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>What is said for a moment, at the lower end of the picture. A click on it makes it go.</summary>
internal static class NoticeLine
{
    /// <summary>Draws it if there is something to say.</summary>
    public static void Run(Gui gui, in ShapeRect canvas, UiNotices notices)
    {
        float room = Math.Min(canvas.Width - gui.Px(24), gui.Px(520));
        if (notices.At(gui.Now) is not { } text || room < gui.Px(100))
        {
            return;
        }

        float pad = gui.Px(10);
        float width = Math.Min(room, gui.Canvas.Measure(text, gui.Body) + (2 * pad) + 1);
        float height = gui.ParagraphHeight(text, width - (2 * pad), gui.Body) + pad;
        var card = new ShapeRect(MathF.Round(canvas.CenterX - (width / 2)), MathF.Round(canvas.Bottom - height - gui.Px(16)), width, height);
        var id = new UiId("notice");
        gui.Place(id, card);
        gui.Card(card);
        gui.Paragraph(card.Inset(pad, pad / 2), text, notices.IsBad ? gui.Theme.Bad : gui.Theme.Text, gui.Body);
        gui.WantRedraw(notices.Until);
        if (gui.TryPress(id, card))
        {
            notices.Dismiss();
        }

        gui.Shield(card);
    }
}
