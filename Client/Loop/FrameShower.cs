using System;
using Fathom.Client.Logging;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Render;

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
    private readonly FrameBook _book;
    private readonly IntentBook _intents;
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
        _intents = parts.Intents.Book;
        _book = new FrameBook(parts.Telemetry, _intents, parts.Drops);
        _time = parts.Time;
    }

    /// <summary>A tick began.</summary>
    /// <param name="started">When.</param>
    /// <param name="wakePosted">When the wake-up for it was posted; 0 without one.</param>
    public void BeginTick(long started, long wakePosted)
    {
        _tickStart = started;
        _wakePosted = wakePosted;
        _intents.BeginTick(started);
        _book.TakeDrops(_presenter.Clock);
    }

    /// <summary>The loop has ended and the GPU has nothing more to do: every record is complete.</summary>
    public void Finish()
    {
        TakeGpuTimes();
        _book.TakeDrops(_presenter.Clock);
        _book.Finish();
    }

    /// <summary>Draws the due frame, or the last one again where the window wants it. False when there is something to draw but no room.</summary>
    public bool Present(long now)
    {
        bool due = _presenter.NextDue(Seconds(now)) is { } at && at <= Seconds(now);
        if (!due && !_state.NeedsRedraw)
        {
            IsScreenFree();
            return true;
        }

        if (!IsScreenFree())
        {
            return false;
        }

        if (_presenter.TryChoose(Seconds(now), out TakenFrame taken))
        {
            ShowNew(taken);
        }
        else if (_state.NeedsRedraw)
        {
            ShowAgain();
        }

        return true;
    }

    private bool IsScreenFree()
    {
        bool isFree = _screen.IsFree();
        TakeGpuTimes();
        return isFree;
    }

    private void TakeGpuTimes()
    {
        while (_screen.TryTakeGpuTime(out GpuTime time))
        {
            _book.OnGpuDone(time);
        }
    }

    private void ShowNew(in TakenFrame taken)
    {
        FrameLease lease = taken.Lease;
        long before = _time.GetTimestamp();
        FrameInfo info = lease.Info;
        FrameRecord record = FrameRecord.Of(info);
        (record.WakePosted, record.TickStart, record.Latched) = (_wakePosted, _tickStart, before);
        (record.Queued, record.Due) = (Ticks(taken.Ready), Ticks(taken.Due));
        (record.Choice, record.Policy, record.Overtaken, record.Clock) = (taken.Choice, taken.Policy, taken.Overtaken, taken.Clock);
        lease.Acquire(LeaseRole.Renderer);
        _input.OnShown(info);
        _state.Drawing = lease;
        bool isShown = _screen.Show(lease);
        _state.Log.Write(LogCategory.Present, LogLevel.Trace, $"frame {info.Sequence} {(isShown ? "is shown" : "cannot be drawn")}");
        _state.Drawing = default;
        if (!isShown)
        {
            // The picture before stays, on the screen and for drawing it again.
            lease.Release(LeaseRole.Presenter);
            _counters.Drops.Add(DropReason.DecodeError);
            record.Fate = FrameFate.DecodeError;
            _book.OnRefused(record);
            return;
        }

        _state.Keep(lease);
        lease.Release(LeaseRole.Presenter);
        long after = _time.GetTimestamp();
        ShowTimes times = _screen.LastShow;
        (record.Drawn, record.Swapped) = times.Drawn == 0 ? (after, after) : (times.Drawn, times.Swapped);
        _book.OnDrawn(times.Draw, record);

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

        ClockReading clock = taken.Clock;
        if (clock.HasOffset)
        {
            _state.FrameAges.Add((Seconds(after) - clock.ToLocal(info.ServerTimestamp)) * 1000);
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

    private long Ticks(double seconds) => double.IsFinite(seconds) ? (long)(seconds * _time.TimestampFrequency) : 0;

    private double Seconds(long timestamp) => timestamp / (double)_time.TimestampFrequency;
}
