using System;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Pictures that single viewers ask for are drawn beside everybody's.</summary>
public sealed class ExactWorkTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_picture_that_does_not_end_is_given_up_when_other_data_are_shown(bool oneToOne)
    {
        using var source = new EndlessSource();
        using var asked = new Asked(source);
        Task<int> answer = asked.Ask("a", oneToOne);
        await source.Reads.Task.WaitAsync(s_patience);

        using var other = new SmallSource();
        using RenderStage stage = Asked.Stage(other);
        asked.Pictures.Show(stage);

        Assert.Equal(1, await answer.WaitAsync(s_patience));
    }

    [SkippableFact]
    public async Task A_picture_that_does_not_end_holds_up_those_of_others_until_its_viewer_leaves()
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");
        using var source = new EndlessSource();
        using var asked = new Asked(source);
        _ = asked.Ask("a", oneToOne: false);
        await source.Reads.Task.WaitAsync(s_patience);
        source.Ends = true;
        Task<int> others = asked.Ask("b", oneToOne: false);

        asked.Pictures.Leave("a");

        Assert.Equal(100, await others.WaitAsync(s_patience));
    }

    [SkippableFact]
    public async Task While_a_picture_that_was_asked_for_is_being_read_everybodys_is_drawn()
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");
        FFmpegFact.SkipWithoutFFmpeg();
        using var source = new EndlessSource { IsOnlyForAsked = true };
        using RenderStage stage = Asked.Stage(source);
        using var pictures = new SemaphoreSlim(0);
        var loop = new RenderLoop(stage, new PictureExchange(160, 120, takers: 1), new ServerClock(TimeProvider.System), 60, () => pictures.Release(), static error => throw error);
        using var asked = new Asked(source, stage);
        _ = asked.Ask("a", oneToOne: false);
        await source.Reads.Task.WaitAsync(s_patience);

        loop.Start();
        loop.SetAudience(true);
        bool[] drawn = new bool[3];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = await pictures.WaitAsync(s_patience);
            stage.Store.Apply(static state => state with { Step = state.Step.SetItem(0, (state.Step[0] + 1) % 4) });
        }

        loop.RequestStop();
        Assert.True(loop.Join(s_patience));
        Assert.DoesNotContain(false, drawn);
    }

    /// <summary>The thread of asked pictures with all that it needs.</summary>
    private sealed class Asked : IDisposable
    {
        private readonly RenderStage _stage;
        private readonly bool _ownsStage;
        private readonly StillMaker _packer;

        public Asked(IVolumeSource source, RenderStage? stage = null)
        {
            (_stage, _ownsStage) = (stage ?? Stage(source), stage is null);
            var clock = new ServerClock(TimeProvider.System);
            _packer = new StillMaker(clock, static error => throw error);
            Pictures = new AskedPictures(_stage, clock, _packer, static _ => true, static error => throw error);
            _packer.Start();
            Pictures.Start();
        }

        public AskedPictures Pictures { get; }

        public static RenderStage Stage(IVolumeSource source)
        {
            SceneLayout layout = SceneLayout.Of(source);
            var store = new SceneStore(SceneState.Initial(layout, 160, 120));
            return new RenderStage(store, new SceneRenderer(layout, burnMarks: false), null, null) { MakeBeside = () => new SceneRenderer(layout, burnMarks: false, isStrict: true) };
        }

        /// <summary>1: it was given up; 100: there it is.</summary>
        public Task<int> Ask(string viewer, bool oneToOne)
        {
            var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            var job = new ExactJob(
                viewer, _stage.Store, _stage.Store.Current, 160, 120, oneToOne ? (0, 1) : null, still => answer.TrySetResult(still is null ? 1 : 100), error => answer.TrySetException(error));
            Assert.True(Pictures.TryEnqueue(job));
            return answer.Task;
        }

        public void Dispose()
        {
            Pictures.RequestStop();
            _packer.RequestStop();
            Assert.True(Pictures.Join(s_patience));
            Assert.True(_packer.Join(s_patience));
            if (_ownsStage)
            {
                _stage.Dispose();
            }
        }
    }

    /// <summary>Reads until it is told not to.</summary>
    private sealed class EndlessSource : IVolumeSource
    {
        public VolumeInfo Info { get; } = new("endless", PaintScene.Axes(4, 128, 128), SampleType.UInt8, 0, 255, "gray");

        /// <summary>Ends when somebody reads.</summary>
        public TaskCompletionSource Reads { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Reads that begin from now on end at once.</summary>
        public volatile bool Ends;

        /// <summary>The render thread reads as usual.</summary>
        public bool IsOnlyForAsked { get; init; }

        public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            if (Ends || (IsOnlyForAsked && Thread.CurrentThread.Name != "asked"))
            {
                destination.Clear();
                return RegionContent.Complete;
            }

            Reads.TrySetResult();
            cancel.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancel);
        }

        public void Dispose()
        {
        }
    }

    private sealed class SmallSource : IVolumeSource
    {
        public VolumeInfo Info { get; } = new("small", PaintScene.Axes(2, 16, 16), SampleType.UInt8, 0, 255, "gray");

        public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            destination.Clear();
            return RegionContent.Complete;
        }

        public void Dispose()
        {
        }
    }
}
