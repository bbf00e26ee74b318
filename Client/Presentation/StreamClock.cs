using System;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Presentation;

/// <summary>
/// Says what a server timestamp is on the local monotonic clock: local = server + offset. Exchanges with server times give the best
/// estimate, for figures; until there are any, the smallest delays among the frames that arrive do, and it is marked as estimated.
/// The offset that pictures are scheduled by follows it.
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
    private readonly ClockEstimator _estimator = new();
    private double _smallestDelay = double.PositiveInfinity;
    private double _lastUpdate = double.NaN;
    private double _offSince = double.NaN;

    /// <summary>True when at least one sample was taken.</summary>
    public bool HasOffset { get; private set; }

    /// <summary>Add it to a server time to get the local time: moves slowly.</summary>
    public double Offset { get; private set; }

    /// <summary>The best estimate.</summary>
    public ClockReading Best { get; private set; } = ClockReading.Unknown;

    /// <summary>How often the offset was found to have jumped; delays measured before the last jump mean nothing.</summary>
    public int Steps { get; private set; }

    /// <summary>Forgets the exchanges: another session, perhaps of another server. The offset stays until something new is known.</summary>
    public void ForgetPairs() => _estimator.Reset();

    /// <summary>Forgets the arrivals, and by how much frames were late: another pixel connection. What the session's exchanges told stays.</summary>
    public void Reset()
    {
        _delays.Clear();
        _smallestDelay = double.PositiveInfinity;
        _lastUpdate = double.NaN;
        _offSince = double.NaN;
        HasOffset = false;
        Offset = 0;
        Steps++;
        Best = ClockReading.Unknown;
        if (_estimator.HasOffset)
        {
            Jump(_estimator.NewestAt, Read().Offset);
        }
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
        if (_estimator.HasOffset && local - _estimator.NewestAt <= PairLifetime)
        {
            return;
        }

        bool settled = _delays.Total > SettlingSamples;
        Follow(local, settled ? _delays.Quantile(LowQuantile) : _smallestDelay, settled, delay);
        Best = new ClockReading(true, Offset, double.PositiveInfinity, IsEstimated: true, 0) { At = local };
    }

    /// <summary>An exchange of messages told where the offset lies.</summary>
    /// <returns>Whether the server's clock turns out to have been set.</returns>
    public bool AddPair(in OffsetInterval exchange)
    {
        bool wasEstimated = Best.IsEstimated;
        bool isStep = _estimator.Add(exchange) > 0;
        double best = Read().Offset;
        if (isStep)
        {
            _delays.Clear();
            _smallestDelay = double.PositiveInfinity;
        }

        if (wasEstimated || (isStep && Math.Abs(best - Offset) > StepThreshold))
        {
            Steps += wasEstimated ? 0 : 1;
            Jump(exchange.At, best);
        }
        else
        {
            Follow(exchange.At, best, settled: true, best);
        }

        return isStep;
    }

    private ClockReading Read()
    {
        double at = _estimator.NewestAt;
        OffsetInterval offset = _estimator.At(at);
        return Best = new ClockReading(true, offset.Middle, offset.Half, IsEstimated: false, 0)
        {
            At = at,
            Drift = _estimator.Drift.Middle,
            DriftUncertainty = _estimator.Drift.Half,
            SmallestRoundTrip = _estimator.SmallestRoundTrip(),
            Steps = _estimator.Steps,
            LastStep = _estimator.LastStep,
        };
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
}
