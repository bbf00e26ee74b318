using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Server;
using Fathom.Client.Tests.Telemetry;
using Fathom.Client.Tests.Ui;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>The whole client against our server: each intent is followed to its picture.</summary>
public sealed class TimelineTests
{
    private const int Depth = 1;
    private const int Intents = 8;

    [SkippableFact]
    public async Task Every_intent_is_followed_to_the_picture_that_shows_it_and_its_stages_tile_the_time()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, 640, 480);
        RecordList list = await DragAsync(session);

        int answered = 0;
        foreach ((IntentRecord intent, FrameRecord answer) in list.Intents.Zip(list.Answers).Where(pair => pair.First.Shown != 0))
        {
            answered++;
            Assert.False(intent.IsEstimated);
            Assert.True(answer.HasView && answer.Revision >= intent.Revision && answer.Sequence == intent.AnsweredBySequence);
            Assert.True(intent.Input <= intent.Queued && intent.Queued <= intent.Dispatched && intent.Dispatched <= intent.Acked);
            Assert.True(intent.ServerReceived <= intent.ServerApplied);
            Assert.True(intent.ServerApplied <= StageTimes.Absolute(answer.ServerTimestamp, answer.Server.RenderEnd));
            AssertOrdered(answer);

            StageBreakdown stages = StageBreakdown.Of(intent, answer, session.State.TicksPerSecond);
            Assert.Equal((intent.Shown - intent.Input) * 1000.0 / session.State.TicksPerSecond, stages.Total, 3);
            Assert.True(double.IsNaN(stages[Stage.Remote]));
            Assert.All(Enumerable.Range(0, (int)Stage.Remote), stage => Assert.True(double.IsFinite(stages[(Stage)stage])));
        }

        Assert.True(answered >= 1, "no intent was answered by a picture");
        Assert.Equal(list.Intents.Count, list.Intents.Select(intent => intent.Number).Distinct().Count());
        Assert.Equal(0, await session.AskAsync(() => session.Parts.Intents.Book.Count));
    }

    [SkippableFact]
    public async Task Without_our_extensions_the_same_figures_are_there_and_marked_as_estimated()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, 640, 480, static settings => settings with { Extensions = [] });
        RecordList list = await DragAsync(session);

        (IntentRecord intent, FrameRecord answer) = list.Intents.Zip(list.Answers).First(pair => pair.First.Shown != 0);
        StageBreakdown stages = StageBreakdown.Of(intent, answer, session.State.TicksPerSecond);

        Assert.True(intent.IsEstimated && stages.IsEstimated && !answer.HasView);
        Assert.True(double.IsNaN(intent.ServerReceived));
        Assert.True(stages[Stage.Remote] > 0);
        Assert.True(double.IsNaN(stages[Stage.Render]));
        Assert.Equal((intent.Shown - intent.Input) * 1000.0 / session.State.TicksPerSecond, stages.Total, 3);
        Assert.True(await session.AskAsync(() => session.State.Live.Intents.Estimated > 0));
    }

    private static async Task<RecordList> DragAsync(UiSession session)
    {
        var list = new RecordList();
        await session.AskAsync(() =>
        {
            session.Host.Telemetry.Add(list);
            return true;
        });
        for (int i = 1; i <= Intents; i++)
        {
            await session.AskAsync(() => session.Parts.Intents.SetIndex(Depth, i));
        }

        await session.UntilAsync(() => list.Intents.Count == Intents && list.Intents.Exists(intent => intent.Shown != 0), "the end of all intents");
        return list;
    }

    private static void AssertOrdered(in FrameRecord frame)
    {
        long[] stamps = [frame.FirstByte, frame.LastByte, frame.DecodeSubmit, frame.DecodeDone, frame.Queued, frame.Latched, frame.Drawn, frame.Swapped, frame.GpuDone];
        Assert.DoesNotContain(0, stamps);
        Assert.Equal(stamps.Order(), stamps);
        Assert.True(frame.TickStart <= frame.Latched && frame.Bytes > 0);
    }
}
