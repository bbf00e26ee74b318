using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>The overlays of a run.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayStack : IOverlayStack, IDisposable
{
    private readonly List<OverlayItem> _items = [];
    private LoopState? _state;

    /// <inheritdoc/>
    public IReadOnlyList<OverlayItem> Items => _items;

    /// <inheritdoc/>
    public ImmutableArray<OverlaySpec> Specs => [.. _items.Select(static item => item.Spec)];

    /// <inheritdoc/>
    public int Version { get; private set; }

    /// <inheritdoc/>
    public OverlayItem Add(OverlaySpec spec)
    {
        if (Find(spec.Id) is not null)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot add the overlay '{spec.Id}'.", "There is one of that name.", "Give another name.");
        }

        var item = new OverlayItem(spec.Checked());
        _items.Add(item);
        Version++;
        return item;
    }

    /// <inheritdoc/>
    public bool Remove(string id)
    {
        Version++;
        return _items.RemoveAll(item => item.Spec.Id == id) > 0;
    }

    /// <inheritdoc/>
    public bool Replace(OverlaySpec spec)
    {
        if (Find(spec.Id) is not { } item)
        {
            return false;
        }

        item.Spec = spec.Checked();
        Version++;
        return true;
    }

    /// <inheritdoc/>
    public bool Move(string id, int index)
    {
        if (Find(id) is not { } item)
        {
            return false;
        }

        _items.Remove(item);
        _items.Insert(Math.Clamp(index, 0, _items.Count), item);
        Version++;
        return true;
    }

    /// <inheritdoc/>
    public bool ShowFrame(string id, int frame)
    {
        if (Find(id) is not { } item)
        {
            return false;
        }

        item.FrameByHand = frame;
        Version++;
        return true;
    }

    /// <inheritdoc/>
    public OverlayItem? Find(string id) => _items.Find(item => item.Spec.Id == id);

    /// <summary>Goes on: takes what was opened, placed and decoded meanwhile.</summary>
    public void Update(LoopState state) => _state = state;

    /// <inheritdoc/>
    public void Dispose()
    {
        _state?.Log.Write(Logging.LogCategory.Ui, Logging.LogLevel.Trace, $"{_items.Count} overlays");
        _items.Clear();
    }
}
