using System;
using System.Threading;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Coarse while something moves, fine at rest, given up when superseded.</summary>
public sealed class RefinementTests
{
    private static readonly RenderLimits s_quick = new() { QuickSamples = 16 * 16 * 16 };

    private readonly RenderedPicture _picture = new(160, 120);

    [Fact]
    public void What_moves_is_drawn_coarsely_and_at_rest_in_full()
    {
        SceneLayout layout = PaintScene.SmoothLayout(40, 40, 40);
        using var renderer = new SceneRenderer(layout, burnMarks: false, s_quick);
        SceneState state = Volume(layout);

        Assert.Equal(RenderOutcome.Refinable, renderer.Render(state, _picture, RenderEffort.Interactive, CancellationToken.None));
        Assert.Equal(FrameQuality.Interactive, _picture.View.Quality);
        Assert.Equal(RenderOutcome.Final, renderer.Render(state, _picture, RenderEffort.Refined, CancellationToken.None));
        Assert.Equal(FrameQuality.Refined, _picture.View.Quality);
    }

    [Fact]
    public void The_fine_block_serves_moving_pictures_once_it_is_there()
    {
        var source = (ArraySource)PaintScene.SmoothLayout(40, 40, 40).Layers[0].Source;
        SceneLayout layout = SceneLayout.Of(source);
        using var renderer = new SceneRenderer(layout, burnMarks: false, s_quick);
        SceneState state = Volume(layout);
        renderer.Render(state, _picture, RenderEffort.Refined, CancellationToken.None);
        int reads = source.Reads;

        for (int i = 0; i < 3; i++)
        {
            state = state with { Orbit = state.Orbit.Orbited(5, 0) };
            renderer.Render(state, _picture, RenderEffort.Interactive, CancellationToken.None);
        }

        Assert.Equal(reads, source.Reads);
    }

    [Fact]
    public void A_superseded_picture_is_given_up_and_its_block_goes_on_where_it_stopped()
    {
        using var superseded = new CancellationTokenSource();
        var info = new VolumeInfo("deep", PaintScene.Axes(64, 512, 512), SampleType.UInt16, 0, 4000, "gray");
        var source = new CountingPlanes(info);
        SceneLayout layout = SceneLayout.Of(source);
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        SceneState state = Volume(layout);
        source.AfterFirstRead = superseded.Cancel;

        Assert.Equal(RenderOutcome.Superseded, renderer.Render(state, _picture, RenderEffort.Refined, superseded.Token));
        int before = source.PlanesRead;
        Assert.InRange(before, 1, 63);
        Assert.Equal(RenderOutcome.Final, renderer.Render(state, _picture, RenderEffort.Refined, CancellationToken.None));
        Assert.Equal(64, source.PlanesRead);
    }

    [Fact]
    public void A_contrast_that_the_block_cannot_tell_apart_is_read_anew_and_others_are_not()
    {
        var source = (ArraySource)PaintScene.SmoothLayout(24, 24, 24).Layers[0].Source;
        SceneLayout layout = SceneLayout.Of(source);
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        SceneState state = Volume(layout);
        renderer.Render(state, _picture, RenderEffort.Refined, CancellationToken.None);
        int reads = source.Reads;

        renderer.Render(state with { Layers = [state.Layer with { ContrastLow = 40, ContrastHigh = 120 }] }, _picture, RenderEffort.Refined, CancellationToken.None);
        Assert.Equal(reads, source.Reads);
        renderer.Render(state with { Layers = [state.Layer with { ContrastLow = 40, ContrastHigh = 41 }] }, _picture, RenderEffort.Refined, CancellationToken.None);
        Assert.True(source.Reads > reads);
    }

    [Fact]
    public void A_plane_that_is_slow_to_come_is_shown_coarsely_while_something_moves()
    {
        var info = new VolumeInfo("far", PaintScene.Axes(8, 64, 64), SampleType.UInt8, 0, 255, "gray")
        {
            Levels = [new VolumeLevel([8, 64, 64], [1, 1, 1], [0, 0, 0]), new VolumeLevel([8, 16, 16], [1, 4, 4], [0, 0, 0])],
        };
        var time = new Wire.ManualTime();
        var source = new ArraySource(info, (_, _) => 100) { OnRead = request => time.Advance(TimeSpan.FromSeconds(request.Level == 0 ? 1 : 0.01)) };
        SceneLayout layout = SceneLayout.Of(source);
        using var renderer = new SceneRenderer(layout, burnMarks: false, null, time);
        SceneState state = SceneState.Initial(layout, 160, 120);
        renderer.Render(state, _picture, RenderEffort.Interactive, CancellationToken.None);

        Assert.Equal(RenderOutcome.Refinable, renderer.Render(state with { Step = [1, 0, 0] }, _picture, RenderEffort.Interactive, CancellationToken.None));
        Assert.Equal(1, _picture.View.Level);
        Assert.Equal(RenderOutcome.Final, renderer.Render(state with { Step = [1, 0, 0] }, _picture, RenderEffort.Refined, CancellationToken.None));
        Assert.Equal(0, _picture.View.Level);
    }

    private static SceneState Volume(SceneLayout layout) => SceneState.Initial(layout, 160, 120) with { DisplayedAxes = 3 };

    /// <summary>Nothing but zeros, and how many planes of them were asked for.</summary>
    private sealed class CountingPlanes(VolumeInfo info) : IVolumeSource
    {
        public VolumeInfo Info => info;

        public int PlanesRead { get; private set; }

        public Action? AfterFirstRead { get; set; }

        public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
        {
            destination.Clear();
            PlanesRead += request.CountAlong(0);
            AfterFirstRead?.Invoke();
            AfterFirstRead = null;
            return RegionContent.Complete;
        }

        public void Dispose()
        {
        }
    }
}
