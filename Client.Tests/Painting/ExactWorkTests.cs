using System;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

public sealed class ExactWorkTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_picture_that_does_not_end_makes_way_when_the_view_moves_on(bool oneToOne)
    {
        using var source = new EndlessSource();
        SceneLayout layout = SceneLayout.Of(source);
        var clock = new ServerClock(TimeProvider.System);
        var work = new ExactWork(clock, new StillMaker(clock, static _ => { }), static () => false, static _ => { });
        var store = new SceneStore(SceneState.Initial(layout, 160, 120));
        using var stage = new RenderStage(store, new SceneRenderer(layout, burnMarks: false), null, null);
        using var movedOn = new CancellationTokenSource();
        source.Reading = movedOn.Cancel;
        int answers = 0;
        work.TryEnqueue(new ExactJob(store, static state => state, 160, 120, oneToOne ? (0, 1) : null, still => answers += still is null ? 1 : 100, static error => throw error));

        work.Run(stage, movedOn.Token);

        Assert.Equal(1, answers);
    }

    /// <summary>Reads until it is told not to.</summary>
    private sealed class EndlessSource : IVolumeSource
    {
        public VolumeInfo Info { get; } = new("endless", PaintScene.Axes(4, 128, 128), SampleType.UInt8, 0, 255, "gray");

        public Action Reading { get; set; } = static () => { };

        public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            Reading();
            cancel.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancel);
        }

        public void Dispose()
        {
        }
    }
}
