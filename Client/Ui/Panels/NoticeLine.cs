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
        float button = notices.Offered is { } offered ? gui.Canvas.Measure(offered, gui.Body) + (3 * pad) : 0;
        float width = Math.Min(room, gui.Canvas.Measure(text, gui.Body) + (2 * pad) + 1 + button);
        float height = Math.Max(gui.ParagraphHeight(text, width - (2 * pad) - button, gui.Body) + pad, button > 0 ? gui.Px(36) : 0);
        var card = new ShapeRect(MathF.Round(canvas.CenterX - (width / 2)), MathF.Round(canvas.Bottom - height - gui.Px(16)), width, height);
        var id = new UiId("notice");
        gui.Place(id, card);
        gui.Card(card);
        ShapeRect inner = card.Inset(pad, pad / 2);
        ShapeRect place = inner.CutRight(Math.Max(0, button - pad), out inner);
        float lines = gui.ParagraphHeight(text, width - (2 * pad) - button, gui.Body);
        gui.Paragraph(inner with { Y = MathF.Round(inner.Y + Math.Max(0, (inner.Height - lines) / 2)) }, text, notices.IsBad ? gui.Theme.Bad : gui.Theme.Text, gui.Body);
        gui.WantRedraw(notices.Until);
        if (button > 0 && gui.Button(new UiId("notice.act"), place with { Y = MathF.Round(place.CenterY - gui.Px(13)), Height = gui.Px(26) }, notices.Offered, null, isOn: true))
        {
            notices.Accept();
            return;
        }

        if (gui.TryPress(id, card))
        {
            notices.Dismiss();
        }

        gui.Shield(card);
    }
}
