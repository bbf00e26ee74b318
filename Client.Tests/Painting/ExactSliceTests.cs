using System;
using System.Collections.Immutable;
using System.Threading;
using Fathom.Protocol.Colormaps;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Exact pictures equal the formulas byte for byte; live pictures come as near as their integers allow.</summary>
public sealed class ExactSliceTests
{
    private const int Planes = 5;
    private const int Rows = 23;
    private const int Columns = 31;

    public static TheoryData<string> Types() => [.. Enum.GetNames<SampleType>()];

    [Fact]
    public void A_plane_that_no_memory_holds_is_refused_with_the_way_out()
    {
        var info = new VolumeInfo("vast", PaintScene.Axes(2, 100_000, 100_000), SampleType.UInt16, 0, 255, "gray");
        SceneLayout layout = SceneLayout.Of(new ArraySource(info, static (_, _) => 0));

        FathomException error = Assert.Throws<FathomException>(
            () => new ExactSlices(layout).Render(SceneState.Initial(layout, 32, 24), 32, 24, new byte[3 * 32 * 24], CancellationToken.None));

        Assert.Contains("100000×100000", error.Why, StringComparison.Ordinal);
        Assert.Contains("pyramid", error.How, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void One_voxel_a_pixel_follows_the_table_formula_for_every_type(string name)
    {
        SampleType type = Enum.Parse<SampleType>(name);
        SceneLayout layout = Layout(type, index => Value(type, index));
        SceneState state = SceneState.Initial(layout, 64, 64) with { Step = [3, 0, 0] };
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        (int width, int height) = renderer.OneToOneSize(state);
        byte[] rgb = new byte[3 * width * height];
        (double low, double high) = (Value(type, [0, 2, 2]), Value(type, [4, 20, 28]));

        renderer.RenderOneToOne(state, low, high, rgb, CancellationToken.None);

        Assert.Equal((Columns, Rows), (width, height));
        for (int i = 0; i < width * height; i++)
        {
            int expected = ColormapIndex.Of(Stored(type, Value(type, [3, i / width, i % width])), low, high);
            Assert.Equal((expected, expected, expected), (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void One_voxel_a_pixel_says_where_the_voxels_are_whatever_the_camera_shows(int displayed)
    {
        SceneLayout layout = Layout(SampleType.UInt8, _ => 1);
        SceneState state = SceneState.Initial(layout, 1280, 720) with { Step = [3, 0, 0], Plane = new PlaneCamera(4, 5, 16, 9), DisplayedAxes = displayed };
        using var renderer = new SceneRenderer(layout, burnMarks: false);

        FrameView view = renderer.DescribeOneToOne(state);

        ImmutableArray<VolumeAxis> axes = layout.Info.Axes;
        view.WorldToPixel.TryTransform(axes[2].Translation + (7 * axes[2].Scale), axes[1].Translation + (4 * axes[1].Scale), 0, out double u, out double v, out _);
        Assert.Equal((7.5, 4.5), (Math.Round(u, 9), Math.Round(v, 9)));
        Assert.Equal([1, 2], view.Displayed.ToArray());
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_still_at_one_voxel_a_pixel_equals_the_plain_reference(string name)
    {
        SampleType type = Enum.Parse<SampleType>(name);
        SceneLayout layout = Layout(type, index => Value(type, index));
        SceneState state = SceneState.Initial(layout, Columns, Rows) with { Plane = new PlaneCamera(-0.5, -0.5, Columns, Rows) };
        state = state with { Layers = [state.Layer with { Colormap = "viridis", ContrastLow = Value(type, [0, 2, 2]), ContrastHigh = Value(type, [4, 20, 28]) }] };

        Assert.Equal(PaintScene.Plain(layout, state, Columns, Rows), PaintScene.Exact(layout, state, Columns, Rows));
    }

    [Fact]
    public void Stretched_slices_equal_the_plain_reference_up_to_rounding()
    {
        SceneLayout layout = Layout(SampleType.UInt16, index => Value(SampleType.UInt16, index));
        SceneState state = SceneState.Initial(layout, 120, 90);
        state = state with { Plane = new PlaneCamera(3.3, -4.2, 24, 18), Layers = [state.Layer with { Gamma = 0.6, Colormap = "magma" }] };

        (_, int largest) = PaintScene.Difference(PaintScene.Plain(layout, state, 120, 90), PaintScene.Exact(layout, state, 120, 90));

        // A sum in another order may fall on the other side of a table entry.
        Assert.InRange(largest, 0, 4);
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2 })]
    [InlineData(new[] { 0, 2, 1 })]
    [InlineData(new[] { 1, 0, 2 })]
    [InlineData(new[] { 2, 0, 1 })]
    [InlineData(new[] { 1, 2, 0 })]
    [InlineData(new[] { 2, 1, 0 })]
    public void Slices_along_any_axis_either_way_round_equal_the_plain_reference(int[] order)
    {
        SceneLayout layout = Layout(SampleType.UInt16, index => index[0] == 1 && index[2] > 20 ? double.NaN : Value(SampleType.UInt16, index));
        SceneState state = SceneState.Initial(layout, 64, 48) with { Order = [.. order], Step = [1, 7, 11] };
        state = state with { Plane = SceneState.FitPlane(layout.Info, state.Axes(layout.Info), 64, 48), Layers = [state.Layer with { Interpolation = "nearest", Colormap = "viridis" }] };

        Assert.Equal(PaintScene.Plain(layout, state, 64, 48), PaintScene.Exact(layout, state, 64, 48));
    }

    [Fact]
    public void Voxels_without_data_are_black_whatever_the_colormap_and_spread_to_no_neighbour()
    {
        SceneLayout layout = Layout(SampleType.UInt8, index => index[1] == 10 && index[2] == 10 ? double.NaN : 200);
        SceneState state = SceneState.Initial(layout, Columns * 2, Rows * 2) with { Plane = new PlaneCamera(-0.5, -0.5, Columns, Rows) };
        state = state with { Layers = [state.Layer with { Colormap = "viridis", Interpolation = "nearest" }] };

        byte[] rgb = PaintScene.Exact(layout, state, Columns * 2, Rows * 2);
        byte[] luma = PaintScene.LiveLuma(layout, state, Columns * 2, Rows * 2);

        for (int y = 0; y < Rows * 2; y++)
        {
            for (int x = 0; x < Columns * 2; x++)
            {
                bool isHole = y / 2 == 10 && x / 2 == 10;
                int at = (y * Columns * 2) + x;
                Assert.Equal(isHole, rgb[3 * at] + rgb[(3 * at) + 1] + rgb[(3 * at) + 2] == 0);
                Assert.Equal(isHole, luma[at] == YuvBuffer.BlackLuma);
            }
        }
    }

    [Theory]
    [InlineData(SlabProjectionName.Max)]
    [InlineData(SlabProjectionName.Min)]
    [InlineData(SlabProjectionName.Mean)]
    public void A_slab_folds_its_planes_and_leaves_gaps_out(string projection)
    {
        SceneLayout layout = Layout(SampleType.UInt8, index => index[0] == 2 ? double.NaN : 10 * (index[0] + 1));
        SceneState state = SceneState.Initial(layout, Columns, Rows) with { Plane = new PlaneCamera(-0.5, -0.5, Columns, Rows), Step = [2, 0, 0], Thickness = [3, 1, 1] };
        state = state with { Projection = Enum.Parse<SlabProjection>(projection), Layers = [state.Layer with { Colormap = "gray", ContrastLow = 0, ContrastHigh = 255 }] };

        byte[] rgb = PaintScene.Exact(layout, state, Columns, Rows);

        // Planes 1, 2 and 3 hold 20, nothing and 40.
        Assert.All(rgb, value => Assert.Equal(projection switch { SlabProjectionName.Max => 40, SlabProjectionName.Min => 20, _ => 30 }, value));
    }

    [Fact]
    public void The_live_picture_comes_as_near_as_its_integers_allow()
    {
        SceneLayout layout = Layout(SampleType.Float32, index => Value(SampleType.Float32, index));
        SceneState state = SceneState.Initial(layout, 128, 96);
        state = state with { Layers = [state.Layer with { ContrastLow = Value(SampleType.Float32, [0, 2, 2]), ContrastHigh = Value(SampleType.Float32, [4, 20, 28]) }] };
        byte[] plain = PaintScene.Plain(layout, state, 128, 96), luma = PaintScene.LiveLuma(layout, state, 128, 96);

        for (int i = 0; i < luma.Length; i++)
        {
            Assert.Equal(PaintScene.LumaOf(plain.AsSpan(3 * i, 3)), luma[i], 2.0);
        }
    }

    private static SceneLayout Layout(SampleType type, Func<int[], double> value)
    {
        var info = new VolumeInfo("steps", PaintScene.Axes(Planes, Rows, Columns), type, 0, 255, "gray");
        return SceneLayout.Of(new ArraySource(info, (_, index) => value(index)));
    }

    /// <summary>Values that use much of what the type can hold, and differ from one voxel to the next.</summary>
    private static double Value(SampleType type, int[] index)
    {
        double step = (index[0] * 31) + (index[1] * 7) + index[2];
        return type switch
        {
            SampleType.UInt8 => step % 256,
            SampleType.Int8 => (step % 256) - 128,
            SampleType.UInt16 => step * 150,
            SampleType.Int16 => (step * 100) - 15_000,
            SampleType.UInt32 => 4_000_000_000 + step,
            SampleType.Int32 => -2_000_000_000 + step,
            SampleType.UInt64 => 5_000_000_000_000 + step,
            SampleType.Int64 => -5_000_000_000_000 + step,
            SampleType.Float32 => (step * 0.37) - 20,
            _ => 1e12 + (step * 1e-3),
        };
    }

    private static double Stored(SampleType type, double value) => type == SampleType.Float32 ? (float)value : value;

    private static class SlabProjectionName
    {
        public const string Max = nameof(SlabProjection.Max);
        public const string Min = nameof(SlabProjection.Min);
        public const string Mean = nameof(SlabProjection.Mean);
    }
}
