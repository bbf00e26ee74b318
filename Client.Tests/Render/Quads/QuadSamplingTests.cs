using System;
using System.Linq;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>What a pixel shows of a texture that is smaller or larger than its place.</summary>
public sealed class QuadSamplingTests
{
    private const int Columns = 1920;
    private const int Rows = 1080;

    [SkippableTheory]
    [InlineData(0.15625, 0)]
    [InlineData(0.15625, 0.35)]
    [InlineData(0.3, 1.1)]
    public void A_large_video_in_a_small_place_is_averaged(double scale, double turn)
    {
        byte[] board = Board(1);
        byte[] smooth = Inside(board, scale, turn, smooth: true), nearest = Inside(board, scale, turn, smooth: false);

        Assert.All(smooth, gray => Assert.InRange(gray, 118, 138));
        Assert.All(nearest, gray => Assert.True(gray is 0 or 255, $"{gray}"));
    }

    [SkippableFact]
    public void Every_part_of_a_video_counts_when_it_is_made_small()
    {
        // Light falls on one column in eight: a picture made of single texels would be black or white.
        byte[] lines = Board(0);
        byte[] smooth = Inside(lines, 0.11, 0.2, smooth: true);

        Assert.InRange(smooth.Average(static gray => gray), 30, 34);
        Assert.All(smooth, gray => Assert.InRange(gray, 20, 44));
    }

    [SkippableFact]
    public void A_sharp_video_keeps_its_squares_and_a_smooth_one_has_what_lies_between()
    {
        byte[] two = [0, 0, 0, 255, 200, 200, 200, 255];
        using OffscreenComposer composer = QuadScenes.Open(40, 20);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(two, 2, 1);

        composer.Quads.Draw(texture, Affine2.Scale(20), new QuadStyle { Smooth = false });
        byte[] sharp = Line(QuadScenes.Read(composer));
        composer.Quads.Draw(texture, Affine2.Scale(20), new QuadStyle());
        byte[] smooth = Line(QuadScenes.Read(composer));

        // Centres of texels are at 10 and 30: from there outward their own colour, a ramp between.
        Assert.Equal([.. Enumerable.Repeat((byte)0, 20), .. Enumerable.Repeat((byte)200, 20)], sharp);
        for (int x = 0; x < 40; x++)
        {
            double expected = 200 * Math.Clamp((x + 0.5 - 10) / 20, 0, 1);
            Assert.InRange(smooth[x], expected - 1.5, expected + 1.5);
        }
    }

    [SkippableFact]
    public void Edges_are_smooth_over_one_pixel_and_cover_what_they_should()
    {
        using OffscreenComposer composer = QuadScenes.Open(200, 200);
        composer.Begin(QuadScenes.Plain(200, 200, (0, 0, 0)), 200, 200);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(QuadScenes.Frame(100, 80, (255, 255, 255)), 100, 80);
        Affine2 map = Affine2.Translate(60.3, 40.7) * Affine2.Rotate(0.37);

        composer.Quads.Draw(texture, map, new QuadStyle());
        CapturedImage image = QuadScenes.Read(composer);

        double area = 0;
        Affine2 back = map.Inverse();
        for (int y = 0; y < 200; y++)
        {
            for (int x = 0; x < 200; x++)
            {
                (double u, double v) = back.Apply(x + 0.5, y + 0.5);
                double inside = Math.Min(Math.Min(u, 100 - u), Math.Min(v, 80 - v));
                byte gray = image.Row(y)[x * 4];
                area += gray / 255.0;
                Assert.True(inside > -0.51 || gray == 0, $"{x},{y} is {inside} outside and {gray}");
                Assert.True(inside < 0.51 || gray == 255, $"{x},{y} is {inside} inside and {gray}");
            }
        }

        Assert.InRange(area, 8000 - 5, 8000 + 5);
    }

    [SkippableTheory]
    [InlineData(0.25, 64)]
    [InlineData(0.5, 128)]
    public void What_is_thinner_than_a_pixel_is_fainter(double thickness, int expected)
    {
        using OffscreenComposer composer = QuadScenes.Open(40, 40);
        composer.Begin(QuadScenes.Plain(40, 40, (0, 0, 0)), 40, 40);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(QuadScenes.Frame(10, 10, (255, 255, 255)), 10, 10);

        composer.Quads.Draw(texture, Affine2.Translate(5, 20.3) * Affine2.Scale(3, thickness / 10), new QuadStyle());
        CapturedImage image = QuadScenes.Read(composer);

        Assert.InRange(Enumerable.Range(0, 40).Sum(y => image.Row(y)[20 * 4]), expected - 2, expected + 2);
    }

    [SkippableFact]
    public void One_texel_may_fill_the_window_and_more()
    {
        byte[] two = [10, 20, 30, 255, 200, 210, 220, 255];
        using OffscreenComposer composer = QuadScenes.Open(300, 200);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(two, 2, 1);

        // The border of the two lies at column 100.25; each is a hundred thousand pixels wide.
        composer.Quads.Draw(texture, Affine2.Translate(100.25 - 1e5, -5e4) * Affine2.Scale(1e5), new QuadStyle { Smooth = false });
        CapturedImage image = QuadScenes.Read(composer);

        Assert.All(Enumerable.Range(0, 300), x => Assert.Equal(x < 100 ? (10, 20, 30) : (200, 210, 220), QuadScenes.At(image, x, x % 200)));
    }

    /// <summary>Squares of a size in pixels; 0: one column in eight.</summary>
    private static byte[] Board(int size)
    {
        var pixels = new byte[Columns * Rows * 4];
        for (int i = 0; i < Columns * Rows; i++)
        {
            (int x, int y) = (i % Columns, i / Columns);
            bool isLight = size == 0 ? x % 8 == 0 : ((x / size) + (y / size)) % 2 == 0;
            byte gray = isLight ? (byte)255 : (byte)0;
            (pixels[4 * i], pixels[(4 * i) + 1], pixels[(4 * i) + 2], pixels[(4 * i) + 3]) = (gray, gray, gray, 255);
        }

        return pixels;
    }

    /// <summary>The grays of all pixels that lie inside of the quad.</summary>
    private static byte[] Inside(byte[] frame, double scale, double turn, bool smooth)
    {
        using OffscreenComposer composer = QuadScenes.Open(640, 480);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(frame, Columns, Rows);
        Affine2 map = Affine2.Translate(320.3, 240.2) * Affine2.Rotate(turn) * Affine2.Scale(scale) * Affine2.Translate(-Columns / 2.0, -Rows / 2.0);
        composer.Quads.Draw(texture, map, new QuadStyle { Smooth = smooth });
        CapturedImage image = QuadScenes.Read(composer);
        Affine2 back = map.Inverse();
        return
        [
            .. from y in Enumerable.Range(0, 480)
               from x in Enumerable.Range(0, 640)
               let at = back.Apply(x + 0.5, y + 0.5)
               where at.X > 2 / scale && at.X < Columns - (2 / scale) && at.Y > 2 / scale && at.Y < Rows - (2 / scale)
               select image.Rgba[((y * 640) + x) * 4],
        ];
    }

    private static byte[] Line(CapturedImage image) => [.. Enumerable.Range(0, image.Width).Select(x => image.Row(7)[x * 4])];
}
