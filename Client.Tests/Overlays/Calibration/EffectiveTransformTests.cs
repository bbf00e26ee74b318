using System;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

public sealed class EffectiveTransformTests
{
    [Fact]
    public void A_cropped_picture_stays_where_its_pixels_were()
    {
        var calibration = VideoCalibration.FromScale(0.25, "cm", Arena.Frame);
        var reading = new FrameReading(new CropPx(100, 60, 320, 200));

        Affine2 effective = calibration.Effective(reading);

        Arena.Near(calibration.ToWorld(new(100, 60)), effective.ToWorld(new(0, 0)));
        Arena.Near(calibration.ToWorld(new(420, 260)), effective.ToWorld(new(320, 200)));
    }

    [Fact]
    public void An_odd_size_is_divided_by_its_true_ratio()
    {
        var frame = new SizePx(641, 481);
        var calibration = VideoCalibration.FromScale(1, "um", frame, flipY: false);
        var reading = new FrameReading(null, 2);

        Assert.Equal(new SizePx(320, 240), reading.OutputSize(frame));
        Assert.Equal(641.0 / 320, calibration.Effective(reading).ScaleX, 12);
        Arena.Near(new(641, 481), calibration.Effective(reading).ToWorld(new(320, 240)));
    }

    [Fact]
    public void Corners_stay_whatever_is_cropped_and_left_out() => Maps.Check((a, _, x, y) =>
    {
        var frame = new SizePx(643, 487);
        var calibration = VideoCalibration.FromMap(a, "um", frame);
        int left = (int)Math.Abs(x) % 300, top = (int)Math.Abs(y) % 200;
        var reading = new FrameReading(new CropPx(left, top, 331 - (top % 7), 283 - (left % 5)), 1 + (left % 6));
        SizePx output = reading.OutputSize(frame);
        Affine2 effective = calibration.Effective(reading);
        WorldQuad quad = calibration.Quad(reading);
        double tolerance = 1e-9 * (1 + (2000 * a.ScaleX) + Math.Abs(a.X0) + Math.Abs(a.Y0));

        Arena.Near(quad.TopLeft, effective.ToWorld(new(0, 0)), tolerance);
        Arena.Near(quad.TopRight, effective.ToWorld(new(output.Width, 0)), tolerance);
        Arena.Near(quad.BottomRight, effective.ToWorld(new(output.Width, output.Height)), tolerance);
        Arena.Near(quad.BottomLeft, effective.ToWorld(new(0, output.Height)), tolerance);
    });

    [Theory]
    [InlineData(600, 0, 41, 10, 1, "not inside its frame")]
    [InlineData(0, 0, 10, 10, 11, "Nothing would be left")]
    [InlineData(0, 0, 10, 10, 0, "from 1")]
    public void What_cannot_be_read_is_refused(int x, int y, int width, int height, int downsample, string why)
    {
        var reading = new FrameReading(new CropPx(x, y, width, height), downsample);

        Assert.Contains(why, Assert.Throws<FathomException>(() => reading.Check(Arena.Frame)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Centres_of_voxels_are_half_a_pixel_from_the_edges_of_pictures()
    {
        // Centres from 0 to 100 and from 0 to 80: 101 by 81 voxels of 1 cm, which reach half a voxel further.
        var mapper = new SceneMapper(101, 81, new WorldRect(0, 0, 100, 80), YUp: true);
        WorldRect bounds = WorldRect.OfVoxels(101, 81, 1, 1, 0, 0);

        Assert.Equal((0, 80), mapper.ToIndex.Apply(0, 0));
        Assert.Equal((100, 0), mapper.ToIndex.Apply(100, 80));
        Assert.Equal((0, 81), mapper.ToPicture.Apply(bounds.MinX, bounds.MinY));
        Assert.Equal((101, 0), mapper.ToPicture.Apply(bounds.MaxX, bounds.MaxY));
    }

    [Fact]
    public void A_corner_of_the_video_and_the_voxel_under_it_are_one_place()
    {
        // A camera that sees exactly the bounds of the scene: the corner of the frame is the outer corner of the corner voxel.
        WorldRect bounds = WorldRect.OfVoxels(101, 81, 1, 1, 0, 0);
        var mapper = new SceneMapper(101, 81, new WorldRect(0, 0, 100, 80), YUp: true);
        var calibration = VideoCalibration.Stretched(bounds, "cm", new SizePx(606, 486), flipY: true);

        // The voxel at column 100, row 0 is shown by six by six pixels of the video; their middle is its centre.
        PointPx middle = calibration.ToPixel(new PointWorld(100, 80));

        Assert.Equal((603, 3), (Math.Round(middle.X, 9), Math.Round(middle.Y, 9)));
        Assert.Equal((100, 0), mapper.ToIndex.Apply(100, 80));
    }
}
