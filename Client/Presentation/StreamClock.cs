using System;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Presentation;

/// <summary>
/// Says what a server timestamp is on the local monotonic clock: local = server + offset. Round trips with server times give the
/// offset; until there are any, the smallest delays among the frames that arrive do, and the offset is marked as estimated.
/// </summary>
/// <remarks>
/// Threads: one at a time; the presenter calls it under its lock. All times are seconds and come from the caller.
/// The offset moves slowly once it is known (a picture must not jump because one packet was quick), and jumps only where the
/// difference is large and lasts: the server's clock was set, or another server answers.
/// </remarks>
internal sealed class StreamClock
{
    private const int ArrivalWindow = 256;
    private const int SettlingSamples = 16;
    private const double LowQuantile = 0.05;
    private const double PairLifetime = 30;
    private const double SlewPerSecond = 0.0005;
    private const double StepThreshold = 0.05;
    private const double StepAfter = 0.5;

    private readonly SampleWindow _delays = new(ArrivalWindow);
    private readonly ClockPair[] _pairs = new ClockPair[32];
    private double _smallestDelay = double.PositiveInfinity;
    private double _lastUpdate = double.NaN;
    private double _offSince = double.NaN;
    private int _pairCount;
    private int _nextPair;

    /// <summary>True when at least one sample was taken.</summary>
    public bool HasOffset { get; private set; }

    /// <summary>Add it to a server time to get the local time.</summary>
    public double Offset { get; private set; }

    /// <summary>Half of the interval in which the true offset lies, as far as can be known; infinite for arrivals, whose path is unknown.</summary>
    public double Uncertainty { get; private set; } = double.PositiveInfinity;

    /// <summary>True while only arrivals are known: the offset then contains the quickest way through the network.</summary>
    public bool IsEstimated { get; private set; } = true;

    /// <summary>How often the server's clock was found to have jumped; delays measured before the last jump mean nothing.</summary>
    public int Steps { get; private set; }

    /// <summary>Forgets everything: another server, or the same one after a restart.</summary>
    public void Reset()
    {
        _delays.Clear();
        _pairCount = 0;
        _nextPair = 0;
        _smallestDelay = double.PositiveInfinity;
        _lastUpdate = double.NaN;
        _offSince = double.NaN;
        HasOffset = false;
        Offset = 0;
        Steps++;
        Uncertainty = double.PositiveInfinity;
        IsEstimated = true;
    }

    /// <summary>A frame stamped <paramref name="server"/> had arrived at <paramref name="local"/>.</summary>
    public void AddArrival(double local, double server)
    {
        double delay = local - server;
        if (!double.IsFinite(delay))
        {
            return;
        }

        _delays.Add(delay);
        _smallestDelay = Math.Min(_smallestDelay, delay);
        if (_pairCount > 0 && local - NewestPair().At <= PairLifetime)
        {
            return;
        }

        IsEstimated = true;
        Uncertainty = double.PositiveInfinity;
        bool settled = _delays.Total > SettlingSamples;
        Follow(local, settled ? _delays.Quantile(LowQuantile) : _smallestDelay, settled, delay);
    }

    /// <summary>A question left at <paramref name="sent"/>, the server's time was <paramref name="server"/>, the answer came at <paramref name="received"/>.</summary>
    public void AddPair(double sent, double server, double received)
    {
        double roundTrip = received - sent;
        if (!double.IsFinite(roundTrip) || !double.IsFinite(server) || roundTrip < 0)
        {
            return;
        }

        bool wasEstimated = IsEstimated || !HasOffset;
        _pairs[_nextPair] = new ClockPair(received, roundTrip, sent + (roundTrip / 2) - server);
        _nextPair = (_nextPair + 1) % _pairs.Length;
        _pairCount = Math.Min(_pairCount + 1, _pairs.Length);

        ClockPair best = BestPair(received);
        IsEstimated = false;
        // The two ways may take different times; no exchange of messages can tell, so the bar is half the round trip.
        Uncertainty = best.RoundTrip / 2;
        if (wasEstimated)
        {
            Jump(received, best.Offset);
        }
        else
        {
            Follow(received, best.Offset, settled: true, best.Offset);
        }
    }

    private ClockPair NewestPair() => _pairs[(_nextPair + _pairs.Length - 1) % _pairs.Length];

    private ClockPair BestPair(double now)
    {
        ClockPair best = NewestPair();
        for (int i = 0; i < _pairCount; i++)
        {
            ClockPair pair = _pairs[i];
            if (now - pair.At <= PairLifetime && pair.RoundTrip < best.RoundTrip)
            {
                best = pair;
            }
        }

        return best;
    }

    private void Follow(double now, double target, bool settled, double newest)
    {
        if (!HasOffset || !settled)
        {
            Jump(now, target);
            return;
        }

        // A step of the server's clock shows in every new sample, long before it shows in a quantile of the window.
        if (Math.Abs(newest - Offset) <= StepThreshold)
        {
            _offSince = double.NaN;
        }
        else if (double.IsNaN(_offSince))
        {
            _offSince = now;
        }
        else if (now - _offSince >= StepAfter)
        {
            _delays.Clear();
            _smallestDelay = newest;
            Steps++;
            Jump(now, newest);
            return;
        }

        double most = SlewPerSecond * Math.Max(0, now - _lastUpdate);
        Offset += Math.Clamp(target - Offset, -most, most);
        _lastUpdate = now;
    }

    private void Jump(double now, double target)
    {
        HasOffset = true;
        Offset = target;
        _lastUpdate = now;
        _offSince = double.NaN;
    }

    private readonly record struct ClockPair(double At, double RoundTrip, double Offset);
}
