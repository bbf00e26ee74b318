using Fathom.Client.Hosting;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Xunit;

namespace Fathom.Client.Tests.Client;

public class ClientReportTests
{
    [Fact]
    public void A_run_is_told_in_one_sentence()
    {
        var report = Empty() with { FirstFrameMs = 210.4, Seconds = 10.02, FpsPresented = 29.94, FrameAgeMs = new Distribution(12, 20.04, 30, 3) };
        report.Counters.CountReceived(5);
        report.Counters.CountPresented();

        Assert.Equal("1 of 1 pictures shown in 10.0 s, 29.9 a second; first after 210 ms; age 12.0 ms, 95 % below 20.0 ms.", report.ForPeople());
        Assert.EndsWith("(estimated).", (report with { FrameAgeEstimated = true }).ForPeople(), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_picture_says_so() => Assert.Equal("no picture was shown.", Empty().ForPeople());

    private static ClientReport Empty() => new() { ExitCode = ExitCode.Ok, ExitReason = "time", Counters = new FlightCounters() };
}
