using System;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

public sealed class LandmarkCalibrationTests
{
    [Fact]
    public void The_corners_of_an_arena_land_upright()
    {
        var calibration = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame);

        // Least squares: 21100/109000 cm a pixel. The ratio of the spreads would be 0.193945, and the corner at (-2.37, 76.85);
        // without the flip in the map it would be at y = 3.2, upside down.
        Assert.Equal(21100.0 / 109000, calibration.UnitsPerPx, 12);
        Arena.Near(new(-2.266055, 76.779817), calibration.ToWorld(new(50, 50)), 1e-6);
        Arena.Near(new(102.266055, 3.220183), calibration.ToWorld(new(590, 430)), 1e-6);
        Assert.Equal(3.94, calibration.Rms, 2);
        Assert.All(calibration.Residuals, residual => Assert.Equal(3.9376, residual.Distance, 4));
        Assert.Contains("None stands out", Assert.Single(calibration.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_affine_map_hits_the_same_corners_exactly()
    {
        var calibration = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame, LandmarkKind.Affine);

        Assert.All(Arena.Corners, pair => Arena.Near(pair.World, calibration.ToWorld(pair.Pixel)));
        Assert.Equal(0, calibration.Rms, 9);
        Assert.Empty(calibration.Warnings);
    }

    [Fact]
    public void A_known_map_of_each_kind_is_found_again() => Maps.Check((a, _, x, y) =>
    {
        var frame = new SizePx(1000, 700);
        Affine2 flip = Affine2.FlipY(700);
        PointPx[] pixels = [new(10, 20), new(900, 40), new(870, 650), new(120, 600), new(450, 333)];
        foreach (LandmarkKind kind in Enum.GetValues<LandmarkKind>())
        {
            Affine2 truth = Affine2.Translate(x, y) * Affine2.Rotate(x) * kind switch
            {
                LandmarkKind.Rigid => Affine2.Identity,
                LandmarkKind.Similarity => Affine2.Scale(a.ScaleX),
                _ => Affine2.Scale(a.ScaleX, a.ScaleX * 1.7) * new Affine2(1, 0.3, 0, 0, 1, 0),
            };
            LandmarkPair[] pairs = [.. pixels.Select(pixel => new LandmarkPair(pixel, (truth * flip).ToWorld(pixel)))];

            var calibration = VideoCalibration.FromLandmarks(pairs, "um", frame, kind);

            double tolerance = 1e-9 * (1000 * a.ScaleX + Math.Abs(x) + Math.Abs(y) + 1000);
            Arena.Near((truth * flip).ToWorld(new(333, 77)), calibration.ToWorld(new(333, 77)), tolerance);
            PointPx back = calibration.ToPixel(calibration.ToWorld(new(1, 699)));
            Assert.InRange(back.X, 1 - 1e-4, 1 + 1e-4);
            Assert.InRange(back.Y, 699 - 1e-4, 699 + 1e-4);
        }
    }, count: 100);

    [Fact]
    public void No_similarity_near_the_best_one_has_smaller_squares()
    {
        var best = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame);

        foreach (double scale in (double[])[0.999, 1, 1.001])
        {
            foreach (double turn in (double[])[-0.001, 0, 0.001])
            {
                Affine2 other = Affine2.Translate(50, 40) * Affine2.Rotate(turn) * Affine2.Scale(scale) * Affine2.Translate(-50, -40) * best.Map;
                Assert.True(best.Rms <= VideoCalibration.FromMap(other, "cm", Arena.Frame, Arena.Corners).Rms + 1e-12);
            }
        }
    }

    [Fact]
    public void One_wrong_landmark_shows_in_its_residual()
    {
        LandmarkPair[] pairs = [.. Arena.Corners, new(new(320, 240), new(50, 40)), new(new(320, 50), new(62, 80))];

        var calibration = VideoCalibration.FromLandmarks(pairs, "cm", Arena.Frame, LandmarkKind.Affine);

        Assert.Equal(5, Enumerable.Range(0, 6).MaxBy(i => calibration.Residuals[i].Distance));
        Assert.Contains("Landmark 6 is the worst", Assert.Single(calibration.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_scene_that_counts_rows_down_needs_no_flip()
    {
        var calibration = VideoCalibration.FromLandmarks(Arena.Mirrored, "cm", Arena.Frame, flipY: false);

        Assert.Equal(3.94, calibration.Rms, 2);
        Arena.Near(new(-2.266055, 3.220183), calibration.ToWorld(new(50, 50)), 1e-6);
    }

    [Fact]
    public void Residuals_change_their_unit_with_the_map()
    {
        VideoCalibration inMm = VideoCalibration.FromLandmarks(Arena.Corners, "cm", Arena.Frame).In("mm");

        Assert.Equal(39.376, inMm.Rms, 3);
        Assert.All(inMm.Residuals, residual => Arena.Near(inMm.ToWorld(residual.Pair.Pixel), residual.Fitted));
    }
}
