using System;
using System.Linq;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Tests.Ledger;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Timing;

public sealed class TimeLineTests
{
    [Fact]
    public void Both_ways_lead_back() => Programs.Check(seed =>
    {
        foreach (int value in seed)
        {
            var line = new TimeLine((value % 2000) - 1000, 0.5 + (value % 997 / 997.0));
            double time = value % 100_000 / 7.0;
            Assert.Equal(time, line.ToVideo(line.ToScene(time)), 6);
        }
    }, count: 50, length: 50);

    [Fact]
    public void Events_that_both_have_seen_give_offset_and_rate()
    {
        (double Video, double Scene)[] events = [.. Enumerable.Range(0, 20).Select(i => (30.0 * i, 5 + (30.0 * i * 1.00002) + (i % 2 == 0 ? 0.004 : -0.004)))];

        (TimeLine line, double rms) = TimeLine.Fit(events);

        Assert.Equal(5, line.Offset, 2);
        Assert.InRange(line.DriftPpm, 10, 30);
        Assert.Equal(0.004, rms, 4);
    }

    [Fact]
    public void One_event_is_not_enough_and_time_does_not_run_back()
    {
        Assert.Contains("two events", Assert.Throws<FathomException>(() => TimeLine.Fit([(1, 2)])).Why, StringComparison.Ordinal);
        Assert.Contains("two events", Assert.Throws<FathomException>(() => TimeLine.Fit([(1, 2), (1, 3)])).Why, StringComparison.Ordinal);
        Assert.Contains("later", Assert.Throws<FathomException>(() => TimeLine.Fit([(1, 2), (2, 1)])).Why, StringComparison.Ordinal);
        Assert.Throws<FathomException>(() => TimeLine.Fit([(1, 2), (2, double.NaN)]));
        Assert.Throws<FathomException>(() => TimeLine.Fit([]));
    }
}
