using System;
using System.Globalization;
using System.IO;
using Fathom.Client.Profiling.Running;
using Fathom.Client.Tests.Client;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_log_gets_a_line_now_and_then_and_one_for_each_phase()
    {
        var time = new FakeTime();
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var progress = new ProgressLine(output, time, isTerminal: false);

        for (int i = 0; i < 8; i++)
        {
            progress.Show(i < 2 ? "warm-up" : "run 1 of 1", i, TimeSpan.FromSeconds(8 - i));
            time.Advance(1);
        }

        progress.Close();
        Assert.Equal("fathom: warm-up, 8 s left, 0 intents\nfathom: run 1 of 1, 6 s left, 2 intents\nfathom: run 1 of 1, 1 s left, 7 intents\n", output.ToString());
    }

    [Fact]
    public void A_terminal_gets_one_line_that_changes()
    {
        var time = new FakeTime();
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var progress = new ProgressLine(output, time, isTerminal: true);

        progress.Show("run", 1, TimeSpan.FromSeconds(2.2));
        time.Advance(1);
        progress.Show("run", 2, TimeSpan.FromSeconds(1.2));
        progress.Close();
        progress.Close();

        Assert.StartsWith("\rfathom: run, 3 s left, 1 intents ", output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("\n", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, output.ToString().Split('\r').Length - 1);
        Assert.Equal(1, output.ToString().Split('\n').Length - 1);
    }
}
