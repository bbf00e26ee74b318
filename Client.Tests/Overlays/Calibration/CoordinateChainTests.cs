using System;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Tests.House;
using Fathom.Decode.Local;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

/// <summary>The numbers of docs/coordinates.md and of its picture.</summary>
public sealed class CoordinateChainTests
{
    private static readonly FrameReading s_reading = new(new CropPx(100, 50, 400, 300), 2);

    [Fact]
    public void A_point_goes_from_what_is_read_to_the_screen()
    {
        var calibration = VideoCalibration.FromScale(0.25, "cm", Arena.Frame, flipY: false);
        Assert.True(Affine2.TryFrom(new ViewMatrix([5, 0, 0, -225, 0, 5, 0, -125, 0, 0, 1, 0, 0, 0, 0, 1]), out Affine2 view));
        ViewTransform window = ViewTransform.Place(640, 360, 960, 600, FitMode.Fit);

        (double X, double Y) frame = s_reading.ToFrame(Arena.Frame).Apply(75, 50);
        (double X, double Y) world = calibration.Effective(s_reading).Apply(75, 50);
        (double X, double Y) picture = (view * calibration.Effective(s_reading)).Apply(75, 50);

        Assert.Equal((250, 150), frame);
        Assert.Equal((62.5, 37.5), world);
        Assert.Equal((87.5, 62.5), picture);
        Assert.Equal((131.25, 123.75), window.ToFramebuffer(picture.X, picture.Y));
    }

    [Theory]
    [InlineData("(75, 50)")]
    [InlineData("(250, 150)")]
    [InlineData("(62.5, 37.5)")]
    [InlineData("(87.5, 62.5)")]
    [InlineData("(131.25, 123.75)")]
    public void Page_and_picture_show_these_numbers(string point)
    {
        Assert.Contains(point, File.ReadAllText(SourceTree.Path("docs", "coordinates.md")), StringComparison.Ordinal);
        Assert.Contains(point, File.ReadAllText(SourceTree.Path("docs", "images", "coordinates.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_chain_is_one_map_for_every_corner()
    {
        var calibration = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame);
        Affine2 view = Affine2.Translate(10, 400) * Affine2.Scale(4, -4);
        WorldQuad quad = calibration.Quad(s_reading);

        (double, double)[] byMaps = [.. new[] { (0, 0), (200, 0), (200, 150), (0, 150) }.Select(corner => (view * calibration.Effective(s_reading)).Apply(corner.Item1, corner.Item2))];
        (double, double)[] byQuad = [.. quad.ToArray().Select(corner => view.Apply(corner.X, corner.Y))];

        Assert.All(byMaps.Zip(byQuad), pair =>
        {
            Assert.Equal(pair.Second.Item1, pair.First.Item1, 9);
            Assert.Equal(pair.Second.Item2, pair.First.Item2, 9);
        });
    }
}
