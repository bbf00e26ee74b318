using System;
using Fathom.Client.Export.Figures;
using Fathom.Client.Ui;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>Which pictures have a scale, and how a length is said.</summary>
public sealed class PictureScaleTests
{
    [Theory]
    [InlineData(4, "µm", 130, 20, "µm", 80)]
    [InlineData(0.004, "nm", 130, 20, "µm", 80)]
    [InlineData(4000, "µm", 130, 20, "nm", 80)]
    [InlineData(400, "µm", 130, 0.2, "µm", 80)]
    [InlineData(3, "cm", 130, 20, "cm", 60)]
    [InlineData(0.05, "mm", 130, 2, "m", 100)]
    [InlineData(2, "", 130, 50, "px", 100)]
    [InlineData(2, "furlong", 130, 50, "furlong", 100)]
    [InlineData(0.02, "s", 130, 5000, "s", 100)]
    [InlineData(20000, "s", 130, 5, "ms", 100)]
    public void A_bar_is_round_and_in_the_unit_of_its_size(double perUnit, string unit, double most, double length, string sign, double pixels)
    {
        var scale = ScaleLength.Of(perUnit, unit, most);
        Assert.Equal((length, sign), (scale.Length, scale.Unit));
        Assert.Equal(pixels, scale.Pixels, 6);
    }

    [Fact]
    public void Without_a_size_there_is_no_bar()
    {
        Assert.Equal(0, ScaleLength.Of(0, "µm", 100).Length);
        Assert.Equal(0, ScaleLength.Of(double.NaN, "µm", 100).Length);
    }

    [Fact]
    public void A_slice_has_the_scale_of_its_matrix()
    {
        Assert.True(PictureScale.TryGet(FigureScene.Facts(), FigureScene.Slice(3.25), out double perUnit, out string unit, out _));
        Assert.Equal((3.25, "µm"), (perUnit, unit));
    }

    [Fact]
    public void A_projection_has_one_scale_unless_it_is_in_perspective()
    {
        Assert.True(PictureScale.TryGet(FigureScene.Facts(), FigureScene.Volume(0), out double perUnit, out _, out _));
        Assert.Equal(3, perUnit);
        Assert.False(PictureScale.TryGet(FigureScene.Facts(), FigureScene.Volume(0.1), out _, out _, out string why));
        Assert.Contains("perspective", why, StringComparison.Ordinal);
        Assert.Contains("perspective", Assert.Single(new PictureAnnotations(new() { ScaleBar = true, TimeStamp = true }, FigureScene.Facts()).LeftOut(FigureScene.Volume(0.1))), StringComparison.Ordinal);
    }

    [Fact]
    public void Turned_axes_of_different_units_have_none()
    {
        AnnotationFacts facts = new([FigureScene.T, FigureScene.X], []);
        var turned = new FrameView([0, 0], [0, 1]) { WorldToPixel = new ViewMatrix([1, 1, 0, 0, -1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]) };
        Assert.False(PictureScale.TryGet(facts, turned, out _, out _, out string why));
        Assert.Contains("different units", why, StringComparison.Ordinal);
        Assert.True(PictureScale.TryGet(facts, turned with { WorldToPixel = new ViewMatrix([5, 0, 0, 0, 0, 9, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]) }, out double perUnit, out _, out _));
        Assert.Equal(5, perUnit);
    }
}
