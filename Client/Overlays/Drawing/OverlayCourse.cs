using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Playback;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>Takes the overlays of a run along with its scene: orders their places, takes over what has come, and says which frames are wanted next.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class OverlayCourse
{
    private readonly List<OverlaySlot> _slots;
    private readonly LoopState _state;
    private readonly IntentQueue? _intents;
    private readonly OverlayNotices _notices;
    private readonly TimeProvider _time;

    /// <summary>Takes a list along, which its owner may change.</summary>
    public OverlayCourse(List<OverlaySlot> slots, LoopState state, IntentQueue? intents, OverlayNotices notices, TimeProvider time)
    {
        _slots = slots;
        _state = state;
        _intents = intents;
        _notices = notices;
        _time = time;
    }

    /// <summary>The scene under them.</summary>
    public SceneWatch Scene { get; } = new();

    /// <summary>Counts up with everything that came and that a user would see.</summary>
    public int Version { get; private set; }

    /// <summary>Whether something is being opened, placed or decoded that the picture on the screen waits for.</summary>
    public bool IsBusy => _slots.Exists(static slot => slot.Item.Phase == OverlayPhase.Opening || slot.Desk.IsBusy);

    /// <summary>Goes on. Never waits.</summary>
    public void Update()
    {
        if (Scene.Update(_state))
        {
            _slots.ForEach(static slot => slot.IsPlaced = false);
            _slots.ForEach(Order);
            _state.NeedsRedraw = true;
        }

        foreach (OverlaySlot slot in _slots)
        {
            Take(slot);
        }

        SceneLook look = Scene.Look(_state);
        int asked = Scene.TimeAxis >= 0 && _intents is not null ? ShownIndex.Asked(_state, _intents, Scene.TimeAxis) : look.SceneFrame;
        foreach (OverlaySlot slot in _slots)
        {
            SetPhase(slot, look.IsVolume);
            if (slot.Prepare(look, asked))
            {
                _state.NeedsRedraw = true;
            }
        }

        _notices.Volume(look.IsVolume, _slots);
    }

    /// <summary>When <see cref="Update"/> has something to do although nothing happens; null for never.</summary>
    public long? NextDue()
    {
        long? due = null;
        foreach (OverlaySlot slot in _slots)
        {
            if (slot.LateUntil is { } until)
            {
                due = due is { } earlier && earlier < until ? earlier : until;
            }
        }

        return due;
    }

    /// <summary>Waits until everything is there that the picture on the screen wants. False when that takes longer.</summary>
    public bool Complete(TimeSpan limit)
    {
        long began = _time.GetTimestamp();

        // Places first, then those of tracks made from videos, then frames.
        for (int round = 0; round < 3; round++)
        {
            Update();
            foreach (OverlaySlot slot in _slots)
            {
                TimeSpan left = limit - _time.GetElapsedTime(began);
                if (left <= TimeSpan.Zero || !slot.Desk.WaitIdle(left))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Orders the place of an overlay; that of tracks when their video is in its own.</summary>
    public void Order(OverlaySlot slot)
    {
        if (slot.Item.Spec is not TracksOverlaySpec tracks || TracksPlacing.VideoOf(tracks, _slots.Select(static other => other.Item.Spec)) is not { } of)
        {
            slot.Order(Scene.Facts, null);
            return;
        }

        OverlayItem? video = _slots.Find(other => other.Item.Spec.Id == of)?.Item;
        if (video is { Aligned: { } aligned, Reader: { } reader, Error: null })
        {
            slot.Order(Scene.Facts, new VideoOrigin(aligned.Calibration, [.. reader.Timestamps.Span], video.Spec.Clock));
        }
        else if (tracks.Of is null && video?.Error is not null)
        {
            slot.Order(Scene.Facts, null);
        }
        else if (video is null or { Error: not null })
        {
            slot.Fail(TracksPlacing.NoVideo(tracks, video is null ? $"They were made from '{of}', and there is no video of that name." : $"They were made from '{of}', which cannot be shown."));
            _notices.Of(slot.Item);
        }
    }

    /// <summary>Orders the places of the tracks that were made from a video, or do not say from which.</summary>
    public void OrderTracksOf(string video)
    {
        foreach (OverlaySlot slot in _slots)
        {
            if (slot.Item.Spec is TracksOverlaySpec tracks && (tracks.Of is null || tracks.Of == video))
            {
                Order(slot);
            }
        }
    }

    private void Take(OverlaySlot slot)
    {
        if (slot.Item.Phase == OverlayPhase.Opening && slot.Item.Progress != slot.Worker.Progress)
        {
            slot.Item.Progress = slot.Worker.Progress;
            Version++;
        }

        if (!slot.Desk.TryTakeAnswer(out PlaceAnswer answer) || answer.Order.Number != slot.Orders)
        {
            return;
        }

        slot.Place(answer);
        if (!slot.IsQuiet)
        {
            _notices.Of(slot.Item);
        }

        slot.IsQuiet = false;
        if (slot.Item.Spec is VideoOverlaySpec)
        {
            OrderTracksOf(slot.Item.Spec.Id);
        }

        _state.NeedsRedraw = true;
        Version++;
    }

    private void SetPhase(OverlaySlot slot, bool isVolume)
    {
        OverlayPhase phase = slot.Item.Error is not null ? OverlayPhase.Failed
            : isVolume && slot.HasPlace ? OverlayPhase.HiddenInVolume
            : slot.IsPlaced ? OverlayPhase.Ready : OverlayPhase.Opening;
        if (phase != slot.Item.Phase)
        {
            slot.Item.Phase = phase;
            _state.NeedsRedraw = true;
            Version++;
        }
    }
}
