using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.ImpairmentProxy;
using Xunit;

namespace Fathom.Client.Tests.Impairment;

/// <summary>The model of a link, under times that the tests choose.</summary>
public sealed class LinkDirectionTests
{
    private const int Piece = 8192;

    [Fact]
    public void Bytes_leave_at_the_rate_of_the_narrow_place()
    {
        var direction = new LinkDirection(new DirectionProfile { Mbit = 4, BurstBytes = 16 * 1024 }, 1);
        double last = 0;

        for (int i = 0; i < 128; i++)
        {
            last = direction.Schedule(Piece, 0, last);
        }

        // A mebibyte less the burst, at half a megabyte a second.
        Assert.Equal(((128 * Piece) - (16 * 1024)) / 500_000.0, last, 6);
    }

    [Fact]
    public void A_piece_larger_than_the_bucket_passes_and_is_paid_for_afterwards()
    {
        var direction = new LinkDirection(new DirectionProfile { Mbit = 8, BurstBytes = 1000 }, 1);

        double large = direction.Schedule(1_001_000, 0, 0);
        double next = direction.Schedule(1000, 0.5, 0);

        Assert.Equal(1.0, large, 6);
        Assert.Equal(1.001, next, 6);
    }

    [Fact]
    public void A_rest_saves_up_no_more_than_the_burst()
    {
        var direction = new LinkDirection(new DirectionProfile { Mbit = 8, BurstBytes = 10_000 }, 1);

        double afterRest = direction.Schedule(20_000, 100, 0);

        Assert.Equal(100.010, afterRest, 6);
    }

    [Fact]
    public void Two_connections_share_the_width()
    {
        var direction = new LinkDirection(new DirectionProfile { Mbit = 8, BurstBytes = 0 }, 1);
        double first = 0, second = 0;

        for (int i = 0; i < 100; i++)
        {
            first = direction.Schedule(5000, 0, first);
            second = direction.Schedule(5000, 0, second);
        }

        Assert.Equal(1.0, second, 6);
        Assert.Equal(1.0, first, 2);
    }

    [Fact]
    public void A_bell_curve_has_its_mean_and_width()
    {
        double[] delays = DelaysMs(new DirectionProfile { DelayMs = 100, JitterMs = 5, Noise = NoiseKind.Normal });

        double mean = delays.Average();
        Assert.InRange(mean, 99.8, 100.2);
        Assert.InRange(Math.Sqrt(delays.Average(delay => (delay - mean) * (delay - mean))), 4.8, 5.2);
    }

    [Fact]
    public void Even_scatter_stays_within_the_jitter_and_fills_it()
    {
        double[] delays = DelaysMs(new DirectionProfile { DelayMs = 20, JitterMs = 10 });

        Assert.All(delays, delay => Assert.InRange(delay, 10, 30));
        Assert.InRange(delays.Min(), 10, 10.1);
        Assert.InRange(delays.Max(), 29.9, 30);
    }

    [Fact]
    public void Pareto_scatter_keeps_its_median_and_has_a_tail()
    {
        double[] delays = DelaysMs(new DirectionProfile { DelayMs = 20, JitterMs = 4, Noise = NoiseKind.Pareto, Alpha = 2 });

        Array.Sort(delays);
        Assert.InRange(delays[delays.Length / 2], 19.8, 20.2);
        Assert.InRange(delays[(int)(delays.Length * 0.99)], 48, 64);
        Assert.InRange(delays[0], 18.3, 18.4);
    }

    [Fact]
    public void A_delay_is_never_negative()
    {
        double[] delays = DelaysMs(new DirectionProfile { DelayMs = 1, JitterMs = 50 });

        Assert.All(delays, delay => Assert.True(delay >= 0));
    }

    [Fact]
    public void Nothing_overtakes_on_one_connection()
    {
        var direction = new LinkDirection(new DirectionProfile { DelayMs = 20, JitterMs = 20, StallEverySeconds = 0.5, StallMinMs = 10, StallMaxMs = 90 }, 5);
        double last = 0;

        for (int i = 0; i < 5000; i++)
        {
            double due = direction.Schedule(100, i * 0.003, last);
            Assert.True(due >= last);
            last = due;
        }
    }

    [Fact]
    public void Stalls_come_as_often_and_last_as_long_as_asked()
    {
        var direction = new LinkDirection(new DirectionProfile { StallEverySeconds = 2, StallMinMs = 50, StallMaxMs = 150 }, 3);
        double stalled = 0;

        for (int ms = 0; ms < 2_000_000; ms++)
        {
            stalled += direction.Schedule(0, ms / 1000.0, 0) > ms / 1000.0 ? 1 : 0;
        }

        // A tenth of a second in 2.1 s.
        Assert.InRange(stalled / 2_000_000, 0.043, 0.052);
    }

    [Fact]
    public void The_same_seed_does_the_same_and_another_one_does_not()
    {
        DirectionProfile profile = NetProfile.Wifi.Down;

        List<double> first = Run(profile, 7), again = Run(profile, 7), other = Run(profile, 8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void A_change_concerns_what_comes_afterwards()
    {
        var direction = new LinkDirection(new DirectionProfile { DelayMs = 100 }, 1);
        double before = direction.Schedule(10, 1, 0);

        direction.Change(new DirectionProfile { DelayMs = 10 }, 1);

        Assert.Equal(1.1, before, 6);
        Assert.Equal(1.01, direction.Schedule(10, 1, 0), 6);
        Assert.Equal(1.1, direction.Schedule(10, 1, before), 6);
    }

    private static double[] DelaysMs(DirectionProfile profile)
    {
        var direction = new LinkDirection(profile, 11);
        return [.. Enumerable.Range(0, 20_000).Select(i => (direction.Schedule(100, i * 0.01 + 0.001, 0) - (i * 0.01 + 0.001)) * 1000)];
    }

    private static List<double> Run(DirectionProfile profile, ulong seed)
    {
        var direction = new LinkDirection(profile, seed);
        return [.. Enumerable.Range(0, 2000).Select(i => direction.Schedule(1500, i * 0.02, 0))];
    }
}
