using System;
using System.IO;
using Fathom.Client.Export.Progress;
using Fathom.Client.Tests.Client;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

public sealed class ProgressTests
{
    [Theory]
    [InlineData(0, 300, 0, 0, "0 of 300 frames, 0 %")]
    [InlineData(150, 300, 1_500_000, 12.5, "150 of 300 frames, 50 %, 12.5 pictures/s, 12 s left, 1.4 MiB so far")]
    [InlineData(299, 300, 0, 0.25, "299 of 300 frames, 99 %, 4.0 s a picture, 4 s left")]
    [InlineData(1, 100_000, 5_000, 2, "1 of 100000 frames, 0 %, 2.0 pictures/s, 13 h 53 min left, 5 KiB so far")]
    public void Progress_is_said_in_one_line(int done, int total, long bytes, double rate, string text) =>
        Assert.Equal(text, ProgressText.Of(new ProgressState(done, total, bytes, rate)));

    [Fact]
    public void The_rate_forgets_what_was_long_ago()
    {
        var time = new FakeTime();
        var window = new RateWindow(TimeSpan.FromSeconds(10), time);
        Assert.Equal(0, window.Add(0));
        for (int second = 1; second <= 20; second++)
        {
            time.Advance(1);
            window.Add(second);
        }

        double rate = 0;
        for (int second = 1; second <= 20; second++)
        {
            time.Advance(1);
            rate = window.Add(20 + (second * 10));
        }

        Assert.Equal(10, rate, 1e-6);
    }

    [Fact]
    public void A_log_gets_a_line_every_five_seconds_and_a_terminal_one_that_changes()
    {
        var time = new FakeTime();
        using var log = new StringWriter();
        using var terminal = new StringWriter();
        var inLog = new ExportLine(log, time, isTerminal: false);
        var onTerminal = new ExportLine(terminal, time, isTerminal: true);
        for (int i = 1; i <= 60; i++)
        {
            time.Advance(0.2);
            inLog.Show(i, 60, 0);
            onTerminal.Show(i, 60, 0);
        }

        onTerminal.Close();
        onTerminal.Close();

        Assert.Equal(3, log.ToString().Split(Environment.NewLine).Length);
        Assert.Equal(20, terminal.ToString().Split('\r').Length - 1);
        Assert.EndsWith(Environment.NewLine, terminal.ToString(), StringComparison.Ordinal);
    }
}
