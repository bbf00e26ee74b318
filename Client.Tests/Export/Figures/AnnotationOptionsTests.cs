using System;
using System.Linq;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Remote;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>What is asked for on the command line, and what of it a manifest holds.</summary>
public sealed class AnnotationOptionsTests
{
    [Fact]
    public void Rows_become_options()
    {
        AnnotationOptions options = Read("--scale-bar", "--title", "Day 3", "--corners", "scale-bar=top-left,title=bottom-right", "--corners", "time-stamp=bottom-left", "--text-size", "7", "--ink", "black");
        Assert.Equal((true, false, "Day 3", 7.0, true), (options.ScaleBar, options.TimeStamp, options.Title, options.Points, options.DarkInk));
        Assert.Equal((AnnotationCorner.TopLeft, AnnotationCorner.BottomRight, AnnotationCorner.BottomLeft), (options.ScaleBarCorner, options.TitleCorner, options.TimeCorner));
        Assert.True(Read().IsEmpty);
    }

    [Theory]
    [InlineData("scale-bar=middle")]
    [InlineData("legend=top-left")]
    [InlineData("top-left")]
    public void A_corner_that_is_none_is_refused(string text)
    {
        FathomException refused = Assert.Throws<FathomException>(() => Read("--corners", text));
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("--corners scale-bar=bottom-left", refused.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_holds_what_decides_on_the_picture()
    {
        Assert.Equal(MapValue.Empty, Read("--ink", "black").ToMap());
        Assert.NotEqual(Read("--scale-bar").ToMap(), Read("--scale-bar", "--ink", "black").ToMap());
        Assert.NotEqual(Read("--scale-bar").ForRows(720).ToMap(), Read("--scale-bar").ForRows(540).ToMap());
        Assert.Equal(Read("--scale-bar").ToMap(), Read("--scale-bar", "--text-size", "12").ToMap());
    }

    [Fact]
    public void Colours_are_those_of_the_recipe()
    {
        AnnotationFacts facts = FigureScene.Facts(FigureScene.Layer("a", "gray", 0, 1), FigureScene.Layer("b", "gray", 0, 1));
        var recipe = new ViewRecipe(
            MapValue.Of(("layers", new ListValue([MapValue.Of(("id", "b"), ("colormap", "magma"), ("contrast_limits", new double[] { 5, 9 }), ("visible", true)), MapValue.Of(("id", "a"), ("visible", false))]))), []);
        LayerModel seen = Assert.Single((facts with { Layers = [.. facts.Layers.Select(layer => AnnotationFacts.Styled(layer, recipe))] }).Visible);
        Assert.Equal(("b", "magma", (5.0, 9.0)), (seen.Id, seen.Colormap, seen.ContrastLimits!.Value));
    }

    private static AnnotationOptions Read(params string[] arguments) => AnnotationRows.Read(CommandLineParser.Parse(
        new CommandDefinition("fathom", "test", "Nothing.", AnnotationRows.Rows), arguments, ConfigurationSources.None));
}
