using System;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class RendererColorTests
{
    private const double ShaderDecibels = 50;
    private const double LargestShift = 0.5;

    /// <summary>The conversion on the CPU interpolates chroma in 16 bit, where a software rasteriser takes eight.</summary>
    private const double BlitDecibels = 55;

    private const double ScaledDecibels = 45;

    public static TheoryData<PixelLayout, ColorMatrix, ColorRange, ChromaSiting> Kinds => new()
    {
        { PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Center },
        { PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.TopLeft },
        { PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Left },
        { PixelLayout.Yuv420P, ColorMatrix.Bt601, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Yuv420P, ColorMatrix.Bt601, ColorRange.Full, ChromaSiting.Left },
        { PixelLayout.Yuv420P, ColorMatrix.Bt2020, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Yuv422P, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Yuv444P, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Nv12, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Nv12, ColorMatrix.Bt601, ColorRange.Full, ChromaSiting.Left },
        { PixelLayout.Yuv420P10, ColorMatrix.Bt2020, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.Yuv420P10, ColorMatrix.Bt709, ColorRange.Full, ChromaSiting.Left },
        { PixelLayout.Yuv444P10, ColorMatrix.Bt709, ColorRange.Limited, ChromaSiting.Left },
        { PixelLayout.P010, ColorMatrix.Bt2020, ColorRange.Limited, ChromaSiting.Left },
    };

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public void The_shader_draws_what_the_samples_mean(PixelLayout layout, ColorMatrix matrix, ColorRange range, ChromaSiting siting)
    {
        // Odd sizes: the last column of chroma covers one column of luma.
        (double decibels, double shift) = Measure(RenderPath.Shader, layout, 161, 91, new ColorDescription(matrix, range, siting));

        Assert.True(decibels >= ShaderDecibels, $"{decibels:F1} dB");
        Assert.InRange(shift, -LargestShift, LargestShift);
    }

    [SkippableTheory]
    [InlineData(PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Limited)]
    [InlineData(PixelLayout.Yuv420P, ColorMatrix.Bt601, ColorRange.Limited)]
    [InlineData(PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Full)]
    [InlineData(PixelLayout.Nv12, ColorMatrix.Bt709, ColorRange.Limited)]
    public void The_blit_path_uses_the_matrix_and_the_range_of_the_stream(PixelLayout layout, ColorMatrix matrix, ColorRange range)
    {
        var color = new ColorDescription(matrix, range, ChromaSiting.Left);
        YuvSamples samples = YuvSamples.Waves(layout, 160, 90, color);
        CapturedImage image = Draw(RenderPath.Blit, samples);

        (double right, double shift) = YuvReference.Compare(YuvReference.ToRgb(samples), BottomUp(image));
        ColorMatrix otherMatrix = matrix == ColorMatrix.Bt709 ? ColorMatrix.Bt601 : ColorMatrix.Bt709;
        ColorRange otherRange = range == ColorRange.Limited ? ColorRange.Full : ColorRange.Limited;
        (double wrongMatrix, _) = YuvReference.Compare(YuvReference.ToRgb(samples.SeenAs(color with { Matrix = otherMatrix })), BottomUp(image));
        (double wrongRange, _) = YuvReference.Compare(YuvReference.ToRgb(samples.SeenAs(color with { Range = otherRange })), BottomUp(image));

        Assert.True(right >= BlitDecibels, $"{right:F1} dB");
        Assert.True(right > wrongMatrix + 10, $"{right:F1} dB against {wrongMatrix:F1} with the other matrix");
        Assert.True(right > wrongRange + 10, $"{right:F1} dB against {wrongRange:F1} with the other range");
        Assert.InRange(shift, -LargestShift, LargestShift);
    }

    [SkippableTheory]
    [InlineData(321, 183)]
    [InlineData(129, 73)]
    public void Scaled_pictures_look_alike_by_both_paths(int width, int height)
    {
        YuvSamples samples = YuvSamples.Waves(PixelLayout.Yuv420P, 160, 90, ColorDescription.Bt709Limited);
        CapturedImage shaded = Draw(RenderPath.Shader, samples, width, height);
        CapturedImage copied = Draw(RenderPath.Blit, samples, width, height);
        var reference = new double[width * height * 3];
        for (int i = 0; i < reference.Length; i++)
        {
            reference[i] = shaded.Rgba[(i / 3 * 4) + (i % 3)];
        }

        (double decibels, double shift) = YuvReference.Compare(reference, copied.Rgba);

        Assert.True(decibels >= ScaledDecibels, $"{decibels:F1} dB");
        Assert.InRange(shift, -LargestShift, LargestShift);
    }

    [Fact]
    public void White_and_black_of_each_kind_are_exact_in_the_transform()
    {
        foreach (PixelLayout layout in (ReadOnlySpan<PixelLayout>)[PixelLayout.Yuv420P, PixelLayout.Yuv420P10, PixelLayout.P010])
        {
            foreach (ColorRange range in (ReadOnlySpan<ColorRange>)[ColorRange.Limited, ColorRange.Full])
            {
                var color = new ColorDescription(ColorMatrix.Bt709, range, ChromaSiting.Left);
                ColorTransform transform = ColorTransform.For(layout, color);
                int shift = layout == PixelLayout.P010 ? 6 : 0;
                double words = layout.BitDepth() > 8 ? 65535 : 255;
                (ushort y, ushort u, ushort v) = YuvReference.FromRgb(color, layout.BitDepth(), 1, 1, 1);
                double white = (transform.M00 * (y << shift) / words) + (transform.M01 * (u << shift) / words) + (transform.M02 * (v << shift) / words) + transform.OffsetR;
                (y, u, v) = YuvReference.FromRgb(color, layout.BitDepth(), 0, 0, 0);
                double black = (transform.M10 * (y << shift) / words) + (transform.M11 * (u << shift) / words) + (transform.M12 * (v << shift) / words) + transform.OffsetG;

                Assert.Equal(1, white, 4);
                Assert.Equal(0, black, 4);
            }
        }
    }

    private static (double Decibels, double Shift) Measure(RenderPath path, PixelLayout layout, int width, int height, ColorDescription color)
    {
        YuvSamples samples = YuvSamples.Waves(layout, width, height, color);
        return YuvReference.Compare(YuvReference.ToRgb(samples), BottomUp(Draw(path, samples)));
    }

    private static CapturedImage Draw(RenderPath path, YuvSamples samples) => Draw(path, samples, samples.Width, samples.Height);

    private static CapturedImage Draw(RenderPath path, YuvSamples samples, int width, int height)
    {
        using HeadlessSurface surface = HeadlessGl.Open(width, height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var picture = new LeasedPicture(samples);
        picture.Draw(renderer, DrawOptions.Default);
        return renderer.Capture();
    }

    /// <summary>Captures are upright, the samples' first row is the lowest.</summary>
    private static byte[] BottomUp(CapturedImage image)
    {
        var rows = new byte[image.Rgba.Length];
        for (int y = 0; y < image.Height; y++)
        {
            image.Row(image.Height - 1 - y).CopyTo(rows.AsSpan(y * image.Width * 4));
        }

        return rows;
    }
}
