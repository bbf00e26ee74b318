using System;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Truth;

/// <summary>Simulated networks and clocks, so that the truth is known: the error bars must cover it, and not by being useless.</summary>
public sealed class ClockCoverageTests(ITestOutputHelper output)
{
    private static readonly PathNoise[] s_noises = [PathNoise.None, PathNoise.Uniform, PathNoise.Exponential, PathNoise.Pareto];

    public static TheoryData<double, double, double> Networks { get; } = new()
    {
        // Base delay up and down, noise of either way; milliseconds.
        { 0.05, 0.05, 0.05 },
        { 10, 10, 1 },
        { 40, 40, 5 },
        { 75, 75, 20 },
        { 5, 75, 5 },
        { 140, 10, 10 },
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Error_bars_cover_the_truth_when_clocks_drift(double upMs, double downMs, double noiseMs)
    {
        var (live, joined) = (new Coverage(), new Coverage());
        foreach (double ppm in new[] { -200.0, -20, 0, 200 })
        {
            foreach (PathNoise noise in s_noises)
            {
                foreach (double every in new[] { 0.1, 2 })
                {
                    ClockTrial trial = Trial((int)(upMs + ppm) + (int)noise, new SimulatedClock(-1.7e9, ppm), upMs, downMs, noiseMs, noise).Run(300 * every, every);
                    Assert.Equal(0, trial.Steps);
                    Assert.InRange(ppm * 1e-6, trial.Drift.Low - 1e-12, trial.Drift.High + 1e-12);
                    live.Add(trial.Live);
                    joined.Add(trial.Joined);
                }
            }
        }

        output.WriteLine($"live {live}; joined afterwards {joined}");
        Assert.InRange(live.Share, 0.99, 1);
        Assert.InRange(joined.Share, 0.99, 1);
        Assert.InRange(live.MedianBar * 1000, (upMs + downMs) / 2, ((upMs + downMs) * 0.55) + (noiseMs * 2));
        Assert.InRange(joined.MedianBar * 1000, (upMs + downMs) / 2, ((upMs + downMs) * 0.55) + (noiseMs * 2));
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Error_bars_cover_the_truth_when_the_clock_is_set_now_and_then(double upMs, double downMs, double noiseMs)
    {
        var (live, joined) = (new Coverage(), new Coverage());
        double missed = 0, told = 0;
        foreach (double step in new[] { -3600, -0.5, -0.02, -0.003, 0.003, 0.02, 0.5, 3600 })
        {
            foreach (PathNoise noise in s_noises)
            {
                var clock = new SimulatedClock(-1.7e9, 50).StepAt(1200.3, step).StepAt(1400.7, step / 2);
                ClockTrial trial = Trial((int)(step * 1000) + (int)noise, clock, upMs, downMs, noiseMs, noise).Run(600, 2);
                live.Add(trial.Live);
                joined.Add(trial.Joined);
                (missed, told) = (missed + Math.Max(0, 2 - trial.Steps), told + trial.Steps);
            }
        }

        output.WriteLine($"live {live}; joined afterwards {joined}; {told} steps told, {missed} not");
        Assert.InRange(live.Share, 0.95, 1);
        Assert.InRange(joined.Share, 0.95, 1);
    }

    private static ClockTrial Trial(int seed, SimulatedClock clock, double upMs, double downMs, double noiseMs, PathNoise noise) =>
        new(clock, new SimulatedPath(seed, upMs, noiseMs, noise), new SimulatedPath(seed + 1000, downMs, noiseMs, noise));
}
