using System;
using System.Collections.Generic;
using Fathom.Client.Presentation;

namespace Fathom.Client.Tests.Truth;

/// <summary>
/// Exchanges over two simulated paths with a simulated clock, in virtual time; and how often what the estimator said of moments
/// between them, as it was asked then and from the history afterwards, covers the truth.
/// </summary>
internal sealed class ClockTrial(SimulatedClock clock, SimulatedPath up, SimulatedPath down)
{
    private const double Origin = 1000;

    private readonly ClockEstimator _estimator = new();
    private readonly List<double> _moments = [];
    private readonly Random _random = new(1);

    public ClockHistory History { get; } = new();

    public Coverage Live { get; } = new();

    public Coverage Joined { get; } = new();

    public int Steps => _estimator.Steps;

    public DriftRange Drift => _estimator.Drift;

    /// <summary>Asks every few seconds for so long, and judges at random moments.</summary>
    public ClockTrial Run(double seconds, double everySeconds)
    {
        double now = Origin, answered = Origin;
        while (now < Origin + seconds)
        {
            double arrived = up.Deliver(now);
            double left = arrived + (_random.NextDouble() * 0.002);
            double received = down.Deliver(left);
            Judge(answered, received, everySeconds);
            answered = received;
            if (OffsetInterval.TryMake(now, clock.Read(arrived), clock.Read(left), received, out OffsetInterval exchange))
            {
                _estimator.Add(exchange);
                History.Add(exchange);
            }

            now = Math.Max(now + everySeconds, received);
        }

        foreach (double moment in _moments)
        {
            ClockReading reading = History.At(moment);
            Joined.Add(reading.HasOffset, reading.Offset - clock.OffsetAt(moment), reading.Uncertainty);
        }

        return this;
    }

    /// <summary>What was known after the answer at one time and before the next.</summary>
    private void Judge(double from, double to, double everySeconds)
    {
        for (int i = 0; i < Math.Max(1, everySeconds * 2); i++)
        {
            double moment = from + (_random.NextDouble() * (to - from));
            _moments.Add(moment);
            if (_estimator.HasOffset)
            {
                // As a record does: the line as it was at the newest exchange, read at another moment.
                double at = _estimator.NewestAt;
                OffsetInterval best = _estimator.At(at);
                double drifted = moment - at;
                Live.Add(true, best.Middle + (_estimator.Drift.Middle * drifted) - clock.OffsetAt(moment), best.Half + (_estimator.Drift.Half * Math.Abs(drifted)));
            }
        }
    }
}
