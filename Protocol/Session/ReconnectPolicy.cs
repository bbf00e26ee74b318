using System;

namespace Fathom.Protocol.Session;

/// <summary>When to connect again: at once the first time, then with growing, jittered pauses.</summary>
/// <remarks>
/// A clean close counts like any other end: a server that closes cleanly right after each welcome must not be called in a loop.
/// Only a session that has lasted for <see cref="StableAfter"/> makes the next retry immediate again. Not thread-safe; time comes in from outside.
/// </remarks>
public sealed class ReconnectPolicy
{
    private const double FirstPauseMs = 50;
    private const double JitterShare = 0.25;

    private static readonly TimeSpan s_closedCap = TimeSpan.FromSeconds(1);

    private readonly Random _random;
    private int _failures;
    private TimeSpan _liveSince;
    private bool _live;

    /// <summary>Creates the policy.</summary>
    /// <param name="seed">Seeds the jitter, so that many viewers of one server do not come back in step.</param>
    public ReconnectPolicy(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>The longest pause while connecting fails: a picture should be there within a second of the server's return, handshake included.</summary>
    public TimeSpan ConnectCap { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause after the server has rejected us.</summary>
    public TimeSpan RejectCap { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a session must have lasted to count as a success.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>When the next attempt is due, on the caller's clock; null while connected or before the first end.</summary>
    public TimeSpan? DueAt { get; private set; }

    /// <summary>How many attempts have failed in a row.</summary>
    public int Failures => _failures;

    /// <summary>A session began.</summary>
    public void Connected(TimeSpan now)
    {
        _live = true;
        _liveSince = now;
        DueAt = null;
    }

    /// <summary>An attempt failed or a session ended; gives the pause before the next attempt and sets <see cref="DueAt"/>.</summary>
    public TimeSpan Ended(SessionEndKind kind, TimeSpan now)
    {
        if (_live && now - _liveSince >= StableAfter)
        {
            _failures = 0;
        }

        _live = false;
        TimeSpan pause = TimeSpan.Zero;
        if (_failures > 0)
        {
            TimeSpan cap = kind switch
            {
                SessionEndKind.Rejected or SessionEndKind.BadHandshake => RejectCap,
                SessionEndKind.ConnectFailed => ConnectCap,
                _ => s_closedCap,
            };
            double grown = FirstPauseMs * Math.Pow(2, Math.Min(_failures - 1, 16));
            double jitter = 1 - (JitterShare * _random.NextDouble());
            pause = TimeSpan.FromMilliseconds(Math.Min(grown, cap.TotalMilliseconds) * jitter);
        }

        _failures++;
        DueAt = now + pause;
        return pause;
    }

    /// <summary>The user does not want to wait.</summary>
    public void RetryNow(TimeSpan now)
    {
        if (DueAt is not null)
        {
            DueAt = now;
        }
    }
}
