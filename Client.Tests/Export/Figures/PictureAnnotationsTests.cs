using System;
using System.Linq;
using Fathom.Client.Export.Figures;
using Fathom.Protocol.Colormaps;
using Fathom.Protocol.State;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>What annotations put on a picture, read back from its pixels. No glyph's shape is compared: fonts differ.</summary>
public sealed class PictureAnnotationsTests
{
    private static readonly ShapeColor s_white = ShapeColor.Rgb(0xFFFFFF);
    private static readonly ShapeColor s_black = ShapeColor.Rgb(0x000000);

    [SkippableTheory]
    [InlineData(3.25, 600, 96, 20)]
    [InlineData(0.777, 900, 300, 200)]
    [InlineData(41.3, 500, 150, 2)]
    public void The_bar_is_as_long_as_it_says(double perUnit, int width, double dpi, double length)
    {
        CapturedImage image = FigureScene.Draw(new() { ScaleBar = true, Dpi = dpi, Points = 8 }, FigureScene.Facts(), FigureScene.Slice(perUnit), width, 400, 90);
        Assert.InRange(LongestRun(image, s_white), (length * perUnit) - 1, (length * perUnit) + 1);
    }

    [SkippableTheory]
    [InlineData((byte)0)]
    [InlineData((byte)128)]
    [InlineData((byte)255)]
    public void Ink_and_outline_are_seen_on_every_ground(byte gray)
    {
        var options = new AnnotationOptions { ScaleBar = true, TimeStamp = true, Title = "Title" };
        foreach (bool dark in (bool[])[false, true])
        {
            CapturedImage image = FigureScene.Draw(options with { DarkInk = dark }, FigureScene.Facts(), FigureScene.Slice(2), 400, 300, gray);
            Assert.True(Count(image, s_white) > 200, "white");
            Assert.True(Count(image, s_black) > 200, "black");
        }
    }

    [SkippableTheory]
    [InlineData("viridis", 1)]
    [InlineData("magma", 0.5)]
    [InlineData("HiLo", 1)]
    public void The_colour_bar_runs_from_the_first_colour_to_the_last(string colormap, double gamma)
    {
        LayerModel layer = FigureScene.Layer("cells", colormap, 100, 4095, gamma);
        CapturedImage image = FigureScene.Draw(new() { ColorBar = true }, FigureScene.Facts(layer), FigureScene.Slice(2), 500, 400, 77);
        Assert.True(ColormapTables.TryGet(colormap, out ReadOnlyMemory<byte> table));

        // A strip of 160 pixels; its row is where most colours of the table stand beside each other.
        (int row, int from) = Strip(image, table.Span);
        Assert.Equal(Entry(table, 0), FigureScene.At(image, from, row));
        Assert.Equal(Entry(table, 255), FigureScene.At(image, from + 159, row));
        Assert.Equal(Entry(table, (int)(Math.Pow(80 / 159.0, gamma) * 255)), FigureScene.At(image, from + 80, row));
    }

