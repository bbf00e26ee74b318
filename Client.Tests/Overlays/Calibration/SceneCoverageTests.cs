using System;
using Fathom.Client.Overlays.Calibration;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

public sealed class SceneCoverageTests
{
    private static readonly WorldRect s_scene = new(0, 0, 100, 80);

    [Fact]
    public void A_video_that_reaches_over_the_scene_needs_no_word()
    {
        SceneCoverage exact = SceneCoverage.Of(s_scene.ToQuad(), s_scene, "cm");
        SceneCoverage within = SceneCoverage.Of(new WorldRect(0, 5e-5, 100, 80).ToQuad(), s_scene, "cm");

        Assert.Equal((1.0, null), (exact.Fraction, exact.Warning));
        Assert.Null(within.Warning);
    }

    [Fact]
    public void Half_a_voxel_at_the_rim_needs_no_word_and_a_whole_one_does()
    {
        // Voxels of 0.5 by 2 whose centres begin at 0: where a calibration's 0,0 is usually put.
        var scene = new WorldRect(-0.25, -1, 99.75, 79);
        var centres = new WorldRect(0, 0, 99.5, 78);

        Assert.Null(SceneCoverage.Of(new WorldRect(0, 0, 100, 80).ToQuad(), scene, "cm", centres).Warning);
        Assert.NotNull(SceneCoverage.Of(new WorldRect(0.25, 0, 100, 80).ToQuad(), scene, "cm", centres).Warning);
    }

    [Fact]
    public void A_part_is_measured_and_both_ranges_are_told()
    {
        SceneCoverage coverage = SceneCoverage.Of(new WorldRect(0, 0, 50, 200).ToQuad(), s_scene, "cm");

        Assert.Equal(0.5, coverage.Fraction, 9);
        Assert.Contains("x 0 to 100, y 0 to 80", coverage.Warning, StringComparison.Ordinal);
        Assert.Contains("x 0 to 50, y 0 to 200 cm", coverage.Warning, StringComparison.Ordinal);
        Assert.Equal(4, coverage.Covered.Length);
    }

    [Fact]
    public void A_turned_video_covers_less_than_the_box_about_it()
    {
        // A square that stands on its corner: its box is exactly the scene, but it covers only half of it.
        var scene = new WorldRect(-10, -10, 10, 10);
        var diamond = new WorldQuad(new(0, 10), new(10, 0), new(0, -10), new(-10, 0));

        SceneCoverage coverage = SceneCoverage.Of(diamond, scene, "cm");

        Assert.Equal(scene, diamond.Bounds);
        Assert.Equal(0.5, coverage.Fraction, 9);
        Assert.Contains("turned", coverage.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_around_a_quad_does_not_matter()
    {
        var other = new WorldQuad(new(0, 0), new(0, 200), new(50, 200), new(50, 0));

        Assert.Equal(0.5, SceneCoverage.Of(other, s_scene, "cm").Fraction, 9);
    }

    [Fact]
    public void A_video_beside_the_scene_covers_nothing()
    {
        SceneCoverage coverage = SceneCoverage.Of(new WorldRect(200, 0, 300, 80).ToQuad(), s_scene, "cm");

        Assert.Equal(0, coverage.Fraction);
        Assert.Empty(coverage.Covered);
        Assert.Contains("beside the scene", coverage.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_and_wholes_agree_for_any_map() => Maps.Check((a, _, x, y) =>
    {
        var calibration = VideoCalibration.FromMap(a, "um", Arena.Frame);
        WorldQuad quad = calibration.Quad(FrameReading.Whole);
        PointWorld centre = calibration.ToWorld(new(320, 240));
        double half = Math.Abs(a.Determinant) / (a.ScaleX + a.ScaleY) * 20;

        // A small square about the middle is covered; a large one far away is not.
        Assert.Equal(1, SceneCoverage.Of(quad, new(centre.X - half, centre.Y - half, centre.X + half, centre.Y + half), "um").Fraction);
        double far = centre.X + (10 * (quad.Bounds.Width + quad.Bounds.Height));
        Assert.Equal(0, SceneCoverage.Of(quad, new(far, centre.Y, far + half, centre.Y + half), "um").Fraction);
    });
}
