using Fathom.Protocol.Ledger;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The small sign beside a control: on its way, taken over, unanswered, or refused and why.</summary>
internal static class PropertyMark
{
    private const double AcceptedSeconds = 1.2;

    /// <summary>Draws the sign of a property.</summary>
    public static void Draw(Gui gui, UiParts parts, PropertyKey key, in ShapeRect place, long now)
    {
        var id = new UiId("mark", key.GetHashCode());
        parts.Intents.TryLook(key, now, out LedgerValue value);
        if (parts.Intents.News.RefusalOf(key) is { } why)
        {
            gui.Label(place, "✕", gui.Theme.Bad, UiAlign.Center, gui.Bold);
            gui.Explain(id, place, why);
        }
        else if (value.IsUnconfirmed)
        {
            Dot(gui, id, place, gui.Theme.Warn, isFilled: true, "The server has not answered yet.");
        }
        else if (value.PendingCount > 0 || (value.Shown is not null && !value.Shown.MeansSameAs(value.Confirmed)))
        {
            Dot(gui, id, place, gui.Theme.Accent, isFilled: false, "On its way to the server.");
        }
        else if (parts.Intents.News.AcceptedAt(key) is var at and not 0)
        {
            double age = (now - at) / (double)parts.State.TicksPerSecond;
            if (age < AcceptedSeconds)
            {
                Dot(gui, id, place, gui.Theme.Good, isFilled: true, null);
                gui.WantRedraw(gui.Now + AcceptedSeconds - age);
            }
        }
    }

    /// <summary>A dot or a ring.</summary>
    public static void Dot(Gui gui, UiId id, in ShapeRect place, ShapeColor color, bool isFilled, string? tip)
    {
        float side = gui.Px(7);
        var disc = new ShapeRect(place.CenterX - (side / 2), place.CenterY - (side / 2), side, side);
        if (isFilled)
        {
            gui.Canvas.FillRound(disc, side / 2, color);
        }
        else
        {
            gui.Canvas.StrokeRound(disc, side / 2, gui.Px(1.5f), color);
        }

        gui.Explain(id, place, tip);
    }
}
