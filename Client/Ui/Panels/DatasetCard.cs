using System;
using Fathom.Protocol.Commands;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Two lines about what is chosen in a file dialog, before it is opened.</summary>
internal static class DatasetCard
{
    private const float Height = 40;

    /// <summary>Draws what is known, and takes the room for it from the place; asks when nothing is known yet.</summary>
    public static void Run(Gui gui, IFileWalk files, DatasetEntry? chosen, ref ShapeRect place)
    {
        if (!files.CanDescribe)
        {
            return;
        }

        ShapeRect card = place.CutBottom(gui.Px(Height), out place);
        if (chosen is not { } entry || files.KindOf(entry) is null)
        {
            return;
        }

        DatasetFacts? facts = files.FactsOf(entry);
        ShapeRect first = card.CutTop(MathF.Floor(card.Height / 2), out ShapeRect second);
        gui.Label(first, facts?.What ?? "Looking at it…", facts is null ? gui.Theme.Dim : gui.Theme.Text, UiAlign.Left, gui.Small);
        gui.Label(second, facts?.Volume ?? string.Empty, facts is { IsRefused: true } ? gui.Theme.Warn : gui.Theme.Dim, UiAlign.Left, gui.Small);
        gui.Place(new UiId("files.facts"), card);
        gui.Explain(new UiId("files.facts.what"), first, facts?.What);
        gui.Explain(new UiId("files.facts.volume"), second, facts is { IsRefused: true } ? facts.Volume : null);
    }
}
