using System;
using System.Linq;
using Fathom.Client.Telemetry;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Truth;

/// <summary>One stage is made slow, with a seed; the verdict must name it.</summary>
public sealed class SlowStageTests(ITestOutputHelper output)
{
    private const int Runs = 100;
    private const int Intents = 300;

    private static readonly Stage[] s_stages =
        [Stage.Queue, Stage.Send, Stage.Apply, Stage.Render, Stage.Encode, Stage.Serve, Stage.Network, Stage.Decode, Stage.Wait, Stage.Draw, Stage.Gpu, Stage.Swap];

    [Theory]
    [InlineData(0.2, 0.2, 20, 1.0)]
    [InlineData(0.2, 0.2, 30, 0.12)]
    [InlineData(2, 6, 40, 1.0)]
    [InlineData(3, 15, 60, 0.12)]
    public void The_slow_stage_is_named(double upMs, double downMs, double slowMs, double chance)
    {
        int named = 0, unclear = 0;
        for (int run = 0; run < Runs; run++)
        {
            Stage slow = s_stages[run % s_stages.Length];
            var pipeline = new VirtualPipeline(run, upMs, downMs) { Slow = slow, SlowMs = slowMs, SlowChance = chance };

            StageVerdict verdict = StageJudge.Judge(pipeline.Run(Intents))!;

            named += verdict.Stage == slow && !verdict.BothWays && verdict.IsClear ? 1 : 0;
            unclear += verdict.IsClear ? 0 : 1;
        }

        output.WriteLine($"named {named} of {Runs}, {unclear} undecided");

        Assert.InRange(named, 95, Runs);
    }

    [Theory]
    [InlineData("send")]
    [InlineData("network")]
    public void A_slow_way_that_questions_for_the_time_take_too_is_named_as_one_of_two(string name)
    {
        var slow = Enum.Parse<Stage>(name, ignoreCase: true);
        int named = 0;
        for (int run = 0; run < Runs; run++)
        {
            var pipeline = new VirtualPipeline(run, 5, 5) { Slow = slow, SlowMs = 80, SlowsClock = true };

            StageVerdict verdict = StageJudge.Judge(pipeline.Run(Intents))!;

            named += verdict is { BothWays: true, IsClear: true } ? 1 : 0;
        }

        Assert.InRange(named, 95, Runs);
    }

    [Fact]
    public void Where_two_stages_take_the_same_none_is_said_to_stand_out()
    {
        int clear = 0;
        for (int run = 0; run < Runs; run++)
        {
            // Encode takes a millisecond more than render in the median: made equal here.
            var pipeline = new VirtualPipeline(run, 0.2, 0.2) { Slow = Stage.Render, SlowMs = 1.0 };
            clear += StageJudge.Judge(pipeline.Run(Intents))!.IsClear ? 1 : 0;
        }

        Assert.InRange(clear, 0, 40);
    }

    /// <summary>The way of a frame alone begins at the server, so that the sum of both ways is not in it.</summary>
    [Fact]
    public void One_way_that_the_clocks_leave_open_is_not_said_to_stand_out()
    {
        double[] ms = [double.NaN, double.NaN, double.NaN, 5, 6, 0.3, 80, 4, 2, 1, 0, 0.5, double.NaN], open = new double[StageNames.Count];
        open[(int)Stage.Network] = 80;
        StageBreakdown[] frames = [.. Enumerable.Repeat(StageBreakdown.FromStages(ms, open, isEstimated: false), 50)];

        StageVerdict verdict = StageJudge.Judge(frames)!;

        Assert.Equal("network", verdict.Name);
        Assert.False(verdict.IsClear);
    }

    [Fact]
    public void Without_samples_there_is_no_verdict()
    {
        Assert.Null(StageJudge.Judge([]));
    }

    [Fact]
    public void The_verdict_says_what_grows()
    {
        StageVerdict verdict = StageJudge.Judge(new VirtualPipeline(1, 0.2, 0.2) { Slow = Stage.Decode, SlowMs = 40, SlowChance = 0.1 }.Run(400))!;

        Assert.Equal(Stage.Decode, verdict.Growing);
        Assert.InRange(verdict.GrowthMs, 25, 60);
        Assert.Contains("decode is", verdict.Text, StringComparison.Ordinal);
        Assert.Contains("it is decode that grows most", verdict.Text, StringComparison.Ordinal);
        Assert.Equal(400, verdict.Count);
        Assert.InRange(verdict.Share, 0.4, 0.9);
    }
}
