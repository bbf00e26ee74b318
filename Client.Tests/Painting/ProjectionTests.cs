using System;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Projections against straight formulas, ray by ray.</summary>
public sealed class ProjectionTests
{
    private const int Width = 200;
    private const int Height = 150;

    public static TheoryData<string, double, double, double> Views()
    {
        var views = new TheoryData<string, double, double, double>();
        foreach (string mode in new[] { "mip", "attenuated_mip", "average", "translucent", "additive" })
        {
            views.Add(mode, -20, 55, 45);
            views.Add(mode, 30, 10, 0);
        }

        views.Add("mip", 0, 90, 45);
        views.Add("mip", 90, 0, 45);
        views.Add("mip", 180, 0, 0);
        views.Add("mip", -135, -35, 60);
        return views;
    }

    [Theory]
    [MemberData(nameof(Views))]
    public void A_projection_agrees_with_its_formula(string mode, double azimuth, double elevation, double fieldOfView)
    {
        SceneLayout layout = PaintScene.SmoothLayout(40, 56, 64, depthScale: 1.5);
        SceneState state = Volume(layout, style => style with { Rendering = mode, Attenuation = 0.02, Gamma = 0.8 });
        state = state with { Orbit = state.Orbit with { Azimuth = azimuth, Elevation = elevation, FieldOfView = fieldOfView } };

        (double mean, int largest) = PaintScene.Difference(PaintScene.Plain(layout, state, Width, Height), PaintScene.Exact(layout, state, Width, Height));

        Assert.True(mean < 0.8 && largest < 40, $"{mode} {azimuth}/{elevation}: mean {mean:0.000}, largest {largest}.");
    }

    [Theory]
    [InlineData(nameof(SampleType.UInt8))]
    [InlineData(nameof(SampleType.Int16))]
    [InlineData(nameof(SampleType.UInt32))]
    [InlineData(nameof(SampleType.Float32))]
    [InlineData(nameof(SampleType.Float64))]
    public void Samples_of_every_width_are_projected(string type)
    {
        SceneLayout layout = PaintScene.SmoothLayout(24, 32, 32, type: Enum.Parse<SampleType>(type));
        SceneState state = Volume(layout, style => style);

        (double mean, _) = PaintScene.Difference(PaintScene.Plain(layout, state, Width, Height), PaintScene.Exact(layout, state, Width, Height));

        Assert.True(mean < 0.8, $"mean {mean:0.000}");
    }

    [Fact]
    public void An_eye_inside_the_volume_sees_what_lies_before_it()
    {
        SceneLayout layout = PaintScene.SmoothLayout(48, 48, 48);
        SceneState state = Volume(layout, style => style);
        state = state with { Orbit = state.Orbit with { Distance = 6, Azimuth = 25, Elevation = 20 } };

        (double mean, _) = PaintScene.Difference(PaintScene.Plain(layout, state, Width, Height), PaintScene.Exact(layout, state, Width, Height));

        Assert.True(mean < 2, $"mean {mean:0.000}");
    }

    [Fact]
    public void Axes_in_another_order_show_the_same_volume_from_another_side()
    {
        SceneLayout layout = PaintScene.SmoothLayout(24, 32, 40);
        SceneState state = Volume(layout, style => style) with { Order = [2, 0, 1] };
        state = state with { Orbit = SceneState.FitOrbit(layout.Info, state.Axes(layout.Info), Width / (double)Height) };

        (double mean, _) = PaintScene.Difference(PaintScene.Plain(layout, state, Width, Height), PaintScene.Exact(layout, state, Width, Height));

        Assert.True(mean < 0.8, $"mean {mean:0.000}");
    }

    [Fact]
    public void Voxels_without_data_let_through_what_lies_behind_them()
    {
        var info = new VolumeInfo("holes", PaintScene.Axes(24, 24, 24), SampleType.UInt16, 0, 200, "viridis");
        SceneLayout layout = SceneLayout.Of(new ArraySource(info, (_, index) => index[2] < 12 ? double.NaN : 100));
        SceneState state = Volume(layout, style => style with { Interpolation = "nearest" });
        state = state with { Orbit = state.Orbit with { Azimuth = 0, Elevation = 90, FieldOfView = 0 } };

        byte[] picture = PaintScene.Exact(layout, state, Width, Height);
        int left = 3 * ((Height / 2 * Width) + (Width / 2) - 10), right = 3 * ((Height / 2 * Width) + (Width / 2) + 10);

        Assert.Equal((0, 0, 0), (picture[left], picture[left + 1], picture[left + 2]));
        Assert.True(picture[right + 1] > 100);
    }

    [Fact]
    public void Labels_show_the_first_that_a_ray_meets()
    {
        var info = new VolumeInfo("labels", PaintScene.Axes(20, 24, 24), SampleType.UInt32, 0, 1, "gray") { Kind = VolumeKind.Labels };
        SceneLayout layout = SceneLayout.Of(new VolumeSet("labels", [new ArraySource(info with { Kind = VolumeKind.Image }, (_, _) => 0)], [new ArraySource(info, (_, i) => Ball(i))]));
        SceneState state = Volume(layout, style => style);
        state = state with { Orbit = state.Orbit with { FieldOfView = 0 } };
        byte[] plain = PaintScene.Plain(layout, state, Width, Height), drawn = PaintScene.Exact(layout, state, Width, Height);

        int different = 0;
        for (int i = 0; i < plain.Length; i += 3)
        {
            different += plain.AsSpan(i, 3).SequenceEqual(drawn.AsSpan(i, 3)) ? 0 : 1;
        }

        Assert.True(different < 0.04 * Width * Height, $"{different} pixels differ.");
        Assert.Contains(drawn, value => value > 60);

        static double Ball(int[] i)
        {
            double first = Math.Pow(i[0] - 6, 2) + Math.Pow(i[1] - 9, 2) + Math.Pow(i[2] - 9, 2), second = Math.Pow(i[0] - 13, 2) + Math.Pow(i[1] - 15, 2) + Math.Pow(i[2] - 14, 2);
            return first < 30 ? 7 : second < 36 ? 4_000_000_000 : 0;
        }
    }

    private static SceneState Volume(SceneLayout layout, Func<LayerStyle, LayerStyle> style)
    {
        SceneState state = SceneState.Initial(layout, Width, Height) with { DisplayedAxes = 3 };
        return state with { Layers = [.. System.Linq.Enumerable.Select(state.Layers, style)] };
    }
}
