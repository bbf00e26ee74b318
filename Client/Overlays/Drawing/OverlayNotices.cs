using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Tells the user what there is to know of overlays, each thing once.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayNotices(Action<string> say)
{
    private readonly HashSet<(string Id, string Text)> _told = [];
    private bool _wasVolume;

    /// <summary>Errors and warnings of an overlay that have not been told.</summary>
    public void Of(OverlayItem item)
    {
        string id = item.Spec.Id;
        if (item.Error is { } error)
        {
            Once(id, Sentences(error));
        }

        foreach (string warning in item.Warnings)
        {
            Once(id, OverlayPlacement.Named(id, warning));
        }
    }

    /// <summary>An error in one line; the words of libraries end as they like.</summary>
    public static string Sentences(FathomException error) => $"{error.What} {(error.Why.EndsWith('.') ? error.Why : error.Why + ".")} {error.How}";

    /// <summary>A volume is shown, or the plane again: one notice for all overlays.</summary>
    public void Volume(bool isVolume, List<OverlaySlot> slots)
    {
        if (isVolume == _wasVolume)
        {
            return;
        }

        string[] hidden = [.. slots.Where(static slot => slot.Item is { Phase: OverlayPhase.HiddenInVolume, Spec.Visible: true }).Select(static slot => slot.Item.Spec.Id)];
        if (hidden.Length > 0)
        {
            say(hidden.Length == 1
                ? $"'{hidden[0]}' is hidden while a volume is shown: where a plane would lie in it nobody said. It comes back with the plane."
                : $"{hidden.Length} overlays are hidden while a volume is shown: where a plane would lie in it nobody said. They come back with the plane.");
        }

        // With nothing in its place yet there is nothing to tell, and the question stays open.
        _wasVolume = isVolume && hidden.Length > 0;
    }

    /// <summary>Another overlay of that name may come.</summary>
    public void Forget(string id) => _told.RemoveWhere(told => told.Id == id);

    private void Once(string id, string text)
    {
        if (_told.Add((id, text)))
        {
            say(text);
        }
    }
}
