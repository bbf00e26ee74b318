using System;
using System.Linq;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Client.Ui;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Export.Movies;

public sealed class ExportPlanTests
{
    private static readonly ExportAxis s_axis = new(0, "t", 60);

    [Theory]
    [InlineData("0:60", 0, 60, 1, 60)]
    [InlineData("5:6", 5, 6, 1, 1)]
    [InlineData(":10", 0, 10, 1, 10)]
    [InlineData("50:", 50, 60, 1, 10)]
    [InlineData("0:10:3", 0, 10, 3, 4)]
    [InlineData("::7", 0, 60, 7, 9)]
    [InlineData("3:9:6", 3, 9, 6, 1)]
    public void A_range_is_half_open_and_each_part_of_it_may_be_left_out(string text, int first, int end, int step, int count)
    {
        var range = FrameRange.Parse(text, "frames", s_axis);

        Assert.Equal((first, end, step, count), (range.First, range.End, range.Step, range.Count));
        Assert.Equal(first + ((count - 1) * step), range.IndexOf(count - 1));
        Assert.InRange(range.IndexOf(count - 1), first, end - 1);
    }

    [Theory]
    [InlineData("0:61", "indices 0 to 59")]
    [InlineData("-1:5", "none counts from the end")]
    [InlineData("0:-1", "none counts from the end")]
    [InlineData("5:5", "No index lies in it")]
    [InlineData("9:5", "No index lies in it")]
    [InlineData("0:5:0", "step must be 1")]
    [InlineData("0:5:-1", "step must be 1")]
    [InlineData("7", "It is not a first index")]
    [InlineData("a:b", "It is not a first index")]
    [InlineData("0:5:1:2", "It is not a first index")]
    [InlineData("0:99999999999", "It is not a first index")]
    public void A_range_that_cannot_be_is_refused_with_the_indices_that_there_are(string text, string why)
    {
        FathomException refusal = Assert.Throws<FathomException>(() => FrameRange.Parse(text, "frames", s_axis));

        Assert.Equal(ExitCode.Usage, refusal.ExitCode);
        Assert.Contains(why, refusal.Why, StringComparison.Ordinal);
        Assert.Contains("--frames", refusal.How, StringComparison.Ordinal);
    }

    [Fact]
    public void The_axis_of_time_is_moved_along_else_the_first_that_is_not_shown()
    {
        NotifyDims dims = ExportScenes.Dims;
        NotifyDims other = dims with { AxisLabels = ["z", "time", "y", "x"] };

        Assert.Equal(new ExportAxis(0, "t", 10), ExportAxis.Choose(dims, World("s", "um", "um", "um"), null));
        Assert.Equal(new ExportAxis(1, "time", 20), ExportAxis.Choose(other, World("um", "s", "um", "um"), null));
        Assert.Equal(new ExportAxis(0, "z", 10), ExportAxis.Choose(other, World("um", "um", "um", "um"), null));
        Assert.Equal(new ExportAxis(1, "z", 20), ExportAxis.Choose(dims, World("s", "um", "um", "um"), "Z"));
    }

