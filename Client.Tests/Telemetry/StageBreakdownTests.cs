using Fathom.Client.Presentation;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Telemetry;

public class StageBreakdownTests
{
    private const long Frequency = 1_000_000;

    private static readonly ClockReading s_clock = new(true, 100, 0.0004, IsEstimated: false, 0);

    [Fact]
    public void Stages_tile_the_time_from_input_to_picture()
    {
        StageBreakdown stages = StageBreakdown.Of(Intent(), Frame(), Frequency);

        double sum = 0;
        for (int i = 0; i < StageNames.Count; i++)
        {
            sum += double.IsNaN(stages[(Stage)i]) ? 0 : stages[(Stage)i];
        }

        Assert.Equal(52, stages.Total, 6);
        Assert.Equal(stages.Total, sum, 9);
        Assert.Equal(3, stages[Stage.Queue], 6);
        Assert.Equal(2, stages[Stage.Send], 6);
        Assert.Equal(4, stages[Stage.Apply], 6);
        Assert.Equal(10, stages[Stage.Render], 6);
        Assert.Equal(6, stages[Stage.Encode], 6);
        Assert.Equal(1, stages[Stage.Serve], 6);
        Assert.Equal(5, stages[Stage.Network], 6);
        Assert.Equal(7, stages[Stage.Decode], 6);
        Assert.Equal(8, stages[Stage.Wait], 6);
        Assert.Equal(2, stages[Stage.Draw], 6);
        Assert.Equal(3, stages[Stage.Swap], 6);
        Assert.Equal(1, stages[Stage.Gpu], 6);
        Assert.True(double.IsNaN(stages[Stage.Remote]));
    }

    [Fact]
    public void A_wrong_offset_moves_time_between_the_two_ways_only()
    {
        FrameRecord late = Frame();
        late.Clock = s_clock with { Offset = s_clock.Offset + 0.003 };

        StageBreakdown right = StageBreakdown.Of(Intent(), Frame(), Frequency);
        StageBreakdown wrong = StageBreakdown.Of(Intent(), late, Frequency);

        Assert.Equal(right.Total, wrong.Total, 6);
        Assert.Equal(right.Transport, wrong.Transport, 6);
        Assert.Equal(right[Stage.Send] + 3, wrong[Stage.Send], 6);
        Assert.Equal(right[Stage.Render], wrong[Stage.Render], 6);
    }

    [Fact]
    public void A_way_is_withheld_when_its_uncertainty_exceeds_it()
    {
        FrameRecord frame = Frame();
        frame.Clock = s_clock with { Uncertainty = 0.003 };

        StageBreakdown stages = StageBreakdown.Of(Intent(), frame, Frequency);

        Assert.False(stages.IsTold(Stage.Send));
        Assert.True(stages.IsTold(Stage.Network));
        Assert.True(stages.IsTold(Stage.Render));
        Assert.False(stages.IsTold(Stage.Remote));
    }

    [Fact]
    public void Without_the_servers_times_the_middle_is_one_piece()
    {
        IntentRecord intent = Intent();
        intent.IsEstimated = true;
        FrameRecord frame = Frame();
        frame.HasView = false;

        StageBreakdown stages = StageBreakdown.Of(intent, frame, Frequency);

        Assert.True(stages.IsEstimated);
        Assert.Equal(28, stages[Stage.Remote], 6);
        Assert.Equal(52, stages.Total, 6);
        Assert.True(double.IsNaN(stages[Stage.Network]));
    }

    [Fact]
    public void A_server_that_tells_no_times_of_its_answers_leaves_the_way_there_in_one_piece()
    {
        IntentRecord intent = Intent();
        intent.ServerReceived = double.NaN;

        StageBreakdown stages = StageBreakdown.Of(intent, Frame(), Frequency);

        Assert.Equal(6, stages[Stage.Remote], 6);
        Assert.Equal(52, stages.Total, 6);
        Assert.Equal(5, stages[Stage.Network], 6);
    }

    internal static IntentRecord Intent() => new()
    {
        Number = 1,
        Key = new("dims", "z", "index"),
        Input = 1_000_000,
        Queued = 1_000_500,
        Dispatched = 1_002_000,
        Sent = 1_003_000,
        Acked = 1_012_000,
        ServerReceived = 1.005 - 100,
        ServerApplied = 1.006 - 100,
        Revision = 7,
        Shown = 1_052_000,
        Fate = IntentFate.Answered,
    };

    internal static FrameRecord Frame() => new()
    {
        Sequence = 5,
        HasView = true,
        Revision = 7,
        ServerTimestamp = 1.026 - 100,
        Server = new StageTimes(-17_000, -7_000, -6_000, -1_000, 0),
        FirstByte = 1_030_000,
        LastByte = 1_031_000,
        DecodeSubmit = 1_032_000,
        DecodeDone = 1_038_000,
        Queued = 1_038_000,
        Latched = 1_046_000,
        Drawn = 1_048_000,
        Swapped = 1_051_000,
        GpuDone = 1_052_000,
        Clock = s_clock,
    };
}
