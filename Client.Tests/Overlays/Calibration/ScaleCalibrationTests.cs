using System;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

public sealed class ScaleCalibrationTests
{
    [Fact]
    public void A_scale_bar_of_fifty_centimetres_puts_points_where_they_are()
    {
        var calibration = VideoCalibration.FromScaleBar(new(100, 200), new(300, 200), 50, "cm", Arena.Frame);

        Assert.Equal(0.25, calibration.UnitsPerPx, 12);
        Arena.Near(new(50, 60), calibration.ToWorld(new(200, 240)));
        Arena.Near(new(0, 120), calibration.ToWorld(new(0, 0)));
        Arena.Near(new(160, 0), calibration.ToWorld(new(640, 480)));
        Assert.Equal(("centimeter", CalibrationMethod.ScaleBar, true), (calibration.Unit, calibration.Method, calibration.FlipY));
    }

    [Fact]
    public void A_slanted_scale_bar_counts_by_its_length() =>
        Assert.Equal(2, VideoCalibration.FromScaleBar(new(10, 10), new(40, 50), 100, "mm", Arena.Frame).UnitsPerPx, 12);

    [Fact]
    public void Without_the_flip_rows_stay_as_they_count()
    {
        var calibration = VideoCalibration.FromScale(0.25, "cm", Arena.Frame, flipY: false);

        Arena.Near(new(0, 0), calibration.ToWorld(new(0, 0)));
        Arena.Near(new(160, 120), calibration.ToWorld(new(640, 480)));
    }

    [Fact]
    public void The_size_of_a_pixel_flips_before_it_scales()
    {
        var calibration = VideoCalibration.FromScale(0.25, "cm", Arena.Frame);

        Arena.Near(new(0, 120), calibration.ToWorld(new(0, 0)));
        Arena.Near(new(160, 0), calibration.ToWorld(new(640, 480)));
    }

    [Fact]
    public void Pixels_lead_to_the_world_and_back() => Maps.Check((a, b, x, y) =>
    {
        var frame = new SizePx(5000, 5000);
        var pixel = new PointPx(Math.Abs(x) % 5000, Math.Abs(y) % 5000);
        foreach (VideoCalibration calibration in (VideoCalibration[])
        [
            VideoCalibration.FromScale(a.ScaleX, "um", frame),
            VideoCalibration.FromScaleBar(new(0, 0), new(17, 4), b.ScaleX, "um", frame),
            VideoCalibration.FromMap(a, "um", frame),
        ])
        {
            PointPx back = calibration.ToPixel(calibration.ToWorld(pixel));
            double tolerance = Math.Max(1e-4, 1e-6 * 5000);
            Assert.InRange(back.X, pixel.X - tolerance, pixel.X + tolerance);
            Assert.InRange(back.Y, pixel.Y - tolerance, pixel.Y + tolerance);
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Lengths_must_be_above_nothing(double length)
    {
        Assert.Equal(ExitCode.Usage, Assert.Throws<FathomException>(() => VideoCalibration.FromScale(length, "cm", Arena.Frame)).ExitCode);
        Assert.Contains("above 0", Assert.Throws<FathomException>(() => VideoCalibration.FromScaleBar(new(0, 0), new(9, 9), length, "cm", Arena.Frame)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scale_bar_has_two_ends_inside_the_frame()
    {
        FathomException same = Assert.Throws<FathomException>(() => VideoCalibration.FromScaleBar(new(5, 5), new(5, 5), 1, "cm", Arena.Frame));
        FathomException outside = Assert.Throws<FathomException>(() => VideoCalibration.FromScaleBar(new(5, 5), new(641, 5), 1, "cm", Arena.Frame));

        Assert.Contains("two different places", same.Why, StringComparison.Ordinal);
        Assert.Contains("(641, 5) px, outside the frame of 640x480", outside.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Centimetres_become_the_micrometres_of_a_scene()
    {
        VideoCalibration inCm = VideoCalibration.FromScaleBar(new(100, 200), new(300, 200), 50, "cm", Arena.Frame);

        VideoCalibration inUm = inCm.In("µm");

        Assert.Equal("micrometer", inUm.Unit);
        Arena.Near(new(500_000, 600_000), inUm.ToWorld(new(200, 240)), 1e-6);
        Arena.Near(new(0, 1_200_000), inUm.ToWorld(new(0, 0)), 1e-6);
        Assert.Same(inCm, inCm.In("centimetre"));
    }

    [Theory]
    [InlineData("furlong")]
    [InlineData("second")]
    [InlineData("")]
    public void Units_that_nobody_knows_are_never_guessed(string scene)
    {
        FathomException told = Assert.Throws<FathomException>(() => VideoCalibration.FromScale(1, "cm", Arena.Frame).In(scene));

        Assert.Contains("centimeter", told.What, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_calibration_the_frame_fills_the_scene_and_says_so()
    {
        var bounds = new WorldRect(10, 20, 110, 70);

        VideoCalibration down = VideoCalibration.Stretched(bounds, "µm", Arena.Frame, flipY: false);
        VideoCalibration up = VideoCalibration.Stretched(bounds, "µm", Arena.Frame, flipY: true);

        Assert.False(down.IsCalibrated);
        Assert.Contains("no calibration", Assert.Single(down.Warnings), StringComparison.Ordinal);
        Arena.Near(new(10, 20), down.ToWorld(new(0, 0)));
        Arena.Near(new(110, 70), down.ToWorld(new(640, 480)));
        Arena.Near(new(10, 70), up.ToWorld(new(0, 0)));
        Arena.Near(new(110, 20), up.ToWorld(new(640, 480)));
    }
}
