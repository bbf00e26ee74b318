using System;

namespace Fathom.Client.Streams;

/// <summary>How long to wait before the next attempt to connect: the first at once, then doubling, with jitter.</summary>
/// <remarks>Threads: one channel's loop.</remarks>
internal sealed class RetryDelay
{
    private const double FirstSeconds = 0.1;
    private const double LongestUnreachable = 1;
    private const double LongestRefused = 5;
    private const double Jitter = 0.2;

    private readonly Random _random;
    private int _failures;

    /// <summary>Creates a delay; equal seeds give equal waits.</summary>
    public RetryDelay(int seed)
    {
        _random = new Random(seed);
    }

    /// <summary>The connection works.</summary>
    public void Succeeded() => _failures = 0;

    /// <summary>The time to wait after a connection ended.</summary>
    public TimeSpan Next(ChannelEndKind end)
    {
        bool refused = end is ChannelEndKind.Refused or ChannelEndKind.ProtocolError;
        if (_failures++ == 0 && !refused)
        {
            return TimeSpan.Zero;
        }

        double longest = refused ? LongestRefused : LongestUnreachable;
        double delay = Math.Min(longest, FirstSeconds * Math.Pow(2, Math.Min(_failures, 20)));
        return TimeSpan.FromSeconds(delay * (1 - Jitter + (Jitter * _random.NextDouble())));
    }
}
