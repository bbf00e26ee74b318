using System;
using System.Threading;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Loop;

/// <summary>
/// The main thread's work, one tick at a time: read the inbox, take the frame that is due, draw it, send what the user did, sleep
/// until something is to be done. Nothing is drawn while nothing changes.
/// </summary>
/// <remarks>Threads: main thread only; others reach it through the inbox, the presenter and the wake source.</remarks>
internal sealed class ClientStreamLoop
{
    private static readonly TimeSpan s_longestSleep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_fenceSleep = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_stall = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_countPeriod = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_titlePeriod = TimeSpan.FromMilliseconds(500);

    private readonly LoopState _state;
    private readonly IScreen _screen;
    private readonly PresenterQueue _presenter;
    private readonly WakeSource _wake;
    private readonly FrameShower _shower;
    private readonly InboxReader _inbox;
    private readonly IUserInput _input;
    private readonly IntentQueue _intents;
    private readonly FlightCounters _counters;
    private readonly TimeProvider _time;
    private readonly string _server;
    private readonly CancellationToken _interrupt;
    private readonly SnapshotWatch? _snapshot;
    private readonly StatsLine? _stats;
    private readonly Action? _countDrops;
    private long _countAt;
    private readonly long _startedAt;
    private readonly long _deadline;
    private long _titleAt;
    private long _titleFrames;
    private string _title = string.Empty;

    /// <summary>Creates a loop over parts that its host made and owns.</summary>
    public ClientStreamLoop(LoopParts parts, LoopState state, TimeSpan? duration, string server, CancellationToken interrupt)
    {
        _state = state;
        _screen = parts.Screen;
        _presenter = parts.Presenter;
        _wake = parts.Wake;
        _shower = new FrameShower(parts, state);
        _inbox = parts.Inbox;
        _input = parts.Input;
        _intents = parts.Intents;
        _counters = parts.Counters;
        _time = parts.Time;
        _snapshot = parts.Snapshot;
        _stats = parts.Stats;
        _countDrops = parts.CountDrops;
        _server = server;
        _interrupt = interrupt;
        _startedAt = _time.GetTimestamp();
        _deadline = duration is { } limit ? _startedAt + Ticks(limit) : long.MaxValue;
        _titleAt = _startedAt;
    }

    /// <summary>Ticks until something ends the run.</summary>
    public ExitCause Run()
    {
        while (_state.Exit is null)
        {
            TimeSpan sleep = Tick();
            if (_state.Exit is null && sleep > TimeSpan.Zero)
            {
                _screen.WaitEvents(sleep);
            }
        }

        return _state.Exit;
    }

    /// <summary>Completes the records of all that was shown; the GPU has finished.</summary>
    public void Finish() => _shower.Finish();

    /// <summary>Does all that is to be done now.</summary>
    /// <returns>How long to sleep unless something wakes the thread.</returns>
    public TimeSpan Tick()
    {
        long started = _time.GetTimestamp();
        _shower.BeginTick(started, _wake.Begin());
        _inbox.Drain();
        _input.Read(started);
        bool waitsForScreen = !_shower.Present(_time.GetTimestamp());
        _intents.Flush(_time.GetTimestamp());
        _inbox.KeepAlive(_time.GetTimestamp());
        SetTitle(_time.GetTimestamp());
        CountDrops(_time.GetTimestamp());
        _stats?.Tick(_time.GetTimestamp());
        CheckExit(_time.GetTimestamp());

        long ended = _time.GetTimestamp();
        if (_time.GetElapsedTime(started, ended) > s_stall)
        {
            _state.Stalls++;
        }

        return SleepFor(ended, waitsForScreen);
    }

    private void SetTitle(long now)
    {
        TimeSpan since = _time.GetElapsedTime(_titleAt, now);
        if (_screen.IsHeadless || (since < s_titlePeriod && _title.Length > 0))
        {
            return;
        }

        double rate = since > TimeSpan.Zero ? (_counters.Presented - _titleFrames) / since.TotalSeconds : 0;
        string title = TitleText.Write(_state, _server, rate, now);
        _titleAt = now;
        _titleFrames = _counters.Presented;
        if (title != _title)
        {
            _title = title;
            _screen.SetTitle(title);
        }
    }

    private void CountDrops(long now)
    {
        if (_countDrops is not null && now >= _countAt)
        {
            _countAt = now + Ticks(s_countPeriod);
            _countDrops();
        }
    }

    private void CheckExit(long now)
    {
        if (_interrupt.IsCancellationRequested)
        {
            _state.Exit ??= ExitCause.Interrupted;
        }
        else if (_screen.CloseRequested)
        {
            _state.Exit ??= ExitCause.Closed;
        }
        else if (_snapshot?.Check(now) is { } cause)
        {
            _state.Exit ??= cause;
        }
        else if (now >= _deadline)
        {
            _state.Exit ??= _state.FirstShownAt != 0
                ? ExitCause.Finished
                : new ExitCause("no_picture", FailureText.NoPicture(_time.GetElapsedTime(_startedAt, now), TitleText.Trouble(_state, now)));
        }
    }

    private TimeSpan SleepFor(long now, bool waitsForScreen)
    {
        // Pictures that the GPU still reads are let go of when it is done, also when nothing comes after them.
        if (waitsForScreen || _screen.Pending > 0)
        {
            return s_fenceSleep;
        }

        double seconds = s_longestSleep.TotalSeconds;
        double here = Seconds(now);
        if (!_screen.IsHeadless)
        {
            seconds = Math.Min(seconds, s_titlePeriod.TotalSeconds);
        }

        if (_presenter.NextDue(here) is { } due)
        {
            seconds = Math.Min(seconds, due - here);
        }

        if (_intents.NextDue(now) is { } intentAt)
        {
            seconds = Math.Min(seconds, Seconds(intentAt) - here);
        }

        if (_inbox.NextDue(now) is { } askAt)
        {
            seconds = Math.Min(seconds, Seconds(askAt) - here);
        }

        if (_input.NextDue(now) is { } inputAt)
        {
            seconds = Math.Min(seconds, Seconds(inputAt) - here);
        }

        if (_deadline != long.MaxValue)
        {
            seconds = Math.Min(seconds, Seconds(_deadline) - here);
        }

        return TimeSpan.FromSeconds(Math.Max(0, seconds));
    }

    private double Seconds(long timestamp) => timestamp / (double)_time.TimestampFrequency;

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);
}
