using Fathom.Client.Presentation;
using Xunit;

namespace Fathom.Client.Tests.Presentation;

public sealed class ClockHistoryTests
{
    private readonly ClockHistory _history = new();

    [Fact]
    public void A_moment_between_exchanges_is_interpolated_also_by_what_came_later()
    {
        Exchange(100, oneWay: 0.200, offset: 50);
        Exchange(110, oneWay: 0.001, offset: 50);

        ClockReading reading = _history.At(101);

        Assert.True(reading.HasOffset);
        Assert.False(reading.IsExtrapolated);
        Assert.False(reading.IsEstimated);
        Assert.InRange(reading.Uncertainty, 0.001, 0.007);
        Assert.InRange(reading.Offset, 50 - reading.Uncertainty, 50 + reading.Uncertainty);
    }

    [Fact]
    public void Outside_of_all_exchanges_it_says_that_it_extrapolates_and_then_that_it_does_not_know()
    {
        Exchange(100, oneWay: 0.001, offset: 50);
        Exchange(110, oneWay: 0.001, offset: 50);

        ClockReading soon = _history.At(120);

        Assert.True(soon.HasOffset);
        Assert.True(soon.IsExtrapolated);
        Assert.True(soon.Uncertainty > _history.At(110).Uncertainty);
        Assert.True(_history.At(99).IsExtrapolated);
        Assert.False(_history.At(200).HasOffset);
        Assert.False(_history.At(10).HasOffset);
        Assert.False(new ClockHistory().At(10).HasOffset);
    }

    [Fact]
    public void Between_two_exchanges_that_a_step_parts_nothing_is_known()
    {
        Exchange(100, oneWay: 0.001, offset: 50);
        Exchange(102, oneWay: 0.001, offset: 50);
        Exchange(104, oneWay: 0.001, offset: 53);
        Exchange(106, oneWay: 0.001, offset: 53);

        Assert.Equal(1, _history.Steps);
        Assert.Equal(50, _history.At(101).Offset, 2);
        Assert.False(_history.At(103).HasOffset);
        Assert.Equal(53, _history.At(105).Offset, 2);
    }

    [Fact]
    public void Another_session_may_have_another_clock_and_is_no_step()
    {
        Exchange(100, oneWay: 0.001, offset: 50);
        Exchange(102, oneWay: 0.001, offset: 50);
        _history.BeginSession();
        Exchange(110, oneWay: 0.001, offset: 77);
        _history.BeginSession();

        Assert.Equal(0, _history.Steps);
        Assert.Equal(3, _history.Count);
        Assert.True(_history.At(104).IsExtrapolated);
        Assert.Equal(50, _history.At(104).Offset, 2);
        Assert.Equal(77, _history.At(108).Offset, 2);
        Assert.Equal(77, _history.At(110.001).Offset, 2);
    }

    [Fact]
    public void A_reading_turns_server_times_into_local_ones_and_back()
    {
        var reading = new ClockReading(true, 50, 0.001, false, 0) { At = 100, Drift = 100e-6, DriftUncertainty = 10e-6 };

        double local = reading.ToLocal(150);

        Assert.Equal(150, reading.ToServer(local), 6);
        Assert.Equal(50.01, reading.OffsetAt(200), 9);
        Assert.Equal(0.002, reading.UncertaintyAt(200), 9);
    }

    private void Exchange(double sent, double oneWay, double offset)
    {
        double server = sent + oneWay - offset;
        Assert.True(OffsetInterval.TryMake(sent, server, server, sent + (2 * oneWay), out OffsetInterval exchange));
        _history.Add(exchange);
    }
}
