using System;
using System.Linq;
using Fathom.Client.Tests.Ledger;
using Fathom.Decode.Local;
using Xunit;

namespace Fathom.Client.Tests.Overlays;

public sealed class TimeIndexTests
{
    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(1.4, 1)]
    [InlineData(3.0, -1)]
    [InlineData(-0.001, -1)]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(0.5, 0)]
    [InlineData(1.5, 1)]
    [InlineData(1.50001, 2)]
    [InlineData(double.NaN, -1)]
    [InlineData(double.PositiveInfinity, -1)]
    [InlineData(double.NegativeInfinity, -1)]
    public void The_nearest_time_counts_and_nothing_outside(double time, int expected) => Assert.Equal(expected, TimeIndex.Nearest([0, 1, 2], time));

    [Fact]
    public void Few_times_are_no_special_case()
    {
        Assert.Equal(-1, TimeIndex.Nearest([], 0));
        Assert.Equal(0, TimeIndex.Nearest([5], 5));
        Assert.Equal(-1, TimeIndex.Nearest([5], 5.0001));
        Assert.Equal(-1, TimeIndex.Nearest([5], 4.9999));
    }

    [Fact]
    public void It_agrees_with_looking_at_every_time() => Programs.Check(seed =>
    {
        double[] times = [.. seed.Select(value => value % 1000 / 8.0).Distinct().Order()];
        foreach (double time in seed.Select(value => (value % 2200 / 16.0) - 5))
        {
            int expected = times.Length == 0 || time < times[0] || time > times[^1]
                ? -1
                : Enumerable.Range(0, times.Length).MinBy(i => (Math.Abs(times[i] - time), i));
            Assert.Equal(expected, TimeIndex.Nearest(times, time));
        }
    }, count: 100, length: 60);

    [Theory]
    [InlineData(new double[] { }, -1)]
    [InlineData(new[] { 1.0, 2, 3 }, -1)]
    [InlineData(new[] { 1.0, 1, 3 }, 1)]
    [InlineData(new[] { 1.0, 3, 2 }, 2)]
    [InlineData(new[] { double.NaN, 3, 2 }, 0)]
    public void Disorder_is_found_where_it_begins(double[] times, int expected) => Assert.Equal(expected, TimeIndex.FirstDisorder(times));
}
