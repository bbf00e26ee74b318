using System;
using System.IO;
using System.IO.Compression;
using System.Threading.Tasks;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Render;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Render;

/// <summary>Both paths against zimg. Pictures keep their size, every pixel is compared with the one at its place, nothing is scaled or aligned.</summary>
/// <remarks>The references of the matrix are committed, so that they are compared everywhere; where ffmpeg has zscale they are made anew, too. To
/// write them: FATHOM_WRITE_FIXTURES=FOLDER and a run of this class.</remarks>
public sealed class ZscaleColorTests(ITestOutputHelper output)
{
    private const double Decibels = 50;
    private const double LargestShift = 0.5;
    private const int Width = 96;
    private const int Height = 64;

    private static readonly string s_fixtures = Path.Combine(AppContext.BaseDirectory, "Fixtures", "zscale");

    public static TheoryData<RenderPath, ColorMatrix, ColorRange, PixelLayout> Matrix
    {
        get
        {
            var rows = new TheoryData<RenderPath, ColorMatrix, ColorRange, PixelLayout>();
            foreach (RenderPath path in (ReadOnlySpan<RenderPath>)[RenderPath.Shader, RenderPath.Blit])
            {
                foreach (ColorMatrix matrix in (ReadOnlySpan<ColorMatrix>)[ColorMatrix.Bt601, ColorMatrix.Bt709, ColorMatrix.Bt2020])
                {
                    foreach (ColorRange range in (ReadOnlySpan<ColorRange>)[ColorRange.Limited, ColorRange.Full])
                    {
                        rows.Add(path, matrix, range, PixelLayout.Yuv420P);
                        rows.Add(path, matrix, range, PixelLayout.Yuv420P10);
                    }
                }
            }

            return rows;
        }
    }

    public static TheoryData<RenderPath, PixelLayout, ChromaSiting, int, int> Kinds
    {
        get
        {
            var rows = new TheoryData<RenderPath, PixelLayout, ChromaSiting, int, int>();
            foreach (RenderPath path in (ReadOnlySpan<RenderPath>)[RenderPath.Shader, RenderPath.Blit])
            {
                rows.Add(path, PixelLayout.Yuv420P, ChromaSiting.Center, 160, 90);
                rows.Add(path, PixelLayout.Yuv420P, ChromaSiting.TopLeft, 160, 90);
                rows.Add(path, PixelLayout.Yuv422P, ChromaSiting.Left, 160, 90);
                rows.Add(path, PixelLayout.Yuv444P, ChromaSiting.Left, 161, 91);
                rows.Add(path, PixelLayout.Yuv444P10, ChromaSiting.Left, 161, 91);
                rows.Add(path, PixelLayout.Nv12, ChromaSiting.Left, 160, 90);
                rows.Add(path, PixelLayout.P010, ChromaSiting.Left, 160, 90);
            }

            return rows;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Matrix))]
    public void Colours_agree_with_the_committed_references(RenderPath path, ColorMatrix matrix, ColorRange range, PixelLayout layout)
    {
        YuvSamples samples = YuvSamples.Waves(layout, Width, Height, new ColorDescription(matrix, range, ChromaSiting.Left));
        byte[] reference = ReadFixture(FixtureName(samples));

        Check(path, samples, reference);
    }

    [SkippableTheory]
    [MemberData(nameof(Matrix))]
    public async Task Colours_agree_with_zscale(RenderPath path, ColorMatrix matrix, ColorRange range, PixelLayout layout)
    {
        await ZscaleReference.SkipWithoutAsync();
        YuvSamples samples = YuvSamples.Waves(layout, Width, Height, new ColorDescription(matrix, range, ChromaSiting.Left));
        byte[] reference = await ZscaleReference.ToRgbAsync(samples, Width, Height);
        if (ProcessEnvironment.Get("FATHOM_WRITE_FIXTURES") is { } folder)
        {
            WriteFixture(Path.Combine(folder, "zscale", FixtureName(samples)), reference);
        }

        Check(path, samples, reference);
    }

    [SkippableTheory]
    [MemberData(nameof(Kinds))]
    public async Task Layouts_sitings_and_sizes_agree_with_zscale(RenderPath path, PixelLayout layout, ChromaSiting siting, int width, int height)
    {
        await ZscaleReference.SkipWithoutAsync();
        YuvSamples samples = YuvSamples.Waves(layout, width, height, new ColorDescription(ColorMatrix.Bt709, ColorRange.Limited, siting));

        Check(path, samples, await ZscaleReference.ToRgbAsync(samples, width, height));
    }

    /// <summary>Downwards zimg takes the tent that we take. Upwards it converts first and cuts off what is too bright before it interpolates, we after.</summary>
    [SkippableTheory]
    [InlineData(RenderPath.Shader, 320, 180, 45)]
    [InlineData(RenderPath.Shader, 240, 135, 45)]
    [InlineData(RenderPath.Shader, 64, 36, 40)]
    [InlineData(RenderPath.Blit, 320, 180, 45)]
    [InlineData(RenderPath.Blit, 240, 135, 45)]
    [InlineData(RenderPath.Blit, 128, 72, 50)]
    [InlineData(RenderPath.Blit, 64, 36, 50)]
    public async Task Scaled_pictures_agree_with_zscale(RenderPath path, int width, int height, double decibels)
    {
        await ZscaleReference.SkipWithoutAsync();
        YuvSamples samples = YuvSamples.Waves(PixelLayout.Yuv420P, 160, 90, ColorDescription.Bt709Limited);

        Check(path, samples, await ZscaleReference.ToRgbAsync(samples, width, height), width, height, decibels);
    }

    private static string FixtureName(YuvSamples samples) => $"{samples.Color.Matrix}-{samples.Color.Range}-{samples.Layout.BitDepth()}.rgb.gz".ToLowerInvariant();

    private static byte[] ReadFixture(string name)
    {
        using FileStream file = File.OpenRead(Path.Combine(s_fixtures, name));
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        var bytes = new byte[Width * Height * 3];
        unpacked.ReadExactly(bytes);
        return bytes;
    }

    private static void WriteFixture(string path, byte[] rgb)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Create(path);
        using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
        packed.Write(rgb);
    }

    private void Check(RenderPath path, YuvSamples samples, byte[] reference) => Check(path, samples, reference, samples.Width, samples.Height, Decibels);

    private void Check(RenderPath path, YuvSamples samples, byte[] reference, int width, int height, double demanded)
    {
        using HeadlessSurface surface = HeadlessGl.Open(width, height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path, PictureRows.TopDown);
        using var picture = new LeasedPicture(samples);
        picture.Draw(renderer, DrawOptions.Default);

        (double decibels, double shift) = YuvReference.Compare(reference, renderer.Capture().Rgba);

        output.WriteLine($"{path} {samples.Layout} {samples.Color} {samples.Width}x{samples.Height} to {width}x{height}: {decibels:F1} dB, {shift:+0.000;-0.000}");
        Assert.Equal(path, renderer.ActivePath);
        Assert.True(decibels >= demanded, $"{decibels:F1} dB");
        Assert.InRange(shift, -LargestShift, LargestShift);
    }
}
