using System;
using System.IO;
using Fathom.Client.Logging;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Xunit;

namespace Fathom.Client.Tests.Logging;

public sealed class ClientLogTests
{
    [Theory]
    [InlineData("info", LogLevel.Info, LogLevel.Info)]
    [InlineData("warn,net=trace", LogLevel.Trace, LogLevel.Warn)]
    [InlineData("net=debug", LogLevel.Debug, LogLevel.Off)]
    [InlineData("NET=Debug, error", LogLevel.Error, LogLevel.Error)]
    [InlineData("off", LogLevel.Off, LogLevel.Off)]
    public void Levels_are_read_by_category_and_the_later_one_wins(string text, object net, object script)
    {
        LogRules rules = LogRules.Parse(text);

        Assert.Equal((net, script), (rules[LogCategory.Net], rules[LogCategory.Script]));
    }

    [Theory]
    [InlineData("inof", "no level 'inof'; the nearest is 'info'")]
    [InlineData("nett=info", "no category 'nett'; the nearest is 'net'")]
    public void A_wrong_name_is_told_with_what_there_is(string text, string why)
    {
        var error = Assert.Throws<FathomException>(() => LogRules.Parse(text));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains(why, error.Why, StringComparison.Ordinal);
        Assert.Contains("trace", error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_says_when_how_bad_and_what_about()
    {
        var output = new StringWriter();
        using var log = new ClientLog(LogRules.Parse("info"), output, null, new FakeTime());

        log.Write(LogCategory.Net, LogLevel.Info, $"connected after {1.5:0.0} s");
        log.Write(LogCategory.Net, LogLevel.Debug, $"not this");

        Assert.Matches("^20..-..-..T..:..:..\\....Z info net: connected after 1\\.5 s\\r?\\n$", output.ToString());
    }

    [Fact]
    public void What_a_boundary_caught_is_written_whole()
    {
        var output = new StringWriter();
        using var log = new ClientLog(LogRules.Parse("error"), output, null, new FakeTime());

        log.Fail(LogCategory.Decode, "the decoder stopped", new InvalidOperationException("why", new IOException("inner")));

        Assert.Contains("error decode: the decoder stopped: System.InvalidOperationException: why", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("inner", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_off_makes_no_text_and_allocates_nothing()
    {
        var output = new StringWriter();
        using var log = new ClientLog(LogRules.Parse("error"), output, null, new FakeTime());
        var counted = new Counted();

        long bytes = LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                Write(log, counted);
            }
        });

        Assert.Equal(0, bytes);
        Assert.Equal(0, counted.Count);
        Assert.Empty(output.ToString());
    }

    [Fact]
    public void A_file_that_cannot_be_written_is_said_at_once()
    {
        var error = Assert.Throws<FathomException>(() => ClientLog.Open(new LogSettings(LogRules.Parse("info"), "/no/such/folder/log"), TextWriter.Null, TimeProvider.System));

        Assert.Contains("--log-file", error.How, StringComparison.Ordinal);
    }

    private static void Write(ClientLog log, Counted counted) => log.Write(LogCategory.Present, LogLevel.Trace, $"frame {counted} of {17} at {2.5}");

    private sealed class Counted
    {
        public int Count { get; private set; }

        public override string ToString()
        {
            Count++;
            return "counted";
        }
    }
}
