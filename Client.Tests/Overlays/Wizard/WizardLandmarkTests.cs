using System;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Wizard;

public sealed class WizardLandmarkTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Clicked_pairs_land_where_the_fit_puts_them_whichever_side_is_clicked_first(bool sceneFirst)
    {
        CalibrationWizard wizard = Wizards.Over(Wizards.YUp).Click(Arena.Corners, sceneFirst);

        Assert.True(wizard.Draft.FlipY);
        Arena.Near(new(-2.266055, 76.779817), wizard.Preview!.ToWorld(new(50, 50)), 1e-6);
        Assert.Equal(3.94, wizard.Preview.Rms, 2);
        Assert.Equal(wizard.Preview.Rms / (21100.0 / 109000), wizard.Result.InPixels(wizard.Preview.Rms), 9);
        Assert.All(wizard.Result.Residuals, residual => Assert.Equal(3.9376, residual, 4));
        Assert.Contains("no landmark stands out", Assert.Single(wizard.Result.Remarks, static remark => remark.StartsWith("That is much", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void Scenes_of_volumes_count_rows_down_and_need_no_flip()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored);

        Assert.False(wizard.Draft.FlipY);
        Arena.Near(new(-2.266055, 3.220183), wizard.Preview!.ToWorld(new(50, 50)), 1e-6);
    }

    [Fact]
    public void Mirrored_landmarks_say_so_and_one_click_mends_them()
    {
        CalibrationWizard wizard = Wizards.Over(Wizards.YUp).Click(Arena.Mirrored);
        WizardRefusal refusal = wizard.Result.Refusal!;

        Assert.Null(wizard.Preview);
        Assert.Equal((RefusalKind.Mirrored, WizardMend.TurnFlip), (refusal.Kind, refusal.Mend));
        Assert.Contains("misses by 61.487 cm RMS, with one by 3.938 cm", refusal.Why, StringComparison.Ordinal);
        Assert.Contains("'y points up' off", refusal.How, StringComparison.Ordinal);
        Assert.DoesNotContain("--", refusal.How, StringComparison.Ordinal);

        wizard.Mend();
        Assert.Null(wizard.Result.Refusal);
        Assert.Equal(3.94, wizard.Preview!.Rms, 2);
        wizard.Undo();
        Assert.Equal(RefusalKind.Mirrored, wizard.Result.Refusal!.Kind);
    }

    [Fact]
    public void A_pair_that_is_half_waits_for_its_other_side_and_is_not_fitted()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored);
        double before = wizard.Preview!.Rms;

        WizardHandle first = wizard.ClickFrame(new(320, 240));
        Assert.Equal((new WizardHandle(WizardPart.Landmark, 4), 4), (first, wizard.Draft.Half));
        Assert.Equal(before, wizard.Preview.Rms);
        Assert.True(double.IsNaN(wizard.Result.Residuals[4]));
        Assert.Contains("Now click the same point in the scene.", wizard.Result.Remarks);

        // A second thought about the same side moves it; no second half pair comes to be.
        wizard.ClickFrame(new(330, 250));
        Assert.Equal(new PointPx(330, 250), wizard.Draft.Pairs[4].Pixel);
        wizard.ClickScene(new(50, 40));
        Assert.Equal((-1, 5), (wizard.Draft.Half, wizard.Result.Residuals.Length));
    }

    [Fact]
    public void Fewer_than_three_pairs_say_what_to_do_next()
    {
        CalibrationWizard wizard = Wizards.Over();
        Assert.True(wizard.Result.Refusal!.IsUnfinished);
        wizard.ClickFrame(new(50, 50));
        Assert.Equal("Now click the same point in the scene.", wizard.Result.Refusal!.How);
        wizard.ClickScene(new(0, 0));
        Assert.StartsWith("2 more pairs", wizard.Result.Refusal!.How, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_pairs_of_an_affine_map_say_that_their_residuals_say_nothing()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored.Take(3));
        wizard.Choose(LandmarkKind.Affine);

        Assert.Equal((0, -1), (wizard.Result.Redundancy, wizard.Result.Worst));
        Assert.Contains(wizard.Result.Remarks, static remark => remark.Contains("only a fourth", StringComparison.Ordinal));
    }

    [Fact]
    public void The_landmark_that_spoils_the_fit_is_named_with_what_the_others_say_without_it()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored).Click([new(new(320, 240), new(50, 40)), new(new(320, 50), new(62, 0))]);
        wizard.Choose(LandmarkKind.Affine);

        Assert.Equal((5, true), (wizard.Result.Worst, wizard.Result.WorstStandsOut));
        Assert.Equal(0, wizard.Result.RmsWithoutWorst!.Value, 9);
        Assert.Contains(wizard.Result.Remarks, static remark => remark.StartsWith("Look at 6", StringComparison.Ordinal));
    }

    [Fact]
    public void A_half_pair_in_between_does_not_move_the_numbers_of_the_others()
    {
        CalibrationWizard wizard = Wizards.Over().Click([.. Arena.Mirrored, new(new(320, 50), new(62, 0)), new(new(320, 240), new(50, 40))]);
        wizard.Choose(LandmarkKind.Affine);
        wizard.Remove(new WizardHandle(WizardPart.Landmark, 0));
        wizard.ClickFrame(new(50, 50));
        wizard.ClickScene(new(0, 0));
        wizard.ClickFrame(new(100, 100));

        Assert.Equal(3, wizard.Result.Worst);
        Assert.True(double.IsNaN(wizard.Result.Residuals[^1]));
    }

    [Fact]
    public void Points_on_a_line_and_rigid_maps_that_cannot_be_are_told_in_the_windows_words()
    {
        CalibrationWizard line = Wizards.Over().Click([new(new(0, 0), new(0, 0)), new(new(10, 0), new(1, 0)), new(new(20, 0), new(2, 5))]);
        Assert.Equal(RefusalKind.IllConditioned, line.Result.Refusal!.Kind);
        Assert.Contains("in the frame", line.Result.Refusal.Why, StringComparison.Ordinal);

        CalibrationWizard rigid = Wizards.Over().Click(Arena.Mirrored);
        rigid.Choose(LandmarkKind.Rigid);
        Assert.Equal((RefusalKind.Mismatched, WizardMend.UseSimilarity), (rigid.Result.Refusal!.Kind, rigid.Result.Refusal.Mend));
        rigid.Mend();
        Assert.NotNull(rigid.Preview);
    }

    [Fact]
    public void Typed_points_outside_the_frame_are_named_and_clicks_there_are_not_taken()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored);

        Assert.True(wizard.ClickFrame(new(640.5, 20)).IsNone);
        wizard.Set(new WizardHandle(WizardPart.Landmark, 1), new PointPx(700, 50));
        Assert.Contains("Landmark 2 is at (700, 50) px, outside the frame", wizard.Result.Refusal!.Why, StringComparison.Ordinal);
        Assert.False(wizard.Set(new WizardHandle(WizardPart.Landmark, 1), new PointPx(double.NaN, 0)));
    }
}