    [Fact]
    public void What_has_no_range_of_colours_is_left_out_with_a_word()
    {
        AnnotationFacts facts = FigureScene.Facts(FigureScene.Layer("cells", "gray", 0, 9, type: "labels"), FigureScene.Layer("flat", "gray", 3, 3), FigureScene.Layer("odd", "no such map", 0, 1));
        string words = string.Join('\n', new PictureAnnotations(new() { ColorBar = true }, facts).LeftOut(FigureScene.Slice(1)));
        Assert.Contains("'cells': labels", words, StringComparison.Ordinal);
        Assert.Contains("'flat': it has no contrast limits", words, StringComparison.Ordinal);
        Assert.Contains("'odd': no table knows its colormap 'no such map'", words, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Pieces_of_one_corner_stand_beside_each_other()
    {
        var options = new AnnotationOptions { ScaleBar = true };
        CapturedImage one = FigureScene.Draw(options, FigureScene.Facts(), FigureScene.Slice(2), 400, 300, 90);
        CapturedImage two = FigureScene.Draw(options with { Title = "below", TitleCorner = AnnotationCorner.BottomRight }, FigureScene.Facts(), FigureScene.Slice(2), 400, 300, 90);
        Assert.Equal(Rows(one, s_white).Count(), Rows(one, s_white).Intersect(Rows(two, s_white).Select(row => row)).Count());
        Assert.True(Rows(two, s_white).Min() < Rows(one, s_white).Min());
    }

    [SkippableFact]
    public void Nothing_stands_outside_of_the_margins_however_small_the_picture()
    {
        var options = new AnnotationOptions { ScaleBar = true, TimeStamp = true, ColorBar = true, Title = new string('W', 300) };
        foreach ((int width, int height) in ((int, int)[])[(8, 8), (40, 20), (90, 50), (300, 200)])
        {
            CapturedImage image = FigureScene.Draw(options, FigureScene.Facts(FigureScene.Layer("a", "gray", 0, 1)), FigureScene.Slice(2), width, height, 90);
            Assert.All(Enumerable.Range(0, width), x => Assert.Equal(new ShapeColor(90, 90, 90), FigureScene.At(image, x, 0)));
            Assert.All(Enumerable.Range(0, height), y => Assert.Equal(new ShapeColor(90, 90, 90), FigureScene.At(image, 0, y)));
        }
    }

    [SkippableFact]
    public void The_same_view_gives_the_same_bytes()
    {
        var options = new AnnotationOptions { ScaleBar = true, TimeStamp = true, ColorBar = true, Title = "Größe 12 µm" };
        AnnotationFacts facts = FigureScene.Facts(FigureScene.Layer("a", "viridis", -1.5, 12));
        Assert.Equal(FigureScene.Draw(options, facts, FigureScene.Slice(2), 400, 300, 90).Rgba, FigureScene.Draw(options, facts, FigureScene.Slice(2), 400, 300, 90).Rgba);
    }

    private static ShapeColor Entry(ReadOnlyMemory<byte> table, int index) => new(table.Span[3 * index], table.Span[(3 * index) + 1], table.Span[(3 * index) + 2]);

    private static int Count(CapturedImage image, ShapeColor color) => Rows(image, color).Sum(row => Enumerable.Range(0, image.Width).Count(x => FigureScene.At(image, x, row) == color));

    private static System.Collections.Generic.IEnumerable<int> Rows(CapturedImage image, ShapeColor color) =>
        Enumerable.Range(0, image.Height).Where(row => Enumerable.Range(0, image.Width).Any(x => FigureScene.At(image, x, row) == color));

    private static int LongestRun(CapturedImage image, ShapeColor color)
    {
        int longest = 0;
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0, run = 0; x < image.Width; x++)
            {
                run = FigureScene.At(image, x, y) == color ? run + 1 : 0;
                longest = Math.Max(longest, run);
            }
        }

        return longest;
    }

    private static (int Row, int From) Strip(CapturedImage image, ReadOnlySpan<byte> table)
    {
        var known = new System.Collections.Generic.HashSet<ShapeColor>();
        for (int i = 0; i < table.Length; i += 3)
        {
            known.Add(new ShapeColor(table[i], table[i + 1], table[i + 2]));
        }

        for (int y = 0; y < image.Height; y++)
        {
            int[] inside = [.. Enumerable.Range(0, image.Width).Where(x => FigureScene.At(image, x, y) is var color && color != new ShapeColor(77, 77, 77) && color != s_white && known.Contains(color))];
            if (inside.Length > 140)
            {
                // The outermost colours may be black or white, as the frame is: the strip is 160 wide.
                int left = inside[0];
                while (known.Contains(FigureScene.At(image, left - 1, y)) && FigureScene.At(image, left - 1, y) != s_white)
                {
                    left--;
                }

                return (y, left);
            }
        }

        throw new InvalidOperationException("There is no strip.");
    }
}
