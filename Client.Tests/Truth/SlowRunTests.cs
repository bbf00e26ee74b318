using System;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Telemetry;
using Fathom.ImpairmentProxy;
using Fathom.VolumeServer.Rendering;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Truth;

/// <summary>
/// The whole of client and server with one stage made slow. Judged at the median, because a machine that is busy with something
/// else for a second makes some other stage slow in truth, and rightly named.
/// </summary>
public sealed class SlowRunTests(ITestOutputHelper output)
{
    /// <summary>By far more than any stage takes on a machine that runs all tests at once.</summary>
    [SkippableFact]
    public Task The_slow_stage_of_a_real_run_is_named() => NameAsync("render", slowMs: 500, intents: 5, everyMs: 600);

    [SkippableTheory]
    [Trait("Category", "Soak")]
    [InlineData("render")]
    [InlineData("encode")]
    [InlineData("network")]
    [InlineData("decode")]
    [InlineData("draw")]
    public async Task The_slow_stage_of_real_runs_is_named_every_time(string stage)
    {
        for (int run = 0; run < 5; run++)
        {
            await NameAsync(stage, slowMs: 120, intents: 20, everyMs: 250);
        }
    }

    private async Task NameAsync(string stage, double slowMs, int intents, int everyMs)
    {
        await using TruthServer server = await TruthServer.StartAsync(100, options => options with { Video = options.Video with { Slow = SlowOf(stage, slowMs) } });
        NetProfile profile = stage == "network"
            ? new NetProfile("slow", new DirectionProfile { DelayMs = slowMs }, new DirectionProfile { DelayMs = slowMs })
            : NetProfile.None;
        await using ImpairedLink link = await ImpairedLink.StartAsync(profile, [Forward.To(server.StateUrl), Forward.To(server.PixelUrl)]);
        TimeSpan slow = TimeSpan.FromMilliseconds(slowMs);

        TruthClient client = TruthClient.RunSlowed(
            link.Through(server.StateUrl),
            link.Through(server.PixelUrl),
            stage == "decode" ? slow : TimeSpan.Zero,
            stage == "draw" ? slow : TimeSpan.Zero,
            """{"do":"wait","until":"settled"}""",
            $$"""{"do":"seek","axis":"z","seed":5,"count":{{intents}},"every_ms":{{everyMs}}}""",
            """{"do":"wait","until":"settled"}""");

        // By frames: a still goes around encoder and decoder, and where one of them is slow it is the still that answers the intent.
        StageBreakdown[] ways = [.. client.Frames.Where(static frame => frame.Fate == FrameFate.Shown && !frame.IsStill).Select(frame => StageBreakdown.Of(frame, (long)client.Frequency))];
        StageVerdict verdict = StageJudge.Judge(ways, 0.5)!;
        output.WriteLine($"{stage}: {verdict.Text} ({verdict.Count} frames)");
        Assert.Equal(stage, StageNames.Of(verdict.Stage));
    }

    private static SlowStage? SlowOf(string stage, double slowMs) => stage is SlowStage.Render or SlowStage.Encode ? new SlowStage(stage, slowMs) : null;
}
