using System;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class YuvReferenceTests
{
    [Theory]
    [InlineData(ColorMatrix.Bt601, ColorRange.Limited, 81, 90, 240)]
    [InlineData(ColorMatrix.Bt709, ColorRange.Limited, 63, 102, 240)]
    [InlineData(ColorMatrix.Bt601, ColorRange.Full, 76, 85, 255)]
    public void Red_has_the_codes_that_the_standards_give_it(ColorMatrix matrix, ColorRange range, int y, int u, int v)
    {
        (ushort Y, ushort U, ushort V) codes = YuvReference.FromRgb(new ColorDescription(matrix, range, ChromaSiting.Left), 8, 1, 0, 0);

        Assert.Equal(((ushort)y, (ushort)u, (ushort)v), codes);
    }

    [Theory]
    [InlineData(PixelLayout.Yuv420P)]
    [InlineData(PixelLayout.Yuv444P)]
    [InlineData(PixelLayout.Yuv420P10)]
    public void The_marked_corner_is_red_in_the_first_rows_of_memory(PixelLayout layout)
    {
        YuvSamples picture = YuvSamples.Waves(layout, 64, 48, ColorDescription.Bt709Limited);

        double[] rgb = YuvReference.ToRgb(picture);

        Assert.True(rgb[0] > 250 && rgb[1] < 5 && rgb[2] < 5, $"{rgb[0]:F1} {rgb[1]:F1} {rgb[2]:F1}");
        int last = rgb.Length - 3;
        Assert.False(rgb[last] > 250 && rgb[last + 1] < 5 && rgb[last + 2] < 5);
    }

    [Fact]
    public void The_comparison_sees_a_shift_of_one()
    {
        double[] reference = new double[300];
        Array.Fill(reference, 100);
        byte[] drawn = new byte[400];
        Array.Fill(drawn, (byte)101);

        (double psnr, double shift) = YuvReference.Compare(reference, drawn);

        Assert.Equal(48.13, psnr, 2);
        Assert.Equal(1, shift, 9);
    }
}
