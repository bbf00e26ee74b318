using System;
using System.IO;
using System.Text.Json;
using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Reports;
using Xunit;

namespace Fathom.Client.Tests.Telemetry;

public class LiveFiguresTests
{
    private const long Frequency = 1_000_000;

    private readonly LiveFigures _figures = new(Frequency);

    [Fact]
    public void The_report_has_the_whole_and_one_object_a_stage()
    {
        _figures.OnFrame(StageBreakdownTests.Frame());
        _figures.OnIntent(StageBreakdownTests.Intent(), StageBreakdownTests.Frame());
        _figures.OnIntent(new IntentRecord { Fate = IntentFate.Superseded }, default);

        JsonElement report = Report();

        Assert.Equal((52.0, 1), (report.GetProperty("intent_to_picture_ms").GetProperty("p50").GetDouble(), report.GetProperty("intent_to_picture_ms").GetProperty("n").GetInt32()));
        Assert.False(report.GetProperty("stages_estimated").GetBoolean());
        Assert.Equal(7, report.GetProperty("transport_ms").GetProperty("p50").GetDouble());
        JsonElement stages = report.GetProperty("stages");
        foreach (string name in (string[])["queue", "send", "apply", "render", "encode", "serve", "network", "decode", "wait", "draw", "gpu", "swap"])
        {
            Assert.Equal(1, stages.GetProperty(name).GetProperty("n").GetInt32());
            Assert.True(stages.GetProperty(name).GetProperty("p95").GetDouble() > 0);
        }

        Assert.False(stages.TryGetProperty("remote", out _));
        Assert.Equal(0.4, stages.GetProperty("network").GetProperty("uncertainty_ms").GetDouble(), 3);
        Assert.Equal(0, report.GetProperty("frame_stages").GetProperty("queue").GetProperty("n").GetInt32());
        Assert.Equal((1, 1), (report.GetProperty("intents").GetProperty("answered").GetInt32(), report.GetProperty("intents").GetProperty("superseded").GetInt32()));
    }

    [Fact]
    public void A_way_that_is_less_certain_than_long_is_withheld()
    {
        FrameRecord frame = StageBreakdownTests.Frame();
        frame.Clock = frame.Clock with { Uncertainty = double.PositiveInfinity, IsEstimated = true };
        _figures.OnIntent(StageBreakdownTests.Intent(), frame);

        JsonElement stages = Report().GetProperty("stages");

        Assert.Equal(JsonValueKind.Null, stages.GetProperty("network").GetProperty("p50").ValueKind);
        Assert.Equal(JsonValueKind.Null, stages.GetProperty("network").GetProperty("uncertainty_ms").ValueKind);
        Assert.Equal(10, stages.GetProperty("render").GetProperty("p50").GetDouble());
        Assert.True(Report().GetProperty("stages_estimated").GetBoolean());
    }

    [Fact]
    public void One_line_a_second_says_where_the_time_goes()
    {
        string? said = null;
        var time = new FakeTime();
        var counters = new FlightCounters();
        counters.Drops.Add(DropReason.Late, 2);
        var line = new StatsLine(_figures, counters, () => StageBreakdownTests.Frame().Clock, time, text => said = text);
        _figures.OnIntent(StageBreakdownTests.Intent(), StageBreakdownTests.Frame());

        time.Advance(0.9);
        line.Tick(time.GetTimestamp());
        Assert.Null(said);
        time.Advance(0.2);
        line.Tick(time.GetTimestamp());

        Assert.StartsWith("0.0 fps; intent → picture 52.0 / 52.0 / 52.0 ms (n 1): queue 3.0 send 2.0±0.4 apply 4.0", said, StringComparison.Ordinal);
        Assert.Contains("drops late 2; clock ", said, StringComparison.Ordinal);
        Assert.Contains(" ± 0.40 ms, drift 0 ± 0 ppm", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1 / 60.0, 0.0002, true)]
    [InlineData(2 / 60.0, 0.0004, true)]
    [InlineData(0.0217, 0, false)]
    public void Swaps_keep_step_with_the_refresh_or_do_not(double period, double jitter, bool isLocked)
    {
        var refresh = new RefreshPhase { Rate = 60 };
        Assert.Null(refresh.IsLocked(out _));
        for (int i = 0; i < 40; i++)
        {
            refresh.Add(1000 + (i * period) + (jitter * (i % 3)));
        }

        Assert.Equal(isLocked, refresh.IsLocked(out double spread));
        Assert.True(!isLocked || spread < 1);
    }

    [Fact]
    public void The_presenters_choice_is_explained()
    {
        FrameRecord frame = StageBreakdownTests.Frame();
        frame.Clock = frame.Clock with { Latency = 0.012 };
        (frame.Policy, frame.Choice, frame.Due, frame.Overtaken) = (PresenterPolicy.Adaptive, FrameChoice.Due, frame.Latched - 3200, 1);
        Assert.Equal("adaptive: 12 ms behind the server. Last picture: due, taken 3.2 ms later; one older given up.", ChoiceText.Of(frame, Frequency));

        (frame.Policy, frame.Choice, frame.Overtaken) = (PresenterPolicy.Latest, FrameChoice.Newest, 0);
        Assert.Equal("latest: waits for nothing. Last picture: the newest, taken 8.0 ms after it was decoded.", ChoiceText.Of(frame, Frequency));
        Assert.Equal("nothing was shown yet", ChoiceText.Of(default(FrameRecord), Frequency));
    }

    [Fact]
    public void Nothing_is_allocated_for_a_frame_or_an_intent()
    {
        var hub = new TelemetryHub();
        hub.Add(_figures);
        var book = new FrameBook(hub, new IntentBook(TimeProvider.System), new DropLog());
        FrameRecord frame = StageBreakdownTests.Frame();
        IntentRecord intent = StageBreakdownTests.Intent();
        Assert.Equal(0, LeastAllocated.Bytes(Run));

        void Run()
        {
            for (int i = 1; i <= 100; i++)
            {
                book.OnDrawn(i, frame);
                book.OnGpuDone(new(i, 1, 0, 2));
                hub.OnIntent(intent, frame);
            }
        }
    }

    private JsonElement Report()
    {
        using var output = new MemoryStream();
        JsonReport.Write(output, "test/1", new StageReport(_figures).Write);
        using var document = JsonDocument.Parse(output.ToArray());
        return document.RootElement.Clone();
    }
}
