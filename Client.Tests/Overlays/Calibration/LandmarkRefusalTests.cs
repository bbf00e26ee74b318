using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

public sealed class LandmarkRefusalTests
{
    [Theory]
    [InlineData("rigid")]
    [InlineData("similarity")]
    [InlineData("affine")]
    public void Mirrored_landmarks_are_named(string kind)
    {
        CalibrationRefusal refusal = Refused(Arena.Mirrored, CalibrationNames.Kind(kind)!.Value);

        Assert.Equal(RefusalKind.Mirrored, refusal.Kind);
        Assert.Contains("mirrored", refusal.Why, StringComparison.Ordinal);
        Assert.Contains("--no-flip", refusal.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_says_what_a_mirror_would_bring()
    {
        CalibrationRefusal refusal = Refused(Arena.Mirrored, LandmarkKind.Similarity);

        // The best similarity without a mirror; with the ratio of the spreads for its scale it would miss by 76.9.
        Assert.Contains("misses by 61.487 cm RMS, with one by 3.938 cm", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Upright_landmarks_are_mirrored_when_the_flip_is_left_out()
    {
        Assert.Equal(RefusalKind.Mirrored, Refused(Arena.Corners, LandmarkKind.Similarity, flipY: false).Kind);
    }

    [Theory]
    [InlineData("rigid")]
    [InlineData("similarity")]
    [InlineData("affine")]
    public void Points_on_a_line_are_ill_conditioned_on_either_side(string name)
    {
        LandmarkKind kind = CalibrationNames.Kind(name)!.Value;
        LandmarkPair[] inFrame = [new(new(0, 0), new(0, 0)), new(new(10, 0), new(1, 0)), new(new(20, 0), new(2, 5))];
        LandmarkPair[] inWorld = [new(new(0, 0), new(0, 0)), new(new(10, 0), new(10, 0)), new(new(20, 30), new(20, 0))];

        Assert.Equal(RefusalKind.IllConditioned, Refused(inFrame, kind).Kind);
        Assert.Contains("ill-conditioned", Refused(inFrame, kind).Why, StringComparison.Ordinal);
        Assert.Contains("in the frame", Refused(inFrame, kind).Why, StringComparison.Ordinal);
        Assert.Contains("in the world", Refused(inWorld, kind).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5e-6, true)]
    [InlineData(2e-6, false)]
    public void A_line_is_what_spreads_a_millionth_across(double part, bool isLine)
    {
        // Turned, so that neither axis is the line's.
        Affine2 turn = Affine2.Rotate(0.6);
        (double, double)[] points = [turn.Apply(-100, 0), turn.Apply(0, 150 * part), turn.Apply(100, 0), turn.Apply(0, -150 * part)];

        Assert.Equal(isLine, new PointSpread(points).IsLine);
    }

    [Fact]
    public void Points_in_one_place_are_no_landmarks()
    {
        LandmarkPair[] pairs = [.. Enumerable.Range(0, 3).Select(i => new LandmarkPair(new(5, 5), new(i, i * i)))];

        Assert.Contains("in one place", Refused(pairs, LandmarkKind.Similarity).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void An_affine_map_that_squashes_the_frame_is_refused()
    {
        LandmarkPair[] pairs = [new(new(0, 480), new(0, 0)), new(new(10, 480), new(1e5, 0)), new(new(0, 0), new(0, 0.15))];

        CalibrationRefusal refusal = Refused(pairs, LandmarkKind.Affine);

        Assert.Equal(RefusalKind.IllConditioned, refusal.Kind);
    }

    [Theory]
    [InlineData("similarity")]
    [InlineData("affine")]
    public void Swapped_landmarks_do_not_fit_each_other(string kind)
    {
        LandmarkPair[] pairs = [.. Arena.Corners];
        (pairs[0], pairs[1]) = (pairs[0] with { World = pairs[1].World }, pairs[1] with { World = pairs[0].World });

        CalibrationRefusal refusal = Refused(pairs, CalibrationNames.Kind(kind)!.Value);

        Assert.Equal(RefusalKind.Mismatched, refusal.Kind);
        Assert.Contains("which pixel belongs to which place", refusal.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rigid_map_does_not_turn_pixels_into_centimetres()
    {
        CalibrationRefusal refusal = Refused(Arena.Corners, LandmarkKind.Rigid);

        Assert.Equal(RefusalKind.Mismatched, refusal.Kind);
        Assert.Contains("--kind similarity", refusal.How, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Three_landmarks_are_the_least(int count)
    {
        Assert.Equal(RefusalKind.TooFew, Refused([.. Arena.Corners.Take(count)], LandmarkKind.Similarity).Kind);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(0, 481)]
    [InlineData(double.PositiveInfinity, 0)]
    public void Landmarks_lie_in_the_frame(double x, double y)
    {
        CalibrationRefusal refusal = Refused([.. Arena.Corners, new(new(x, y), new(1, 1))], LandmarkKind.Similarity);

        Assert.Equal(RefusalKind.BadValue, refusal.Kind);
        Assert.Contains("Landmark 5", refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_ends_a_command_as_a_mistake_of_usage()
    {
        FathomException told = Assert.Throws<FathomException>(() => VideoCalibration.FromLandmarks(Arena.Mirrored, "cm", Arena.Frame));

        Assert.Equal(ExitCode.Usage, told.ExitCode);
    }

    private static CalibrationRefusal Refused(IReadOnlyList<LandmarkPair> pairs, LandmarkKind kind, bool flipY = true)
    {
        CalibrationRefusal? refusal = VideoCalibration.TryFromLandmarks(pairs, "cm", Arena.Frame, kind, flipY, out VideoCalibration? calibration);

        Assert.Null(calibration);
        return Assert.IsType<CalibrationRefusal>(refusal);
    }
}
