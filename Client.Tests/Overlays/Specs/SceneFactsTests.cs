using System;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Specs;

public sealed class SceneFactsTests
{
    [Fact]
    public void Bounds_are_half_a_voxel_beyond_the_centres_and_times_are_seconds()
    {
        SceneFacts facts = SceneFactsReader.Read(Dims(), Layers([500, 2, 0.5, 0.25], [100, 0, 10, 20], ["millisecond", "micrometer", "micrometer", "um"]));

        Assert.Equal((2, "micrometer", new WorldRect(20 - 0.125, 10 - 0.25, 20 + (0.25 * 39.5), 10 + (0.5 * 29.5))), (facts.DisplayedAxes, facts.Unit, facts.Bounds));
        Assert.Equal([0.1, 0.6, 1.1], facts.FrameTimes.Take(3).Select(time => Math.Round(time, 9)));
        Assert.Equal(10, facts.FrameTimes.Length);
    }

    [Theory]
    [InlineData("micrometer", "nanometer")]
    [InlineData("", "")]
    [InlineData("second", "second")]
    [InlineData("pixel", "pixel")]
    public void A_plane_without_one_unit_of_length_has_none(string y, string x) =>
        Assert.Equal("", SceneFactsReader.Read(Dims(), Layers([1, 1, 1, 1], [0, 0, 0, 0], ["", "", y, x])).Unit);

    [Fact]
    public void Without_a_unit_of_time_there_are_no_times() =>
        Assert.Empty(SceneFactsReader.Read(Dims(), Layers([1, 1, 1, 1], [0, 0, 0, 0], ["", "um", "um", "um"])).FrameTimes);

    [Fact]
    public void Where_nothing_is_told_an_index_is_a_step()
    {
        SceneFacts facts = SceneFactsReader.Read(Dims(), LayersModel.Empty);

        Assert.Equal(("", new WorldRect(-0.5, -0.5, 39.5, 29.5)), (facts.Unit, facts.Bounds));
    }

    [Fact]
    public void Another_order_shows_other_axes()
    {
        NotifyDims dims = Dims() with { Displayed = [3, 1] };

        Assert.Equal(new WorldRect(-0.5, -0.5, 19.5, 39.5), SceneFactsReader.Read(dims, LayersModel.Empty).Bounds);
    }

    private static NotifyDims Dims() => new(new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [0, 0, 0, 0], [], 0, [[10, 20, 30, 40]], NotifyDims.PlaneMode, 2)
    {
        AxisLabels = ["t", "z", "y", "x"],
    };

    private static LayersModel Layers(double[] scale, double[] translate, string[] units) => new([LayerModel.From(MapValue.Of(
        ("layer_id", "a"), ("scale", scale), ("translate", translate), ("metadata", MapValue.Of(("units", new ListValue([.. units.Select(unit => (StateValue)unit)]))))))!]);
}
