using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Tests.Ui;

/// <summary>Overlays without files, decoders and GL; what becomes of them is the test's to say.</summary>
internal sealed class FakeOverlayStack : IOverlayStack
{
    private readonly List<OverlayItem> _items = [];

    public IReadOnlyList<OverlayItem> Items => _items;

    public ImmutableArray<OverlaySpec> Specs => [.. _items.Select(static item => item.Spec)];

    public int Version { get; set; }

    /// <summary>Whether a volume is shown, over which nothing can be added.</summary>
    public bool IsVolume { get; set; }

    /// <summary>What is left undrawn.</summary>
    public string? Held { get; private set; }

    /// <summary>What was given other values, in order.</summary>
    public List<OverlaySpec> Replaced { get; } = [];

    public OverlayItem Add(OverlaySpec spec)
    {
        if (IsVolume)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot lay '{spec.Id}' over the scene.", "3 axes are shown.", "Show a slice.");
        }

        var item = new OverlayItem(spec.Checked());
        _items.Add(item);
        Version++;
        return item;
    }

    public bool Remove(string id)
    {
        Version++;
        return _items.RemoveAll(item => item.Spec.Id == id) > 0;
    }

    public bool Replace(OverlaySpec spec)
    {
        if (Find(spec.Id) is not { } item)
        {
            return false;
        }

        item.Spec = spec.Checked();
        Replaced.Add(spec);
        Version++;
        return true;
    }

    public bool Move(string id, int index)
    {
        if (Find(id) is not { } item)
        {
            return false;
        }

        _items.Remove(item);
        _items.Insert(index, item);
        Version++;
        return true;
    }

    public bool ShowFrame(string id, int frame)
    {
        Find(id)!.FrameByHand = frame;
        Version++;
        return true;
    }

    public void Hold(string? id) => Held = id;

    public OverlayItem? Find(string id) => _items.Find(item => item.Spec.Id == id);
}
