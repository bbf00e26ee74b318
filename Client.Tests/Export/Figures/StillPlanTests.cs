using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.Client.Export.Figures;
using Fathom.Client.Hosting;
using Fathom.Decode.Local;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>From what was asked for to the picture that is drawn.</summary>
public sealed class StillPlanTests
{
    [Fact]
    public void A_picture_has_the_shape_of_the_data_and_no_margins()
    {
        StillPlan plan = Plan(new StillRequest(), -50, -40, 200, 140);
        Assert.Equal(new SizePx(1200, 720), plan.Size);
        Assert.Equal([-0.25, -0.25, 100, 60], Rect(plan));
        Assert.Null(plan.Dpi);
        Assert.Equal((int)Math.Round(12 * 96 / 72.0 * 720 / 540), (plan.Annotations with { Title = "x" }).TextPixels);
    }

    [Fact]
    public void What_the_camera_shows_of_the_data_is_the_picture()
    {
        StillPlan plan = Plan(new StillRequest { WidthMm = 85 }, 20, 30, 40, 40);
        Assert.Equal([20.0, 30, 40, 29.75], Rect(plan));
        Assert.Equal(new SizePx(1004, 747), plan.Size);
        Assert.Equal([-0.25, -0.25, 100, 60], Rect(Plan(new StillRequest(), 500, 500, 10, 10)));
    }

    [Theory]
    [InlineData(85, null, 300, 1004, 602)]
    [InlineData(85, 50, 300, 1004, 591)]
    [InlineData(25.4, null, 150, 150, 90)]
    public void A_size_in_print_becomes_pixels(double width, int? height, double dpi, int columns, int rows)
    {
        StillPlan plan = Plan(new StillRequest { WidthMm = width, HeightMm = height, Dpi = dpi, Annotations = new AnnotationOptions { Title = "x", Points = 8 } });
        Assert.Equal((new SizePx(columns, rows), dpi), (plan.Size, plan.Dpi));
        Assert.Equal((int)Math.Round(8 * dpi / 72), plan.Annotations.TextPixels);
        Assert.Equal(width, plan.PrintMm!.Value.Width, 1);
    }

    [Fact]
    public void One_to_one_is_all_of_the_slice_at_the_finest_level()
    {
        StillPlan plan = Plan(new StillRequest { OneToOne = true }, 20, 30, 40, 40);
        Assert.Equal(new SizePx(200, 120), plan.Size);
        Assert.Equal([-0.25, -0.25, 100, 60], Rect(plan));
        Assert.Equal((StateValue)0, plan.Recipe.View["level"]);
        FathomException oblong = Assert.Throws<FathomException>(() => StillPlan.Of(new StillRequest { OneToOne = true }, StillScenes.Recipe(), StillScenes.Dims, StillScenes.Layers(rowScale: 0.7)));
        Assert.Contains("0.5 wide and 0.7 high", oblong.Why, StringComparison.Ordinal);
        Assert.Throws<FathomException>(() => StillPlan.Of(new StillRequest { OneToOne = true }, StillScenes.Recipe(3), StillScenes.Volume, StillScenes.Layers()));
    }

    [Fact]
    public void Axes_stand_where_they_were_asked_to()
    {
        Assert.Equal([4, 12, 0, 0], Plan(new StillRequest { Dims = DimsValue.Parse(["z=12"]) }).Step.ToArray());
        Assert.Equal([2, 10, 0, 0], Plan(new StillRequest { Dims = DimsValue.Parse(["z=0.0125mm,t=5s"]) }).Step.ToArray());
    }

    [Theory]
    [InlineData("x=3", "lies in the picture")]
    [InlineData("q=3", "the axes t, z, y, x")]
    [InlineData("z=32", "0 to 31")]
    [InlineData("z=900um", "from -8 to 54")]
    public void A_place_that_is_none_is_refused(string dims, string why) =>
        Assert.Contains(why, Assert.Throws<FathomException>(() => Plan(new StillRequest { Dims = DimsValue.Parse([dims]) })).Why, StringComparison.Ordinal);

    [Fact]
    public void A_picture_that_is_too_large_or_too_small_is_refused_before_it_is_drawn()
    {
        Assert.Contains("16.8 million", Assert.Throws<FathomException>(() => Plan(new StillRequest { WidthMm = 1000, Dpi = 600 })).Why, StringComparison.Ordinal);
        Assert.Throws<FathomException>(() => Plan(new StillRequest { WidthMm = 1 }));
    }

    [Theory]
    [InlineData("--size", "400x300", "--width-mm", "85")]
    [InlineData("--one-to-one", "--size", "400x300", null)]
    [InlineData("--height-mm", "50", null, null)]
    public void Two_sizes_are_refused(params string?[] arguments) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<FathomException>(() => StillRows.Read(CommandLineParser.Parse(
            new CommandDefinition("fathom", "test", "Nothing.", [.. StillRows.View, .. StillRows.Sizes, .. AnnotationRows.Rows]),
            Array.FindAll(arguments, static argument => argument is not null)!,
            ConfigurationSources.None))).ExitCode);

    private static StillPlan Plan(StillRequest request, params double[] rect) => StillPlan.Of(request, StillScenes.Recipe(2, rect), StillScenes.Dims, StillScenes.Layers());

    private static double[] Rect(StillPlan plan)
    {
        Assert.True(((MapValue)plan.Recipe.View["camera"]!)["rect"]!.TryGetDoubles(out ImmutableArray<double> rect));
        return [.. rect];
    }
}
