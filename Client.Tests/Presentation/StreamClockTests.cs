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
        Assert.True(_clock.Best.IsEstimated);
        Assert.Equal(93.25, _clock.Offset, 9);
        Assert.Equal(double.PositiveInfinity, _clock.Best.Uncertainty);
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
    public void The_offset_for_figures_is_known_at_once_and_the_one_for_pictures_follows_slowly()
    {
        Exchange(10, up: 0.050, down: 0.050, offset: 90);
        double scheduled = _clock.Offset;

        Exchange(11, up: 0.020, down: 0.060, offset: 90);

        Assert.InRange(_clock.Offset, scheduled - 0.00051, scheduled + 0.00051);
        Assert.False(_clock.Best.IsEstimated);
        // Half of the quicker round trip, and a second of drift that nothing is known of yet would be too much: the new one is the narrowest.
        Assert.InRange(_clock.Best.Uncertainty, 0.040, 0.0401);
        Assert.InRange(_clock.Best.Offset, 90 - _clock.Best.Uncertainty, 90 + _clock.Best.Uncertainty);
    }

    [Fact]
    public void A_step_proven_by_an_exchange_is_followed_at_once_and_told()
    {
        Exchange(10, up: 0.010, down: 0.010, offset: 90);
        Exchange(11, up: 0.010, down: 0.010, offset: 90);
        int steps = _clock.Steps;

        bool isStep = Exchange(12, up: 0.300, down: 0.010, offset: 91);

        Assert.True(isStep);
        Assert.Equal(steps + 1, _clock.Steps);
        Assert.Equal(1, _clock.Best.Steps);
        Assert.InRange(_clock.Offset, 91 - 0.156, 91 + 0.156);
    }

    [Fact]
    public void A_new_pixel_connection_keeps_what_the_session_told()
    {
        Exchange(10, up: 0.010, down: 0.010, offset: 90);

        _clock.Reset();

        Assert.True(_clock.HasOffset);
        Assert.False(_clock.Best.IsEstimated);
        Assert.Equal(90, _clock.Offset, 3);
    }

    [Fact]
    public void Another_session_begins_without_the_exchanges_of_the_last_one()
    {
        Exchange(10, up: 0.001, down: 0.001, offset: 90);

        _clock.ForgetPairs();
        _clock.AddArrival(11, -80);
        Assert.True(_clock.Best.IsEstimated);
        bool isStep = Exchange(12, up: 0.010, down: 0.010, offset: 92);

        Assert.False(isStep);
        Assert.Equal(92, _clock.Offset, 3);
        Assert.InRange(_clock.Best.Uncertainty, 0.010, 0.0101);
    }

    [Fact]
    public void Values_that_are_no_numbers_are_ignored()
    {
        _clock.AddArrival(double.NaN, 1);
        _clock.AddArrival(1, double.NegativeInfinity);

        Assert.False(_clock.HasOffset);
        Assert.False(OffsetInterval.TryMake(2, 1, 1, 1, out _));
        Assert.False(OffsetInterval.TryMake(1, 6, 5, 2, out _));
        Assert.False(OffsetInterval.TryMake(1, double.NaN, 5, 2, out _));
        Assert.False(OffsetInterval.TryMake(1, 5, 5.5, 1.4, out _));
    }

    private bool Exchange(double sent, double up, double down, double offset)
    {
        double server = sent + up - offset;
        Assert.True(OffsetInterval.TryMake(sent, server, server + 0.001, sent + up + 0.001 + down, out OffsetInterval exchange));
        return _clock.AddPair(exchange);
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
