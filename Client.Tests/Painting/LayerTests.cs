using System;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Several layers: where they come from, how they lie over each other, which level is drawn.</summary>
public sealed class LayerTests
{
    private const int Width = 96;
    private const int Height = 64;

    [Theory]
    [InlineData("opaque")]
    [InlineData("translucent")]
    [InlineData("additive")]
    [InlineData("minimum")]
    [InlineData("maximum")]
    [InlineData("average")]
    public void Channels_and_labels_join_by_the_formula_of_their_blending(string blending)
    {
        SceneLayout layout = SceneLayout.Of(Tissue());
        SceneState state = SceneState.Initial(layout, Width, Height);
        state = state with { Layers = [.. state.Layers.Select((style, i) => style with { Blending = i == 1 ? blending : style.Blending, Opacity = 0.8, Visible = true })] };
        byte[] plain = PaintScene.Plain(layout, state, Width, Height);

        (_, int largest) = PaintScene.Difference(plain, PaintScene.Exact(layout, state, Width, Height));
        byte[] luma = PaintScene.LiveLuma(layout, state, Width, Height);

        Assert.InRange(largest, 0, 3);
        Assert.All(Enumerable.Range(0, luma.Length), i => Assert.Equal(PaintScene.LumaOf(plain.AsSpan(3 * i, 3)), luma[i], 3.0));
    }

    [Fact]
    public void Each_channel_and_each_label_set_is_a_layer_as_the_data_want_it()
    {
        SceneLayout layout = SceneLayout.Of(Tissue());

        Assert.Equal(["layer-0", "layer-1", "layer-2"], layout.Layers.Select(layer => layer.Id));
        Assert.Equal(["nuclei", "membranes", "cells"], layout.Layers.Select(layer => layer.Name));
        Assert.Equal(["red", "#00ffff", "gray"], layout.Layers.Select(layer => layer.Initial.Colormap));
        Assert.Equal([true, false, true], layout.Layers.Select(layer => layer.Initial.Visible));
        Assert.Equal([20.0, 0, 0], layout.Layers.Select(layer => layer.Initial.ContrastLow));
        Assert.Equal([0, 1, -1], layout.Layers.Select(layer => layer.Channel));
    }

    [Fact]
    public void Labels_on_a_coarser_grid_lie_where_the_world_says()
    {
        SceneLayout layout = SceneLayout.Of(Tissue());
        SceneState state = SceneState.Initial(layout, Width, Height);
        state = state with { Layers = [.. state.Layers.Select((style, i) => style with { Visible = i == 2, Opacity = 1 })] };

        Assert.Equal(PaintScene.Plain(layout, state, Width, Height), PaintScene.Exact(layout, state, Width, Height));
    }

    [Theory]
    [InlineData(1.0, 0)]
    [InlineData(2.2, 1)]
    [InlineData(4.5, 2)]
    public void The_level_is_the_coarsest_that_is_no_coarser_than_a_pixel(double worldPerPixel, int expected)
    {
        SceneLayout layout = SceneLayout.Of(Pyramid(256));
        SceneState state = SceneState.Initial(layout, Width, Height) with { Plane = new PlaneCamera(0, 0, Width * worldPerPixel, Height * worldPerPixel) };

        Assert.Equal(expected, ViewOf(layout, state).Level);
        Assert.Equal(2, ViewOf(layout, state with { Level = 2 }).Level);
    }

    [Fact]
    public void A_block_beyond_its_memory_comes_from_a_coarser_level_and_says_so()
    {
        SceneLayout layout = SceneLayout.Of(Pyramid(64));
        SceneState state = SceneState.Initial(layout, 400, 400) with { DisplayedAxes = 3 };
        using var roomy = new SceneRenderer(layout, burnMarks: false);
        using var tight = new SceneRenderer(layout, burnMarks: false, new RenderLimits { VolumeBytes = 32 * 32 * 32 * 4 });
        var picture = new RenderedPicture(400, 400);

        roomy.Render(state, picture, RenderEffort.Refined, CancellationToken.None);
        Assert.Equal((0, false), (roomy.Level, roomy.IsDowngraded));
        tight.Render(state, picture, RenderEffort.Refined, CancellationToken.None);
        Assert.Equal((1, true), (tight.Level, tight.IsDowngraded));
        Assert.Equal(1, picture.View.Level);
    }

    [Fact]
    public void A_translation_moves_the_world_and_not_the_picture()
    {
        var still = new VolumeInfo("here", PaintScene.Axes(3, 20, 30), SampleType.UInt8, 0, 255, "gray");
        var moved = still with { Axes = [.. still.Axes.Select(axis => axis with { Translation = 100 })] };
        moved = moved with { Levels = [still.Levels[0] with { Translation = [100, 100, 100] }] };
        SceneLayout here = SceneLayout.Of(new ArraySource(still, (_, i) => i[1] * i[2] % 256)), there = SceneLayout.Of(new ArraySource(moved, (_, i) => i[1] * i[2] % 256));
        SceneState state = SceneState.Initial(here, Width, Height);

        Assert.InRange(PaintScene.Difference(PaintScene.Exact(here, state, Width, Height), PaintScene.Exact(there, state, Width, Height)).Largest, 0, 1);
        ViewOf(here, state).WorldToPixel.TryTransform(7, 5, 0, out double u0, out double v0, out _);
        ViewOf(there, state).WorldToPixel.TryTransform(107, 105, 0, out double u1, out double v1, out _);
        Assert.Equal(u0, u1, 6);
        Assert.Equal(v0, v1, 6);
    }

    private static FrameView ViewOf(SceneLayout layout, SceneState state)
    {
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        var picture = new RenderedPicture(Width, Height);
        renderer.Render(state, picture, RenderEffort.Refined, CancellationToken.None);
        return picture.View;
    }

    private static ArraySource Pyramid(int edge)
    {
        var info = new VolumeInfo("pyramid", PaintScene.Axes(edge, edge, edge), SampleType.UInt8, 0, 255, "gray")
        {
            Levels = [.. Enumerable.Range(0, 3).Select(level => new VolumeLevel([edge >> level, edge >> level, edge >> level], [1 << level, 1 << level, 1 << level], [0, 0, 0]))],
        };
        return new ArraySource(info, (level, index) => 50 * (level + 1));
    }

    /// <summary>Two channels and labels on a grid half as fine, whose first sample lies half a voxel into the world.</summary>
    private static VolumeSet Tissue()
    {
        var channels = new VolumeInfo("tissue", [new("c", AxisKind.Channel, 2, 1, ""), .. PaintScene.Axes(4, 40, 60)], SampleType.UInt16, 0, 255, "gray")
        {
            Channels = [new("nuclei", "red", 20, 240, null, null, true, false), new("membranes", "#00ffff", null, null, null, null, false, true)],
        };
        VolumeAxis Half(string name, int length) => new(name, AxisKind.Space, length, 2, "micrometer", 0.5);
        var labels = new VolumeInfo("cells", [PaintScene.Axes(4, 1, 1)[0], Half("y", 20), Half("x", 30)], SampleType.Int32, 0, 1, "gray")
        {
            Kind = VolumeKind.Labels,
            LabelColors = System.Collections.Immutable.ImmutableDictionary<long, uint>.Empty.Add(3, 0x1020F0FF).Add(4, 0),
        };
        return new VolumeSet(
            "tissue",
            [new ArraySource(channels, (_, i) => ((i[0] * 60) + (i[2] * 5) + (i[3] * 3)) % 256)],
            [new ArraySource(labels, (_, i) => (i[1] / 4) + (i[2] / 6))]);
    }
}
