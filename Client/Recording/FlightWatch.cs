using System;
using System.Threading;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Recording;

/// <summary>Looks from outside whether a run still lives: whether its main thread ticks, and whether pictures come of the frames that come.</summary>
/// <remarks>
/// Threads: a timer's. The main thread only says that it ticked. It does not judge why; a dump is for those who want to find out.
/// </remarks>
internal sealed class FlightWatch : IDisposable
{
    /// <summary>So long without a tick is a stall. The loop sleeps for a second at most.</summary>
    internal static readonly TimeSpan Stall = TimeSpan.FromSeconds(2);

    /// <summary>So long without a picture, although frames come.</summary>
    internal static readonly TimeSpan NoPicture = TimeSpan.FromSeconds(3);

    /// <summary>Fewer frames prove nothing.</summary>
    internal const int FewestFrames = 5;

    /// <summary>Between two dumps that nobody asked for.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly FlightCounters _counters;
    private readonly TimeProvider _time;
    private readonly Action<string> _dump;
    private ITimer? _timer;
    private long _ticked;
    private long _dumped;
    private bool _hasDumped;
    private bool _isTold;
    private long _progressAt;
    private long _presented;
    private long _received;

    /// <summary>Creates a watch that does not look by itself yet.</summary>
    /// <param name="counters">What becomes of frames.</param>
    /// <param name="time">The clock, whose timer looks.</param>
    /// <param name="dump">Called with the reason, on the timer's thread; it must not throw.</param>
    public FlightWatch(FlightCounters counters, TimeProvider time, Action<string> dump)
    {
        _counters = counters;
        _time = time;
        _dump = dump;
        _ticked = _progressAt = time.GetTimestamp();
    }

    /// <summary>Looks now and then from now on.</summary>
    public void Start() => _timer = _time.CreateTimer(static watch => ((FlightWatch)watch!).Look(), this, s_look, s_look);

    /// <summary>The main thread ticked.</summary>
    public void Tick(long now) => Volatile.Write(ref _ticked, now);

    /// <summary>Looks once.</summary>
    internal void Look()
    {
        long now = _time.GetTimestamp();
        bool isLate = _time.GetElapsedTime(Volatile.Read(ref _ticked), now) > Stall;
        bool isBlind = IsBlind(now);
        _isTold &= isLate || isBlind;

        // One trouble is one dump, however long it lasts: a window that is hidden for an hour must not push out the dumps that matter.
        if ((isLate || isBlind) && !_isTold && (!_hasDumped || _time.GetElapsedTime(_dumped, now) >= Pause))
        {
            (_isTold, _hasDumped, _dumped) = (true, true, now);
            _dump(isLate ? "stall" : "no-picture");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    private bool IsBlind(long now)
    {
        // Stills and repeats come seldom and are counted elsewhere: they never look like a stream of frames.
        long shown = _counters.Presented + _counters.Stills;
        if (shown != _presented || _counters.Received == _received)
        {
            _presented = shown;
            _received = _counters.Received;
            _progressAt = now;
        }

        return _counters.Received - _received >= FewestFrames && _time.GetElapsedTime(_progressAt, now) > NoPicture;
    }
}
