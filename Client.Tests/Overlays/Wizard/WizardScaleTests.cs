using System;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Overlays.Wizard;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Wizard;

public sealed class WizardScaleTests
{
    [Fact]
    public void Two_clicks_and_a_length_are_a_scale_bar()
    {
        CalibrationWizard wizard = Wizards.Over(Wizards.YUp);
        wizard.Choose(CalibrationMethod.ScaleBar);
        Assert.Contains("one end", wizard.Result.Refusal!.How, StringComparison.Ordinal);
        wizard.ClickFrame(new(100, 200));
        Assert.Contains("other end", wizard.Result.Refusal!.How, StringComparison.Ordinal);
        wizard.ClickFrame(new(300, 200));
        Assert.Contains("length", wizard.Result.Refusal!.How, StringComparison.Ordinal);
        wizard.SetLength(50);

        // The numbers of 003-8: the flip is in pixels, before the scale.
        Assert.Equal(0.25, wizard.Preview!.UnitsPerPx, 12);
        Arena.Near(new(50, 60), wizard.Preview.ToWorld(new(200, 240)));
        Arena.Near(new(0, 120), wizard.Preview.ToWorld(new(0, 0)));
    }

    [Fact]
    public void Without_a_place_the_frames_corner_lies_in_the_scenes_wherever_that_begins()
    {
        SceneFacts far = Wizards.Scene with { Bounds = new WorldRect(1000, 2000, 1100, 2080) };
        CalibrationWizard wizard = Wizards.Over(far);
        wizard.Choose(CalibrationMethod.Scale);
        wizard.SetUnitsPerPx(0.1);

        Arena.Near(new(1000, 2000), wizard.Preview!.ToWorld(new(0, 0)));
        Assert.Equal(64 * 48 / 8000.0, wizard.Result.Coverage, 9);
        wizard.SetFlip(true);
        Arena.Near(new(1000, 2000), wizard.Preview!.ToWorld(new(0, 480)));
    }

    [Fact]
    public void A_third_point_puts_the_video_where_it_belongs()
    {
        CalibrationWizard wizard = Wizards.Over();
        wizard.Choose(CalibrationMethod.ScaleBar);
        wizard.ClickFrame(new(100, 200));
        wizard.ClickFrame(new(300, 200));
        wizard.SetLength(20);

        Assert.Equal(WizardPart.Anchor, wizard.ClickFrame(new(320, 240)).Part);
        Arena.Near(new(0, 0), wizard.Preview!.ToWorld(new(0, 0)));
        wizard.ClickScene(new(70, 40));

        Arena.Near(new(70, 40), wizard.Preview!.ToWorld(new(320, 240)));
        Assert.Equal((0.1, CalibrationMethod.ScaleBar), (wizard.Preview.UnitsPerPx, wizard.Preview.Method));
        Assert.Single(wizard.Result.Remarks, static remark => remark.StartsWith("The video covers", StringComparison.Ordinal));
    }

    [Fact]
    public void A_video_beside_the_scene_is_told()
    {
        CalibrationWizard wizard = Wizards.Over();
        wizard.Choose(CalibrationMethod.Scale);
        wizard.SetUnitsPerPx(0.1);
        wizard.ClickFrame(new(0, 0));
        wizard.ClickScene(new(500, 500));

        Assert.Equal(0, wizard.Result.Coverage);
        Assert.Contains(wizard.Result.Remarks, static remark => remark.Contains("beside the scene", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Lengths_that_are_none_are_not_taken(double length)
    {
        CalibrationWizard wizard = Wizards.Over();
        wizard.Choose(CalibrationMethod.ScaleBar);

        Assert.False(wizard.SetLength(length));
        Assert.False(wizard.SetUnitsPerPx(length));
        Assert.False(wizard.CanUndo && wizard.Draft.Length != 0);
    }

    [Fact]
    public void Two_ends_in_one_place_are_refused()
    {
        CalibrationWizard wizard = Wizards.Over();
        wizard.Choose(CalibrationMethod.ScaleBar);
        wizard.ClickFrame(new(100, 200));
        wizard.ClickFrame(new(100, 200));
        wizard.SetLength(3);

        Assert.Contains("two different places", wizard.Result.Refusal!.Why, StringComparison.Ordinal);
        wizard.Set(new WizardHandle(WizardPart.BarTo), new PointPx(200, 200));
        Assert.Equal(0.03, wizard.Preview!.UnitsPerPx, 12);
    }

    [Fact]
    public void A_calibration_of_before_comes_back_as_what_it_was_made_of()
    {
        var landmarks = new CalibrationDocument(VideoCalibration.FromLandmarks(Arena.Corners, "mm", Arena.Frame, LandmarkKind.Affine), new FrameReading(new CropPx(10, 20, 300, 200), 2));
        CalibrationWizard again = Wizards.Over(before: landmarks);
        Assert.Equal((4, LandmarkKind.Affine, true, false), (again.Draft.Pairs.Length, again.Draft.Kind, again.Draft.FlipY, again.IsDirty));
        Arena.Near(new(10, 8), again.Draft.Pairs[1].World!.Value);

        var scale = new CalibrationDocument(VideoCalibration.FromScale(0.5, "cm", Arena.Frame).PlacedAt(new(5, 5), new(7, 9)), FrameReading.Whole);
        CalibrationWizard scaled = Wizards.Over(before: scale);
        Assert.Equal((CalibrationMethod.Scale, 0.5), (scaled.Draft.Method, scaled.Draft.UnitsPerPx));
        Arena.Near(new(7, 9), scaled.Preview!.ToWorld(new(5, 5)));

        var other = new CalibrationDocument(VideoCalibration.FromScale(0.5, "cm", new SizePx(10, 10)), FrameReading.Whole);
        Assert.Null(Wizards.Over(before: other).Preview);
        Assert.Null(Wizards.Over(Wizards.Scene with { Unit = "" }, scale).Preview);
    }
}
