using System;
using Fathom.Client.Presentation;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Loop;

/// <summary>Asks the server for its time where that was negotiated: a few times at once, then every other second, or more often where that is wanted.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ClockSampler
{
    private const int QuickSamples = 5;
    private const double QuickSeconds = 0.1;

    // The loop wakes at least once a second by itself; only who asks more often than that needs to be woken for it.
    private const double WakeBelow = 1;

    private readonly IStreamControl _streams;
    private readonly PresenterQueue _presenter;
    private readonly FrameFactory _frames;
    private readonly ClockSampling _sampling;
    private readonly TimeProvider _time;
    private bool _isAnswered;
    private long _asked;
    private long _askAt;

    /// <summary>Creates a sampler.</summary>
    public ClockSampler(IStreamControl streams, PresenterQueue presenter, FrameFactory frames, TimeProvider time, ClockSampling? sampling = null)
    {
        _frames = frames;
        _streams = streams;
        _presenter = presenter;
        _time = time;
        _sampling = sampling ?? new ClockSampling();
    }

    /// <summary>A session began.</summary>
    public void Restart(long now)
    {
        _asked = 0;
        _askAt = now;
        _isAnswered = false;
        _presenter.ForgetClockPairs();
        _sampling.History?.BeginSession();
    }

    /// <summary>Asks if it is time to.</summary>
    public void Ask(long now, SessionWelcome? session)
    {
        if (now < _askAt || session?.Feature(FeatureNames.Clock) is not { Enabled: true })
        {
            return;
        }

        _streams.TryPost(new ClockPing(_frames.Envelope("clock", session.Info.Id), _asked, Seconds(now)));
        _asked++;
        _askAt = now + (long)(Pause * _time.TimestampFrequency);
    }

    /// <summary>When the next question is due, where the loop must be woken for it.</summary>
    public long? NextDue() => _isAnswered && Pause < WakeBelow ? _askAt : null;

    /// <summary>The answer came.</summary>
    /// <param name="pong">It.</param>
    /// <param name="receivedAt">When.</param>
    /// <param name="setBy">By how much the server's clock turns out to have been set, in seconds; 0 where it was not.</param>
    /// <returns>The time on the way, there and back.</returns>
    public TimeSpan OnPong(ClockPong pong, long receivedAt, out double setBy)
    {
        double received = Seconds(receivedAt);
        _isAnswered = true;
        setBy = 0;
        if (OffsetInterval.TryMake(pong.ClientSeconds, pong.ReceivedSeconds, pong.SentSeconds, received, out OffsetInterval exchange))
        {
            setBy = _presenter.AddClockPair(exchange) ? -_presenter.Clock.LastStep : 0;
            _sampling.History?.Add(exchange);
        }

        // What the server says is not trusted to be a time span: only as much as has passed here.
        double passed = Math.Max(0, received - pong.ClientSeconds);
        double onTheWay = passed - (pong.SentSeconds - pong.ReceivedSeconds);
        return TimeSpan.FromSeconds(Math.Min(onTheWay >= 0 && onTheWay <= passed ? onTheWay : passed, 3600));
    }

    private double Pause => _asked < QuickSamples ? Math.Min(QuickSeconds, _sampling.Seconds) : _sampling.Seconds;

    private double Seconds(long timestamp) => timestamp / (double)_time.TimestampFrequency;
}
