using System;
using Fathom.Client.Presentation;
using Xunit;

namespace Fathom.Client.Tests.Presentation;

public class StreamClockTests
{
    private readonly StreamClock _clock = new();

    [Fact]
    public void The_first_arrival_gives_an_estimate_and_says_so()
    {
        _clock.AddArrival(100.5, 7.25);

        Assert.True(_clock.HasOffset);
        Assert.True(_clock.IsEstimated);
        Assert.Equal(93.25, _clock.Offset, 9);
        Assert.Equal(double.PositiveInfinity, _clock.Uncertainty);
    }

    [Fact]
    public void Late_arrivals_do_not_move_the_offset_much()
    {
        var random = new Random(5);
        for (int i = 0; i < 300; i++)
        {
            double server = i / 30.0;
            _clock.AddArrival(server + 50 + (random.NextDouble() * 0.02), server);
        }

        Assert.InRange(_clock.Offset, 50, 50.003);
    }

    [Fact]
    public void Once_settled_the_offset_moves_at_most_half_a_millisecond_a_second()
    {
        Feed(seconds: 3, from: 0, offset: 50);
        double before = _clock.Offset;

        Feed(seconds: 2, from: 3, offset: 50.030);

        Assert.InRange(_clock.Offset - before, 0, 0.0011);
    }

    [Fact]
    public void A_clock_that_was_set_is_followed_after_half_a_second()
    {
        Feed(seconds: 3, from: 0, offset: 50);
        int steps = _clock.Steps;

        Feed(seconds: 0.4, from: 3, offset: 51);
        Assert.InRange(_clock.Offset, 50, 50.01);
        Feed(seconds: 0.4, from: 3.4, offset: 51);

        Assert.InRange(_clock.Offset, 50.99, 51.01);
        Assert.Equal(steps + 1, _clock.Steps);
    }

    [Fact]
    public void The_pair_with_the_smallest_round_trip_wins_and_states_its_error()
    {
        _clock.AddPair(10.000, 1000.050, 10.100);
        _clock.AddPair(11.000, 1001.004, 11.010);
        _clock.AddPair(12.000, 1002.080, 12.200);

        Assert.False(_clock.IsEstimated);
        Assert.Equal(0.005, _clock.Uncertainty, 6);
        Assert.InRange(_clock.Offset, -990.0005, -989.9990);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_ignored()
    {
        _clock.AddArrival(double.NaN, 1);
        _clock.AddArrival(1, double.NegativeInfinity);
        _clock.AddPair(2, 1, 1);
        _clock.AddPair(1, double.NaN, 2);

        Assert.False(_clock.HasOffset);
    }

    private void Feed(double seconds, double from, double offset)
    {
        for (int i = 0; i < seconds * 30; i++)
        {
            double server = from + (i / 30.0);
            _clock.AddArrival(server + offset, server);
        }
    }
}
