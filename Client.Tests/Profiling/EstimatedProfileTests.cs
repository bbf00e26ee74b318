using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Commands;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Profiling.Reports;
using Fathom.Client.Profiling.Running;
using Fathom.Client.Profiling.Scenarios;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Profiling;

/// <summary>A profile of a server that tells nothing but the public protocol.</summary>
public sealed class EstimatedProfileTests
{
    [SkippableFact]
    public async Task A_plain_server_is_profiled_and_every_figure_is_marked_as_a_guess()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        var plan = new ProfilePlan(Scenario.Open("random-seek"), TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(2.5), 1, 1);
        var settings = new ClientSettings
        {
            StateUrl = new Uri(server.StateUrl.ToString()),
            PixelUrl = new Uri(server.PixelUrl.ToString()),
            Headless = true,
            Width = TestServer.Width,
            Height = TestServer.Height,
            Extensions = [],
            Clock = ClockSampling.ForFigures(),
        };
        using var output = new MemoryStream();
        using var said = new StringWriter();
        var context = new CommandContext(output, said, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);

        // A thread of its own: the loop never leaves the one on which it began.
        (ProfileSession session, ClientReport report) = await Task.Factory.StartNew(
            () => Run(plan, settings, context), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        Assert.True(report.ExitCode == ExitCode.Ok, said.ToString());
        ProfileSummary summary = SummaryMaker.Of(session);
        Assert.True(summary.IsEstimated);
        Assert.NotEmpty(session.Intents);
        Assert.All(session.Intents.Where(intent => intent.Stages is not null), intent => Assert.True(intent.IsEstimated && double.IsNaN(intent.Stages![Stage.Encode])));
        Assert.All(session.Frames, frame => Assert.True(frame.IsEstimated));
        Assert.Contains("id=\"estimated\"", HtmlReport.Write(session, summary), StringComparison.Ordinal);
    }

    private static (ProfileSession Session, ClientReport Report) Run(ProfilePlan plan, ClientSettings settings, CommandContext context)
    {
        try
        {
            return new ProfileRun(plan, settings, server: null, context).Run(new SessionFacts { Scenario = plan.Scenario.Name });
        }
        catch (FathomException error) when (error.ExitCode == ExitCode.MissingLibrary)
        {
            Skip.If(true, "this machine lacks a library: " + error.Message);
            throw;
        }
    }
}
