using System;
using System.Collections.Generic;
using Fathom.Client.Loop;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;

namespace Fathom.Client.Intents;

/// <summary>What the user did, on its way to the server: one slot for each property, so that no axis waits for another.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class IntentQueue
{
    private const double MinimumSeconds = 1 / 120.0;
    private const double ForgetSeconds = 2;
    private const string CameraTarget = "main";

    private readonly IStreamControl _streams;
    private readonly LoopState _state;
    private readonly TimeProvider _time;
    private readonly List<IntentSlot> _slots = [];
    private readonly Dictionary<string, IntentSlot> _unanswered = new(StringComparer.Ordinal);
    private readonly FrameFactory _frames;
    private readonly int?[] _asked = new int?[16];

    /// <summary>Creates an empty queue.</summary>
    public IntentQueue(IStreamControl streams, LoopState state, FrameFactory frames, TimeProvider time)
    {
        _frames = frames;
        _streams = streams;
        _state = state;
        _time = time;
    }

    /// <summary>The newest revision that an answer named: a frame that shows it, or a later one, answers all that was asked.</summary>
    public long? LastRevision { get; private set; }

    /// <summary>Whether anything waits or is unanswered.</summary>
    public bool IsBusy => _unanswered.Count > 0 || _slots.Exists(static slot => slot.IsBusy);

    /// <summary>Moves the axis that the keys and the wheel move. False when there is none.</summary>
    public bool StepPrimary(int delta)
    {
        if (_state.Dims is not { } dims || DimsAxes.Primary(dims) is var axis && axis < 0)
        {
            return false;
        }

        int from = axis < _asked.Length && _asked[axis] is { } asked ? asked : dims.Step[axis];
        return SetIndex(axis, from + delta);
    }

    /// <summary>Moves an axis to an index within its size. False when there is no such axis.</summary>
    public bool SetIndex(int axis, int index)
    {
        if (_state.Dims is not { } dims || axis < 0 || axis >= dims.Step.Length || axis >= _asked.Length)
        {
            return false;
        }

        int size = DimsAxes.Size(dims, axis);
        int wanted = Math.Clamp(index, 0, size > 0 ? size - 1 : int.MaxValue);
        _asked[axis] = wanted;
        Slot(new PropertyKey("dims", DimsAxes.Label(dims, axis), "index")).Want(wanted);
        return true;
    }

    /// <summary>Zooms about a point of the picture in its pixels, origin at the bottom left as on the wire; a factor below 1 zooms in.</summary>
    public void Zoom(double factor, double anchorX, double anchorY)
    {
        if (_state.Dims is not null)
        {
            Slot(new PropertyKey("camera", CameraTarget, "zoom"), CameraDeltas.CombineZoom).Want(CameraDeltas.Zoom(factor, anchorX, anchorY));
        }
    }

    /// <summary>Moves the picture by pixels of the picture.</summary>
    public void Pan(double dx, double dy)
    {
        if (_state.Dims is not null)
        {
            Slot(new PropertyKey("camera", CameraTarget, "pan"), CameraDeltas.CombinePan).Want(CameraDeltas.Pan(dx, dy));
        }
    }

    /// <summary>Shows the whole picture again.</summary>
    public void ResetCamera()
    {
        if (_state.Dims is not null)
        {
            Slot(new PropertyKey("camera", CameraTarget, "reset")).Want(CameraDeltas.Reset());
        }
    }

    /// <summary>Sends what may go now.</summary>
    public void Flush(long now)
    {
        if (_state.Session is not { } session)
        {
            return;
        }

        double seconds = now / (double)_time.TimestampFrequency;
        foreach (IntentSlot slot in _slots)
        {
            if (slot.TryTake(seconds, out StateValue? value))
            {
                Send(session, slot, value!);
            }
        }
    }

    /// <summary>When <see cref="Flush"/> has something to do; null when nothing waits.</summary>
    public long? NextDue(long now)
    {
        double? soonest = null;
        if (_state.Session is not null)
        {
            foreach (IntentSlot slot in _slots)
            {
                if (slot.NextDue() is { } due && (soonest is null || due < soonest))
                {
                    soonest = due;
                }
            }
        }

        return soonest is { } at ? Math.Max(now, (long)(Math.Max(0, at) * _time.TimestampFrequency)) : null;
    }

    /// <summary>The server answered.</summary>
    public void OnAck(AckState ack)
    {
        if (!_unanswered.Remove(ack.AckedIntentId, out IntentSlot? slot))
        {
            return;
        }

        slot.Answered();
        if (ack.Revision is { } revision && ack.Status != AckStatus.Rejected)
        {
            LastRevision = Math.Max(LastRevision ?? long.MinValue, revision);
        }

        if (!IsBusy || ack.Status == AckStatus.Rejected)
        {
            // Nothing of ours is under way: what the server says is what holds.
            Array.Clear(_asked);
        }
    }

    /// <summary>The session is gone, and what was on its way with it.</summary>
    public void OnDisconnected()
    {
        foreach (IntentSlot slot in _slots)
        {
            slot.Clear();
        }

        _unanswered.Clear();
        Array.Clear(_asked);
        LastRevision = null;
    }

    private void Send(SessionWelcome session, IntentSlot slot, StateValue value)
    {
        StateUpdate update = _frames.Update(session.Info.Id, slot.Key, value);
        if (_streams.TryPost(update))
        {
            _unanswered[update.IntentId!] = slot;
        }
        else
        {
            slot.PutBack(value);
        }
    }

    private IntentSlot Slot(PropertyKey key, Func<StateValue, StateValue, StateValue>? combine = null)
    {
        foreach (IntentSlot slot in _slots)
        {
            if (slot.Key == key)
            {
                return slot;
            }
        }

        var created = new IntentSlot(key, MinimumSeconds, ForgetSeconds, combine);
        _slots.Add(created);
        return created;
    }
}
