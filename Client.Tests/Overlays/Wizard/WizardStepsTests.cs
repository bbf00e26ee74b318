using System;
using System.IO;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Wizard;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Render;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Wizard;

/// <summary>Going back and forth, tables and files.</summary>
public sealed class WizardStepsTests
{
    [Fact]
    public void Each_click_is_one_step_back_and_one_forth()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored);
        VideoCalibration full = wizard.Preview!;
        for (int i = 0; i < 8; i++)
        {
            wizard.Undo();
        }

        Assert.True(wizard.Draft.Pairs.IsEmpty);
        Assert.Equal((false, true, false), (wizard.CanUndo, wizard.CanRedo, wizard.IsDirty));
        for (int i = 0; i < 8; i++)
        {
            wizard.Redo();
        }

        Assert.Equal(full.Map, wizard.Preview!.Map);
        Assert.False(wizard.CanRedo);
    }

    [Fact]
    public void A_drag_is_one_step_however_far_it_goes()
    {
        CalibrationWizard wizard = Wizards.Over().Click(Arena.Mirrored);
        var second = new WizardHandle(WizardPart.Landmark, 1);
        foreach (int x in (int[])[580, 570, 560])
        {
            wizard.Set(second, new PointPx(x, 50), isDrag: true);
        }

        wizard.EndDrag();
        wizard.Set(second, new PointPx(550, 50), isDrag: true);
        wizard.Undo();
        Assert.Equal(560, wizard.Draft.Pairs[1].Pixel!.Value.X);
        wizard.Undo();
        Assert.Equal(590, wizard.Draft.Pairs[1].Pixel!.Value.X);
    }

    [Fact]
    public void A_table_of_landmarks_replaces_those_that_are_there_in_the_scenes_unit()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["corners.csv"], "px,py,x_mm,y_mm\n50,50,0,0\n590,50,1000,0\n590,430,1000,800\n");
        CalibrationWizard wizard = Wizards.Over();
        wizard.ClickFrame(new(1, 1));

        Assert.Null(wizard.Import(folder["corners.csv"]));
        Assert.Equal((3, new PointWorld(100, 80)), (wizard.Draft.Pairs.Length, wizard.Draft.Pairs[2].World!.Value));
        wizard.Undo();
        Assert.Equal(0, wizard.Draft.Half);

        FathomException missing = wizard.Import(folder["none.csv"])!;
        Assert.Contains("none.csv", missing.What, StringComparison.Ordinal);
        Assert.Contains("no unit", Wizards.Over(Wizards.Scene with { Unit = "" }).Import(folder["corners.csv"])!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_saved_is_read_back_as_the_same_map_and_keeps_how_the_video_is_read()
    {
        using var folder = new TemporaryFolder();
        var before = new CalibrationDocument(VideoCalibration.FromScale(1, "cm", Arena.Frame), new FrameReading(new CropPx(100, 50, 400, 300), 2));
        CalibrationWizard wizard = Wizards.Over(before: before);
        wizard.Choose(CalibrationMethod.Landmarks);
        wizard.SetFlip(false);
        wizard.Click(Arena.Mirrored);
        Assert.True(wizard.IsDirty);

        Assert.Null(wizard.Save(folder["mouse.mp4.calibration.json"]));

        CalibrationDocument read = CalibrationDocument.Read(folder["mouse.mp4.calibration.json"]);
        VideoCalibration fit = VideoCalibration.FromLandmarks(Arena.Mirrored, "cm", Arena.Frame, flipY: false);
        Assert.Equal(fit.Map, read.Calibration.Map);
        Assert.Equal((before.Reading, "centimeter", 4), (read.Reading, read.Calibration.Unit, read.Calibration.Residuals.Length));
        Assert.False(wizard.IsDirty);
        wizard.Undo();
        Assert.True(wizard.IsDirty);
    }

    [Fact]
    public void Nothing_is_written_where_there_is_no_calibration_and_a_folder_that_cannot_be_written_is_told()
    {
        using var folder = new TemporaryFolder();
        CalibrationWizard wizard = Wizards.Over();
        Assert.NotNull(wizard.Save(folder["a.json"]));
        Assert.False(File.Exists(folder["a.json"]));

        wizard.Click(Arena.Mirrored);
        FathomException told = wizard.Save(folder["missing/a.json"])!;
        Assert.DoesNotContain("-o", told.How, StringComparison.Ordinal);
        Assert.True(wizard.IsDirty);
    }

    [Fact]
    public void Whatever_is_clicked_nothing_throws_and_the_preview_is_the_direct_fit() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(300),
        Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000).ArrayOf(40)), static seeds =>
        {
            CalibrationWizard wizard = Wizards.Over();
            foreach (int seed in seeds)
            {
                RandomHand.Do(wizard, seed);
                Assert.True((wizard.Result.Calibration is null) != (wizard.Result.Refusal is null));
                if (wizard.Draft.Method == CalibrationMethod.Landmarks && wizard.Draft.Complete is { Length: >= 3 } pairs)
                {
                    VideoCalibration.TryFromLandmarks(pairs, "cm", Arena.Frame, wizard.Draft.Kind, wizard.Draft.FlipY, out VideoCalibration? direct);
                    Assert.Equal(direct?.Map, wizard.Preview?.Map);
                }
            }

            WizardDraft last = wizard.Draft;
            while (wizard.CanUndo)
            {
                wizard.Undo();
            }

            Assert.False(wizard.IsDirty);
            while (wizard.CanRedo)
            {
                wizard.Redo();
            }

            return ReferenceEquals(last, wizard.Draft) || seeds.Any(RandomHand.IsHistory);
        }));
}
