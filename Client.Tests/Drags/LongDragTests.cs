using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Loop;
using Fathom.Client.Scripts;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.ImpairmentProxy;
using Fathom.VolumeServer.Serving;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Drags;

/// <summary>A long drag of a slider over a link of 150 ms: the last value is exact, and nothing older is seen after it.</summary>
public sealed class LongDragTests
{
    private const int AxisZ = 1;
    private const int Last = 37;

    private readonly ITestOutputHelper _output;

    public LongDragTests(ITestOutputHelper output) => _output = output;

    [SkippableFact]
    public async Task A_drag_of_150_steps_ends_exactly_where_it_was_let_go() => await DragAsync(150);

    [SkippableFact]
    [Trait("Category", "Soak")]
    public async Task A_drag_of_1000_steps_over_150_ms_shows_25_places_a_second_and_ends_exactly()
    {
        double rate = await DragAsync(1000);

        Assert.True(rate >= 25, $"{rate:0.0} distinct positions a second");
    }

    private async Task<double> DragAsync(int steps)
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ImpairedLink link = await ImpairedLink.StartAsync(NetProfile.Wan, [Forward.To(new Uri(server.StateUrl)), Forward.To(new Uri(server.PixelUrl))]);
        using var inner = new FakeScreen();
        var screen = new TimedScreen(inner, AxisZ);
        var settings = new ClientSettings { StateUrl = link.Through(new Uri(server.StateUrl)), PixelUrl = link.Through(new Uri(server.PixelUrl)), Headless = true, Duration = TimeSpan.FromMinutes(3) };
        ScriptRunner? runner = null;
        using var host = new ClientHost(
            settings, screen, parts => runner = new ScriptRunner(ScriptFile.Parse(Lines(steps), "drag"), parts, null, null, endsRun: true, TimeProvider.System), null, TimeProvider.System, CancellationToken.None);
        long began = 0, ended = 0;
        runner!.Stepped = (step, isOver, _, now) =>
        {
            began = began == 0 && step.Verb.Name == "scrub" ? now : began;
            ended = isOver && step.Verb.Name == "scrub" ? now : ended;
        };
        host.Start();
        ExitCause cause = host.Run();
        host.Stop();

        Assert.Equal("script", cause.Reason);
        Assert.True(host.State.Errors.Count == 0, host.State.Errors.Last?.Text);
        Assert.Equal(Last, host.State.Dims!.Step[AxisZ]);
        Assert.Equal(Last, screen.Shown[^1].Index);

        // Nothing older after anything newer, so nothing older after the last one.
        Assert.All(screen.Shown.Zip(screen.Shown.Skip(1)), pair => Assert.True(pair.First.Revision <= pair.Second.Revision, $"{pair.Second} after {pair.First}"));
        long final = screen.Shown.First(shown => shown.Revision >= host.AskedRevision).Revision;
        Assert.All(screen.Shown.Where(shown => shown.Revision >= final), shown => Assert.Equal(Last, shown.Index));
        Assert.Equal(0, host.Report(cause, string.Empty, string.Empty, string.Empty, null).LeasesOut);
        return Tell(steps, screen, TimeProvider.System.GetElapsedTime(began, ended).TotalSeconds, began, ended);
    }

    /// <summary>Up and down at 60 moves a second, then to the last place.</summary>
    private static string[] Lines(int steps)
    {
        const int Turn = 50;
        string[] turns = [.. Enumerable.Range(0, Math.Max(1, steps / Turn)).Select(turn => string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"do":"scrub","axis":"z","from":{{(turn % 2 == 0 ? 0 : Turn)}},"to":{{(turn % 2 == 0 ? Turn : 0)}},"ms":{{1000.0 * Turn / 60:0.###}},"hz":60}"""))];
        return ["""{"do":"wait","until":"picture"}""", .. turns, $$"""{"do":"dims","axis":"z","index":{{Last}}}"""];
    }

    private double Tell(int steps, TimedScreen screen, double seconds, long began, long ended)
    {
        var during = screen.Shown.Where(shown => shown.At >= began && shown.At <= ended).ToList();
        int places = during.Zip(during.Skip(1)).Count(pair => pair.First.Index != pair.Second.Index);
        string line = string.Create(
            CultureInfo.InvariantCulture,
            $"a drag of {steps} steps at 150 ms: {places / seconds:0.0} distinct positions a second, tick p50 {screen.TickQuantile(0.5):0.00} ms, p99 {screen.TickQuantile(0.99):0.00} ms ({screen.Ticks.Count} ticks, without drawing)");
        TestNotes.Tell(_output, line);

        return places / seconds;
    }
}
