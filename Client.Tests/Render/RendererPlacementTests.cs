using System;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>Where pictures stand and how they grow and shrink, by both paths.</summary>
public sealed class RendererPlacementTests
{
    private const int Width = 96;
    private const int Height = 64;
    private const int Blue = 0x0000FF;

    [SkippableTheory]
    [InlineData(RenderPath.Shader, PictureRows.BottomUp)]
    [InlineData(RenderPath.Shader, PictureRows.TopDown)]
    [InlineData(RenderPath.Blit, PictureRows.BottomUp)]
    [InlineData(RenderPath.Blit, PictureRows.TopDown)]
    public void A_picture_that_is_moved_shows_the_same_pixels_elsewhere(RenderPath path, PictureRows rows)
    {
        CapturedImage still = Draw(path, rows, Width, Height, DrawOptions.Default);

        CapturedImage moved = Draw(path, rows, Width, Height, new DrawOptions(FitMode.Fit, Blue) { Shift = new PictureShift(1, 10, -7) });

        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                (int R, int G, int B) expected = x - 10 < 0 || y + 7 >= Height ? (0, 0, 255) : Rgb(still, x - 10, y + 7);
                AssertClose(expected, Rgb(moved, x, y), tolerance: 1, $"{x},{y}");
            }
        }
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void An_area_keeps_picture_and_bars_inside_and_leaves_the_rest_alone(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(300, 200);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        renderer.DrawPlaceholder(new DrawOptions(FitMode.Fit, 0x336699));
        (int R, int G, int B) outside = Rgb(renderer.Capture(), 1, 1);

        picture.Draw(renderer, new DrawOptions(FitMode.Fit, Blue) { Area = new PictureArea(20, 30, 200, 64) });
        CapturedImage image = renderer.Capture();

        Assert.Equal(new ViewTransform(72, 30, Width, Height, Width, Height), renderer.View);
        Assert.Equal((0, 0, 255), Rgb(image, 25, 60));
        Assert.Equal((0, 0, 255), Rgb(image, 215, 60));
        Assert.Equal(outside, Rgb(image, 10, 60));
        Assert.Equal(outside, Rgb(image, 225, 60));
        Assert.Equal(outside, Rgb(image, 100, 25));
        Assert.Equal(outside, Rgb(image, 100, 97));
        AssertClose((255, 0, 0), Rgb(image, 74, 91), 10, "the marked corner");
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void A_picture_magnified_past_its_area_is_cut_off_there(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(200, 200);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        renderer.DrawPlaceholder(new DrawOptions(FitMode.Fit, 0x336699));
        (int R, int G, int B) outside = Rgb(renderer.Capture(), 1, 1);

        picture.Draw(renderer, new DrawOptions(FitMode.OneToOne, Blue) { Area = new PictureArea(50, 50, 100, 100), Shift = new PictureShift(20, -400, -300) });
        CapturedImage image = renderer.Capture();

        Assert.Equal(outside, Rgb(image, 49, 100));
        Assert.Equal(outside, Rgb(image, 150, 100));
        Assert.Equal(outside, Rgb(image, 100, 49));
        Assert.Equal(outside, Rgb(image, 100, 150));
        Assert.NotEqual((0, 0, 255), Rgb(image, 50, 50));
        Assert.NotEqual((0, 0, 255), Rgb(image, 149, 149));
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void Who_looks_closely_sees_the_samples_as_squares(RenderPath path)
    {
        const int Scale = 8;
        CapturedImage still = Draw(path, PictureRows.BottomUp, Width, Height, DrawOptions.Default);

        CapturedImage large = Draw(path, PictureRows.BottomUp, Width * Scale, Height * Scale, DrawOptions.Default);

        for (int y = 0; y < Height * Scale; y += 3)
        {
            for (int x = 0; x < Width * Scale; x++)
            {
                AssertClose(Rgb(still, x / Scale, y / Scale), Rgb(large, x, y), path == RenderPath.Shader ? 2 : 1, $"{x},{y}");
            }
        }
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader, 4)]
    [InlineData(RenderPath.Shader, 2.7)]
    [InlineData(RenderPath.Blit, 4)]
    [InlineData(RenderPath.Blit, 2.7)]
    [InlineData(RenderPath.Blit, 9)]
    [InlineData(RenderPath.Shader, 9)]
    public void A_chess_board_that_shrinks_becomes_gray_and_no_pattern(RenderPath path, double factor)
    {
        YuvSamples chess = YuvSamples.Chess(288, 216);
        using HeadlessSurface surface = HeadlessGl.Open((int)(288 / factor), (int)(216 / factor));
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var picture = new LeasedPicture(chess);
        picture.Draw(renderer, new DrawOptions(FitMode.Fill));

        CapturedImage image = renderer.Capture();

        for (int y = 1; y < image.Height - 1; y++)
        {
            for (int x = 1; x < image.Width - 1; x++)
            {
                AssertClose((127, 127, 127), Rgb(image, x, y), 8, $"{x},{y}");
            }
        }
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader, PixelLayout.Rgb24)]
    [InlineData(RenderPath.Shader, PixelLayout.Gbrp)]
    [InlineData(RenderPath.Shader, PixelLayout.Rgba)]
    [InlineData(RenderPath.Blit, PixelLayout.Rgb24)]
    [InlineData(RenderPath.Blit, PixelLayout.Gbrp)]
    [InlineData(RenderPath.Blit, PixelLayout.Rgba)]
    public void Red_green_and_blue_arrive_byte_for_byte(RenderPath path, PixelLayout layout)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(2, "rgb");
        FrameLease lease = RgbPictures.Open(ledger, pool, layout, Width, Height);
        lease.Acquire(LeaseRole.Renderer);

        Assert.True(renderer.Draw(lease, DrawOptions.Default));
        CapturedImage image = renderer.Capture();

        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                Assert.Equal(RgbPictures.At(x, Height - 1 - y), Rgb(image, x, y));
            }
        }

        renderer.Finish();
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void Moving_a_picture_allocates_nothing(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);

        Assert.Equal(0, LeastAllocated.Bytes(() => Sweep(renderer, picture)));
    }

    private static void Sweep(GlRenderer renderer, LeasedPicture picture)
    {
        for (int i = -40; i < 40; i++)
        {
            picture.Draw(renderer, new DrawOptions(FitMode.Fit) { Shift = new PictureShift(1 + Math.Abs(i / 100.0), i, i / 2.0) });
            renderer.SwapBuffers();
            renderer.RetireFences();
        }
    }

    private static CapturedImage Draw(RenderPath path, PictureRows rows, int width, int height, in DrawOptions options)
    {
        using HeadlessSurface surface = HeadlessGl.Open(width, height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path, rows);
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        picture.Draw(renderer, options);
        return renderer.Capture();
    }

    private static (int R, int G, int B) Rgb(CapturedImage image, int x, int y)
    {
        ReadOnlySpan<byte> pixel = image.Row(y).Slice(x * 4, 4);
        return (pixel[0], pixel[1], pixel[2]);
    }

    private static void AssertClose((int R, int G, int B) expected, (int R, int G, int B) actual, int tolerance, string where)
    {
        int difference = Math.Max(Math.Abs(expected.R - actual.R), Math.Max(Math.Abs(expected.G - actual.G), Math.Abs(expected.B - actual.B)));
        Assert.True(difference <= tolerance, $"{where}: {expected} expected, {actual} found");
    }
}