    [Theory]
    [InlineData("w", "There is no such axis: t has 10 indices, z has 20 indices, y has 30 indices and is shown")]
    [InlineData("x", "It lies in the picture")]
    public void An_axis_that_cannot_be_moved_along_is_refused_with_those_that_there_are(string name, string why)
    {
        FathomException refusal = Assert.Throws<FathomException>(() => ExportAxis.Choose(ExportScenes.Dims, World(), name));

        Assert.Contains(why, refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_without_an_axis_to_move_along_is_refused()
    {
        var dims = new NotifyDims(ExportScenes.Dims.Envelope, [0, 0, 0], [], 0, [[1, 30, 40]], NotifyDims.PlaneMode, 2) { AxisLabels = ["t", "y", "x"] };

        Assert.Contains("export still", Assert.Throws<FathomException>(() => ExportAxis.Choose(dims, World(), null)).How, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(160, 90, 1280, 720)]
    [InlineData(512, 512, 720, 720)]
    [InlineData(3, 4, 540, 720)]
    [InlineData(1000, 10, 1280, 120)]
    [InlineData(641, 481, 960, 720)]
    [InlineData(0, 0, 1280, 720)]
    [InlineData(double.NaN, 1, 1280, 720)]
    public void The_usual_size_is_even_and_has_the_shape_of_the_scene(double width, double height, int columns, int rows)
        => Assert.Equal(new SizePx(columns, rows), MovieSize.Usual(width, height));

    [Theory]
    [InlineData(1, 25, 1)]
    [InlineData(300, 25, 12)]
    [InlineData(600, 50, 12)]
    [InlineData(10_000, 100, 100)]
    public void Parts_are_a_dozen_of_25_to_100_frames(int frames, int size, int count)
    {
        var parts = PartTable.Usual(frames);

        Assert.Equal((size, count), (parts.Size, parts.Count));
        Assert.Equal(frames, Enumerable.Range(0, parts.Count).Sum(parts.CountOf));
    }

    [Theory]
    [InlineData("a/out.mp4", true, "a/out.mp4", "a/out.mp4.parts")]
    [InlineData("out.MP4", true, "out.MP4", "out.MP4.parts")]
    [InlineData("pictures/", false, "pictures/", "pictures.parts")]
    [InlineData("pictures", false, "pictures", "pictures.parts")]
    [InlineData("pictures/out-%05d.png", false, "pictures", "pictures.parts")]
    public void The_name_says_what_is_written(string output, bool isMovie, string path, string parts)
    {
        var target = ExportTarget.Parse(output);

        Assert.Equal((isMovie, path, parts), (target.IsMovie, target.Path, target.PartsFolder));
    }

    [Theory]
    [InlineData("a/out-%05d.png", 7, "out-00007.png")]
    [InlineData("a/out-%d.png", 12, "out-12.png")]
    [InlineData("a/", 7, "frame-00007.png")]
    [InlineData("a/", 1_234_567, "frame-1234567.png")]
    public void Pictures_are_numbered_and_known_again(string output, int frame, string name)
    {
        var target = ExportTarget.Parse(output);

        Assert.Equal(name, target.NameOf(frame));
        Assert.Equal(frame, target.FrameOf(name));
        Assert.Equal(-1, target.FrameOf("x" + name));
    }

    [Theory]
    [InlineData("out.avi")]
    [InlineData("out.png")]
    [InlineData("out-%s.png")]
    [InlineData("out-%05d-%05d.png")]
    [InlineData("out-%05d.tif")]
    public void A_name_that_no_movie_can_have_is_refused(string output) => Assert.Throws<FathomException>(() => ExportTarget.Parse(output));

    [Fact]
    public void Plans_differ_by_what_decides_on_the_bytes_and_by_nothing_else()
    {
        ExportPlan plan = ExportScenes.Plan("a.mp4", 10, 5), moved = plan with { Recipe = plan.Recipe with { Step = [9, 7, 0, 0] } };

        Assert.Empty(PlanDifferences.Between(plan.ToMap(), moved.ToMap()));
        Assert.Empty(PlanDifferences.Between(plan.ToMap(), (plan with { Target = ExportTarget.Parse("b.mp4") }).ToMap()));
        Assert.Equal(["crf was 18 and is 20"], PlanDifferences.Between(plan.ToMap(), (plan with { Crf = 20 }).ToMap()));
        Assert.Equal(["frames was 2:12 and is 2:11"], PlanDifferences.Between(plan.ToMap(), (plan with { Frames = new FrameRange(2, 11, 1) }).ToMap()));
        Assert.Equal(
            ["view: ndisplay was 2 and is 3"], PlanDifferences.Between(plan.ToMap(), (plan with { Recipe = plan.Recipe with { View = MapValue.Of(("ndisplay", 3)) } }).ToMap()));
        Assert.Equal(
            ["view: dataset is another"], PlanDifferences.Between(OfData(plan, 120), OfData(plan, 250)));
        Assert.Equal(
            ["output was mp4 and is png", "fps was 20 and is nothing", "crf was 18 and is nothing"], PlanDifferences.Between(plan.ToMap(), (plan with { Target = ExportTarget.Parse("a/") }).ToMap()));
    }

    private static MapValue OfData(ExportPlan plan, int times) =>
        (plan with { Recipe = plan.Recipe with { View = MapValue.Of(("dataset", MapValue.Of(("path", "embryo"), ("shape", ListValue.Of<int>([times, 4], static size => (StateValue)size))))) } }).ToMap();

    private static WorldAxes World(params string[] units)
    {
        var world = new WorldAxes();
        world.Update(ExportScenes.Layers(units));
        return world;
    }
}
