using System;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Loop;

/// <summary>Takes the frame that is due, draws it, and stamps its way to the screen.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class FrameShower
{
    private readonly LoopState _state;
    private readonly IScreen _screen;
    private readonly PresenterQueue _presenter;
    private readonly InboxReader _inbox;
    private readonly IUserInput _input;
    private readonly FlightCounters _counters;
    private readonly TelemetryHub _telemetry;
    private readonly TimeProvider _time;
    private long _tickStart;
    private long _wakePosted;

    /// <summary>Creates one over the loop's parts.</summary>
    public FrameShower(LoopParts parts, LoopState state)
    {
        _state = state;
        _screen = parts.Screen;
        _presenter = parts.Presenter;
        _inbox = parts.Inbox;
        _input = parts.Input;
        _counters = parts.Counters;
        _telemetry = parts.Telemetry;
        _time = parts.Time;
    }

    /// <summary>A tick began.</summary>
    /// <param name="started">When.</param>
    /// <param name="wakePosted">When the wake-up for it was posted; 0 without one.</param>
    public void BeginTick(long started, long wakePosted)
    {
        _tickStart = started;
        _wakePosted = wakePosted;
    }

    /// <summary>Draws the due frame, or the last one again where the window wants it. False when there is something to draw but no room.</summary>
    public bool Present(long now)
    {
        bool due = _presenter.NextDue(Seconds(now)) is { } at && at <= Seconds(now);
        if (!due && !_state.NeedsRedraw)
        {
            _screen.IsFree();
            return true;
        }

        if (!_screen.IsFree())
        {
            return false;
        }

        if (_presenter.TryTake(Seconds(now), out FrameLease lease))
        {
            ShowNew(lease);
        }
        else if (_state.NeedsRedraw)
        {
            ShowAgain();
        }

        return true;
    }

    private void ShowNew(FrameLease lease)
    {
        long before = _time.GetTimestamp();
        FrameInfo info = lease.Info;
        FrameRecord record = FrameRecord.Of(info);
        (record.WakePosted, record.TickStart, record.Latched, record.Clock) = (_wakePosted, _tickStart, before, _presenter.Clock);
        lease.Acquire(LeaseRole.Renderer);
        _input.OnShown(info);
        _state.Drawing = lease;
        bool isShown = _screen.Show(lease);
        _state.Drawing = default;
        if (!isShown)
        {
            // The picture before stays, on the screen and for drawing it again.
            lease.Release(LeaseRole.Presenter);
            _counters.Drops.Add(DropReason.DecodeError);
            record.Fate = FrameFate.DecodeError;
            _telemetry.OnFrame(record);
            return;
        }

        _state.Keep(lease);
        lease.Release(LeaseRole.Presenter);
        long after = _time.GetTimestamp();
        record.Drawn = after;
        record.Swapped = after;
        _telemetry.OnFrame(record);

        _state.ShownQuality = info.HasView ? info.View.Quality : FrameQuality.Unknown;
        if (_state.ShownQuality == FrameQuality.Lossless && _state.FirstShownAt != 0)
        {
            // The same picture again, exactly: it says nothing about pace.
            _state.NeedsRedraw = false;
            _state.ShownRevision = info.View.Revision;
            return;
        }

        _counters.CountPresented();
        _state.DrawTimes.Add(_time.GetElapsedTime(before, after).TotalMilliseconds);
        if (_state.LastShownAt != 0)
        {
            _state.FrameGaps.Add(_time.GetElapsedTime(_state.LastShownAt, after).TotalMilliseconds);
        }
        else
        {
            _state.FirstShownAt = after;
        }

        ClockReading clock = _presenter.Clock;
        if (clock.HasOffset)
        {
            _state.FrameAges.Add((Seconds(after) - clock.Offset - info.ServerTimestamp) * 1000);
        }

        _state.LastShownAt = after;
        _state.NeedsRedraw = false;
        _inbox.Credits.OnShown(info.Sequence);
        _state.ShownRevision = info.HasView ? info.View.Revision : null;
    }

    private void ShowAgain()
    {
        _state.NeedsRedraw = false;
        if (_state.Shown.IsNull)
        {
            _screen.ShowPlaceholder();
            return;
        }

        _state.Shown.Acquire(LeaseRole.Renderer);
        _screen.Show(_state.Shown);
    }

    private double Seconds(long timestamp) => timestamp / (double)_time.TimestampFrequency;
}
