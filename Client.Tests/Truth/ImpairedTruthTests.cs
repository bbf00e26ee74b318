using System;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.ImpairmentProxy;
using Fathom.Protocol.Pixel;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Truth;

/// <summary>
/// Real sockets over a link with known delays, and a server whose clock drifts: what is said of either way must cover what it truly
/// took, which is known because the server runs here.
/// </summary>
public sealed class ImpairedTruthTests(ITestOutputHelper output)
{
    private const double JitterMs = 2;

    [SkippableTheory]
    [InlineData(5, 15, 200)]
    [InlineData(80, 0, -200)]
    public Task One_way_figures_cover_the_injected_delays(double upMs, double downMs, double ppm) => CoverAsync(upMs, downMs, ppm, intents: 12, setBy: 0);

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData(10, 10, 200, 0)]
    [InlineData(20, 60, -200, 0)]
    [InlineData(75, 75, 200, 0)]
    [InlineData(140, 10, 0, 0)]
    [InlineData(20, 60, 100, 0.4)]
    public Task One_way_figures_cover_the_injected_delays_for_longer(double upMs, double downMs, double ppm, double setBy) => CoverAsync(upMs, downMs, ppm, intents: 60, setBy);

    private async Task CoverAsync(double upMs, double downMs, double ppm, int intents, double setBy)
    {
        await using TruthServer server = await TruthServer.StartAsync(ppm);
        var profile = new NetProfile("truth", new DirectionProfile { DelayMs = downMs, JitterMs = JitterMs }, new DirectionProfile { DelayMs = upMs, JitterMs = JitterMs });
        await using ImpairedLink link = await ImpairedLink.StartAsync(profile, [Forward.To(server.StateUrl), Forward.To(server.PixelUrl)]);
        string[] script =
        [
            """{"do":"wait","until":"picture"}""",
            $$"""{"do":"seek","axis":"z","seed":3,"count":{{intents}},"every_ms":150}""",
            """{"do":"wait","until":"settled"}""",
        ];

        Task setting = setBy > 0 ? SetLaterAsync(server, setBy) : Task.CompletedTask;
        TruthClient client = TruthClient.Run(link.Through(server.StateUrl), link.Through(server.PixelUrl), drawn: false, script);
        await setting;

        var (live, joined) = (new Coverage(), new Coverage());
        double leastDown = double.PositiveInfinity;
        foreach (FrameRecord frame in client.Frames.Where(frame => frame.Fate == FrameFate.Shown && frame.HasView && !frame.IsStill))
        {
            double send = StageTimes.Absolute(frame.ServerTimestamp, frame.Server.Send), lastByte = frame.LastByte / client.Frequency;
            double truth = lastByte - server.ToLocal(send);
            leastDown = setBy > 0 ? leastDown : Math.Min(leastDown, truth);
            Judge(live, frame.Clock, send, lastByte, truth);
            Judge(joined, client.History.At(lastByte), send, lastByte, truth);
        }

        output.WriteLine($"up {upMs} ms, down {downMs} ms, {ppm} ppm: least way down {leastDown * 1000:F1} ms; recorded: {live}; joined afterwards: {joined}");
        Assert.True(leastDown * 1000 >= downMs - JitterMs - 0.1, "faster than the link");
        Assert.InRange(joined.Count, 1, int.MaxValue);
        Assert.InRange(joined.Share, 0.95, 1);
        Assert.InRange(live.Count == 0 ? 1 : live.Share, 0.95, 1);
    }

    private static async Task SetLaterAsync(TruthServer server, double by)
    {
        await Task.Delay(3000);
        server.Set(by);
    }

    private static void Judge(Coverage coverage, in ClockReading clock, double send, double lastByte, double truth) => coverage.Add(
        clock is { HasOffset: true, IsEstimated: false }, lastByte - clock.ToLocal(send) - truth, clock.UncertaintyAt(lastByte) + 20e-6);
}
