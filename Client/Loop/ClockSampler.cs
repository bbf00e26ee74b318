using System;
using Fathom.Client.Presentation;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;

namespace Fathom.Client.Loop;

/// <summary>Asks the server for its time where that was negotiated: a few times at once, then every other second.</summary>
/// <remarks>Threads: main thread only.</remarks>
internal sealed class ClockSampler
{
    private const int QuickSamples = 5;
    private const double QuickSeconds = 0.1;
    private const double SlowSeconds = 2;

    private readonly IStreamControl _streams;
    private readonly PresenterQueue _presenter;
    private readonly FrameFactory _frames;
    private readonly TimeProvider _time;
    private long _asked;
    private long _askAt;

    /// <summary>Creates a sampler.</summary>
    public ClockSampler(IStreamControl streams, PresenterQueue presenter, FrameFactory frames, TimeProvider time)
    {
        _frames = frames;
        _streams = streams;
        _presenter = presenter;
        _time = time;
    }

    /// <summary>A session began.</summary>
    public void Restart(long now)
    {
        _asked = 0;
        _askAt = now;
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
        _askAt = now + (long)((_asked < QuickSamples ? QuickSeconds : SlowSeconds) * _time.TimestampFrequency);
    }

    /// <summary>The answer came.</summary>
    /// <returns>The time on the way, there and back.</returns>
    public TimeSpan OnPong(ClockPong pong, long receivedAt)
    {
        double received = Seconds(receivedAt);
        _presenter.AddClockPair(pong.ClientSeconds, (pong.ReceivedSeconds + pong.SentSeconds) / 2, received);

        // What the server says is not trusted to be a time span: only as much as has passed here.
        double passed = Math.Max(0, received - pong.ClientSeconds);
        double onTheWay = passed - (pong.SentSeconds - pong.ReceivedSeconds);
        return TimeSpan.FromSeconds(Math.Min(onTheWay >= 0 && onTheWay <= passed ? onTheWay : passed, 3600));
    }

    private double Seconds(long timestamp) => timestamp / (double)_time.TimestampFrequency;
}
