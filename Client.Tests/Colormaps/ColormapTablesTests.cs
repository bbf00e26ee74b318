using System;
using System.Linq;
using Fathom.Protocol.Colormaps;
using Xunit;

namespace Fathom.Client.Tests.Colormaps;

public sealed class ColormapTablesTests
{
    [Fact]
    public void Every_name_has_256_colours_and_is_its_own_canonical_form()
    {
        foreach (string name in ColormapTables.Names)
        {
            Assert.True(ColormapTables.TryGet(name, out ReadOnlyMemory<byte> table));
            Assert.Equal(ColormapTables.Size, table.Length);
            Assert.Equal(name, ColormapTables.Canonical(name.ToUpperInvariant()));
        }

        Assert.True(ColormapTables.Names.Count >= 25);
    }

    [Theory]
    [InlineData("gray", 100, 100, 100, 100)]
    [InlineData("gray_r", 100, 155, 155, 155)]
    [InlineData("red", 77, 77, 0, 0)]
    [InlineData("cyan", 200, 0, 200, 200)]
    [InlineData("bop blue", 255, 32, 173, 248)]
    [InlineData("viridis", 128, 33, 145, 140)]
    [InlineData("viridis", 255, 253, 231, 37)]
    [InlineData("magma", 8, 3, 3, 18)]
    [InlineData("inferno", 255, 252, 255, 164)]
    [InlineData("plasma", 128, 204, 71, 120)]
    [InlineData("turbo", 64, 40, 188, 235)]
    [InlineData("hot", 255, 255, 255, 255)]
    [InlineData("hsv", 128, 0, 255, 245)]
    [InlineData("PiYG", 0, 142, 1, 82)]
    [InlineData("HiLo", 0, 0, 0, 255)]
    [InlineData("HiLo", 255, 255, 0, 0)]
    public void Entries_are_within_two_of_the_published_colours(string name, int entry, int r, int g, int b)
    {
        ColormapTables.TryGet(name, out ReadOnlyMemory<byte> table);
        ReadOnlySpan<byte> rgb = table.Span.Slice(entry * 3, 3);

        Assert.InRange(Math.Max(Math.Abs(rgb[0] - r), Math.Max(Math.Abs(rgb[1] - g), Math.Abs(rgb[2] - b))), 0, 2);
    }

    [Fact]
    public void A_colour_makes_a_ramp_from_black()
    {
        Assert.True(ColormapTables.TryGet(" #FF8000 ", out ReadOnlyMemory<byte> table));

        Assert.Equal([0, 0, 0], table.Span[..3].ToArray());
        Assert.Equal([255, 128, 0], table.Span[^3..].ToArray());
        Assert.Equal("#ff8000", ColormapTables.Canonical("#FF8000"));
    }

    [Theory]
    [InlineData("not-a-map")]
    [InlineData("#12345")]
    [InlineData("#12345g")]
    [InlineData("")]
    public void Unknown_names_are_refused(string name)
    {
        Assert.False(ColormapTables.TryGet(name, out _));
        Assert.Null(ColormapTables.Canonical(name));
    }

    [Fact]
    public void The_perceptual_maps_rise_in_brightness()
    {
        foreach (string name in new[] { "viridis", "magma", "inferno", "plasma", "cividis", "gray" })
        {
            ColormapTables.TryGet(name, out ReadOnlyMemory<byte> table);
            int[] luma = [.. Enumerable.Range(0, 256).Select(i => (299 * table.Span[3 * i]) + (587 * table.Span[(3 * i) + 1]) + (114 * table.Span[(3 * i) + 2]))];

            Assert.All(Enumerable.Range(0, 240), i => Assert.True(luma[i + 15] > luma[i], $"{name} at {i}"));
        }
    }

    [Theory]
    [InlineData(0.5, 0, 1, 127)]
    [InlineData(1, 0, 1, 255)]
    [InlineData(9, 0, 1, 255)]
    [InlineData(-9, 0, 1, 0)]
    [InlineData(0.999, 0, 1, 254)]
    [InlineData(5, 1, 1, 127)]
    [InlineData(5, 2, 1, 127)]
    [InlineData(5, double.NaN, 1, 127)]
    [InlineData(5, 0, double.PositiveInfinity, 127)]
    [InlineData(double.NaN, 0, 1, 0)]
    [InlineData(double.PositiveInfinity, 0, 1, 255)]
    public void Index_follows_the_formula(double value, double minimum, double maximum, int expected)
    {
        Assert.Equal(expected, ColormapIndex.Of(value, minimum, maximum));
    }

    [Fact]
    public void Not_a_number_can_be_left_unpainted()
    {
        Assert.Equal(ColormapIndex.Transparent, ColormapIndex.Of(double.NaN, 0, 1, transparentNaN: true));
    }
}
