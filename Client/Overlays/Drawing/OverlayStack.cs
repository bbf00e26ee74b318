using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>The overlays of a run: opens and places them, and keeps the list of what is drawn over the picture.</summary>
/// <remarks>Threads: main thread; each overlay has a thread of its own, which this one never waits for but at the end and for a picture that is saved.
/// Ownership: of the threads and what they open, and of the tools.</remarks>
internal sealed class OverlayStack : IOverlayStack, IDisposable
{
    /// <summary>Each has a thread, a texture and up to 256 MiB of frames.</summary>
    public const int Most = 16;

    private readonly List<OverlaySlot> _slots = [];
    private readonly List<IOverlayThread> _leaving = [];
    private readonly OverlayTools _tools;
    private readonly DrawList _list;
    private readonly LoopState _state;
    private readonly OverlayNotices _notices;
    private readonly OverlayCourse _course;
    private ImmutableArray<OverlayItem> _items = [];
    private int _edits;

    /// <summary>Creates an empty one.</summary>
    /// <param name="tools">What is drawn with; becomes the stack's.</param>
    /// <param name="list">What is drawn over the picture.</param>
    /// <param name="state">What the loop knows.</param>
    /// <param name="intents">What the user asked for; null where nobody asks.</param>
    /// <param name="say">Tells the user.</param>
    public OverlayStack(OverlayTools tools, DrawList list, LoopState state, IntentQueue? intents, Action<string> say)
    {
        _tools = tools;
        _list = list;
        _state = state;
        _notices = new OverlayNotices(say);
        _course = new OverlayCourse(_slots, state, intents, _notices, tools.Time);
        tools.Look = () => _course.Scene.Look(_state);
    }

    /// <inheritdoc/>
    public IReadOnlyList<OverlayItem> Items => _items;

    /// <inheritdoc/>
    public ImmutableArray<OverlaySpec> Specs => [.. _items.Select(static item => item.Spec)];

    /// <summary>Whether what comes of values that were changed is told aloud; not where a slider changes them with every move of the mouse, and what comes of it stands
    /// beside it.</summary>
    public bool TellsEdits { get; set; } = true;

    /// <inheritdoc/>
    public int Version => _edits + _course.Version;

    /// <inheritdoc/>
    public bool IsBusy => _course.IsBusy;

    /// <inheritdoc/>
    public OverlayItem Add(OverlaySpec spec)
    {
        string what = $"Cannot add the overlay '{spec.Id}'.";
        spec.Checked();
        if (Find(spec.Id) is not null)
        {
            throw new FathomException(ExitCode.Usage, what, "There is one of that name.", "Give another name.");
        }

        if (_slots.Count == Most)
        {
            throw new FathomException(ExitCode.Usage, what, $"There are {Most} overlays already.", "Remove one first.");
        }

        if (_course.Scene.IsVolume && _state.Dims is { } dims)
        {
            new SceneFacts(dims.Ndisplay, string.Empty, default, []).CheckFlat(spec.Id);
        }

        var slot = new OverlaySlot(spec, _tools);
        _slots.Add(slot);
        _course.Order(slot);
        Changed();
        return slot.Item;
    }

    /// <inheritdoc/>
    public bool Remove(string id)
    {
        if (SlotOf(id) is not { } slot)
        {
            return false;
        }

        _slots.Remove(slot);
        Leave(slot);
        if (slot.Item.Spec is VideoOverlaySpec)
        {
            _course.OrderTracksOf(id);
        }

        Changed();
        return true;
    }

    /// <inheritdoc/>
    public bool Replace(OverlaySpec spec)
    {
        if (SlotOf(spec.Id) is not { } slot)
        {
            return false;
        }

        OverlaySpec before = slot.Item.Spec;
        slot.Item.Spec = spec.Checked();
        if (before.GetType() != spec.GetType())
        {
            int index = _slots.IndexOf(slot);
            Leave(slot);
            slot = _slots[index] = new OverlaySlot(spec, _tools);
        }

        if (before == spec || Undressed(before) != Undressed(spec))
        {
            slot.IsQuiet = !TellsEdits;
            _course.Order(slot);
        }

        slot.Restyle();
        Changed();
        return true;
    }

    /// <inheritdoc/>
    public bool Move(string id, int index)
    {
        if (SlotOf(id) is not { } slot)
        {
            return false;
        }

        _slots.Remove(slot);
        _slots.Insert(Math.Clamp(index, 0, _slots.Count), slot);
        Changed();
        return true;
    }

    /// <inheritdoc/>
    public bool ShowFrame(string id, int frame)
    {
        if (SlotOf(id) is not { } slot)
        {
            return false;
        }

        slot.Item.FrameByHand = frame;
        Changed();
        return true;
    }

    /// <inheritdoc/>
    public void Hold(string? id)
    {
        foreach (OverlaySlot slot in _slots)
        {
            bool isHeld = slot.Item.Spec.Id == id;
            _state.NeedsRedraw |= isHeld != slot.IsHeld;
            slot.IsHeld = isHeld;
        }
    }

    /// <inheritdoc/>
    public OverlayItem? Find(string id) => SlotOf(id)?.Item;

    /// <summary>Goes on: takes what was opened, placed and decoded meanwhile, and says what is wanted next. Never waits.</summary>
    public void Update() => _course.Update();

    /// <summary>When <see cref="Update"/> has something to do although nothing happens; null for never.</summary>
    public long? NextDue() => _course.NextDue();

    /// <summary>Waits until everything is there that the picture on the screen wants: for one that is saved. False when that takes longer.</summary>
    public bool Complete(TimeSpan limit) => _course.Complete(limit);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OverlaySlot slot in _slots)
        {
            Leave(slot);
        }

        _slots.Clear();
        Arrange();
        _leaving.ForEach(static worker => worker.Dispose());
        _leaving.Clear();
        _tools.Dispose();
    }

    private static OverlaySpec Undressed(OverlaySpec spec) => spec switch
    {
        TracksOverlaySpec tracks => tracks with { Visible = true, Alpha = 1, Order = OverlayOrder.Above, TrailFrames = 0 },
        _ => spec with { Visible = true, Alpha = 1, Order = OverlayOrder.Above },
    };

    private OverlaySlot? SlotOf(string id) => _slots.Find(slot => slot.Item.Spec.Id == id);

    private void Changed()
    {
        _edits++;
        _items = [.. _slots.Select(static slot => slot.Item)];
        _state.NeedsRedraw = true;
        Arrange();
    }

    /// <summary>The list of what is drawn, in the order of the stack.</summary>
    private void Arrange()
    {
        foreach (string name in _list.Names.Where(static name => name.StartsWith(DrawList.Overlay("")[..^1], StringComparison.Ordinal)).ToArray())
        {
            _list.Remove(name);
        }

        foreach (OverlaySlot slot in DrawingOrder.Of(_slots, static slot => slot.Item.Spec))
        {
            _list.Add(DrawList.Overlay(slot.Item.Spec.Id), slot);
        }
    }

    private void Leave(OverlaySlot slot)
    {
        slot.Dispose();
        foreach (IOverlayThread worker in _leaving.FindAll(static worker => worker.HasEnded))
        {
            worker.Dispose();
            _leaving.Remove(worker);
        }

        _leaving.Add(slot.Worker);
        _notices.Forget(slot.Item.Spec.Id);
    }
}
