using System;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class RendererTests
{
    private const int Width = 128;
    private const int Height = 96;

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void The_first_row_in_memory_is_the_lowest_of_the_capture(RenderPath path)
    {
        CapturedImage image = DrawOnce(path, PictureRows.BottomUp);

        Assert.True(IsRed(image, 3, Height - 4), "bottom left is marked");
        Assert.False(IsRed(image, 3, 3), "top left is not");
        Assert.False(IsRed(image, Width - 4, Height - 4), "bottom right is not");
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void Pictures_that_start_at_the_top_are_turned_over(RenderPath path)
    {
        CapturedImage image = DrawOnce(path, PictureRows.TopDown);

        Assert.True(IsRed(image, 3, 3), "top left is marked");
        Assert.False(IsRed(image, 3, Height - 4), "bottom left is not");
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void After_a_resize_the_picture_keeps_its_shape_between_bars(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var pictures = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        pictures.Draw(renderer, new DrawOptions(FitMode.Fit, 0x0000FF));

        surface.Resize(Width * 3, Height);
        pictures.Draw(renderer, new DrawOptions(FitMode.Fit, 0x0000FF));
        CapturedImage image = renderer.Capture();

        Assert.True(surface.TryDequeue(out InputEvent e) && e is { Kind: InputKind.Resize, Width: Width * 3 });
        Assert.Equal(new ViewTransform(Width, 0, Width, Height, Width, Height), renderer.View);
        Assert.Equal((0, 0, 255), Rgb(image, Width - 1, Height / 2));
        Assert.Equal((0, 0, 255), Rgb(image, Width * 2, Height / 2));
        Assert.True(IsRed(image, Width + 3, Height - 4));
        Assert.NotEqual((0, 0, 255), Rgb(image, (Width * 2) - 1, Height / 2));
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void Both_paths_fill_a_larger_framebuffer_alike(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width * 2, Height * 4);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var pictures = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);

        pictures.Draw(renderer, new DrawOptions(FitMode.Fill, 0x0000FF));
        CapturedImage image = renderer.Capture();

        Assert.Equal(new ViewTransform(-Width, 0, Width * 4, Height * 4, Width, Height), renderer.View);
        Assert.False(IsRed(image, 2, (Height * 4) - 4), "the marked corner is cut off");
        Assert.NotEqual((0, 0, 255), Rgb(image, 0, 0));
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void No_renderer_role_is_left_when_the_gpu_is_done(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var pictures = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);

        for (int i = 0; i < 10; i++)
        {
            pictures.Draw(renderer, DrawOptions.Default);
            renderer.SwapBuffers();
            Assert.InRange(pictures.Ledger.CountOf(LeaseRole.Renderer), 0, LeaseLimits.InFlightFences);
            Assert.Equal(renderer.Pending, pictures.Ledger.CountOf(LeaseRole.Renderer));
        }

        Assert.True(renderer.WaitForPreviousSwap(TimeSpan.FromSeconds(5)));
        renderer.RetireFences();
        Assert.Equal(0, pictures.Ledger.CountOf(LeaseRole.Renderer));
        Assert.Equal(0, renderer.Pending);
    }

    [SkippableFact]
    public void Disposing_waits_for_the_fences_and_releases_every_role()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        GlRenderer renderer = HeadlessGl.Renderer(surface, RenderPath.Shader);
        using var pictures = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        pictures.Draw(renderer, DrawOptions.Default);

        renderer.Dispose();

        Assert.Equal(0, pictures.Ledger.CountOf(LeaseRole.Renderer));
        Assert.Equal(0, renderer.Disposal.Count);
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void A_draw_allocates_nothing(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        renderer.Warmup(Width, Height);
        using var pictures = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);

        long allocated = LeastAllocated.Bytes(() => DrawMany(renderer, pictures, 100));

        Assert.Equal(0, allocated);
    }

    [SkippableFact]
    public void A_layout_that_the_first_path_cannot_take_goes_the_other_way_and_says_so()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = GlRenderer.Create(surface, new RendererOptions { Path = RenderPath.Blit }, () => new RefusingConverter());
        using var pictures = new LeasedPicture(PixelLayout.Nv12, Width, Height);

        pictures.Draw(renderer, DrawOptions.Default);

        Assert.Equal(RenderPath.Shader, renderer.ActivePath);
        Assert.Equal("shader: blit cannot draw Nv12", renderer.Path);
        Assert.True(IsRed(renderer.Capture(), 3, Height - 4));
    }

    [SkippableFact]
    public void What_no_path_can_draw_is_refused_and_its_role_released()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        int opened = 0;
        using GlRenderer renderer = GlRenderer.Create(surface, new RendererOptions { Path = RenderPath.Shader }, () =>
        {
            opened++;
            throw new FathomException(ExitCode.MissingLibrary, "No.", "It is not there.", "Install it.");
        });
        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(2, "refused");
        var info = new FrameInfo { Width = Width, Height = Height, Layout = PixelLayout.Unknown, Path = "test" };
        Assert.True(ledger.TryOpen(info, default, pool.Rent(16), out FrameLease lease));

        for (int i = 0; i < 3; i++)
        {
            lease.Acquire(LeaseRole.Renderer);
            Assert.False(renderer.Draw(lease, DrawOptions.Default));
        }

        Assert.Equal(0, ledger.CountOf(LeaseRole.Renderer));
        Assert.Equal(1, opened);
        Assert.Equal("shader: as asked for; blit is out: It is not there.", renderer.Path);
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void Without_ffmpeg_the_automatic_choice_falls_back_to_the_shader()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        Skip.IfNot(surface.Description.Contains("llvmpipe", StringComparison.Ordinal), "This GL is no software rasteriser.");

        using GlRenderer renderer = GlRenderer.Create(
            surface, null, () => throw new FathomException(ExitCode.MissingLibrary, "No.", "It is not there.", "Install it."));

        Assert.Equal("shader: blit is out: It is not there.", renderer.Path);
    }

    [SkippableFact]
    public void A_wake_ends_the_headless_wait_at_once_and_only_once()
    {
        using HeadlessSurface surface = HeadlessGl.Open(16, 16);
        surface.PostWake();
        surface.PostWake();

        long started = TimeProvider.System.GetTimestamp();
        surface.WaitEvents(TimeSpan.FromSeconds(30));
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));

        started = TimeProvider.System.GetTimestamp();
        surface.WaitEvents(TimeSpan.FromMilliseconds(30));
        Assert.True(TimeProvider.System.GetElapsedTime(started) >= TimeSpan.FromMilliseconds(20));
    }

    [SkippableFact]
    public void The_placeholder_is_dark_with_marks_in_the_middle()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, RenderPath.Shader);

        renderer.Warmup(Width, Height);
        CapturedImage image = renderer.Capture();

        Assert.Equal((0x16, 0x19, 0x1D), Rgb(image, 1, 1));
        Assert.NotEqual(Rgb(image, 1, 1), Rgb(image, Width / 2, Height / 2));
        Assert.Equal(255, image.Row(0)[3]);
    }

    private static CapturedImage DrawOnce(RenderPath path, PictureRows rows)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path, rows);
        using var pictures = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        pictures.Draw(renderer, DrawOptions.Default);
        Assert.Equal(path, renderer.ActivePath);
        return renderer.Capture();
    }

    private static void DrawMany(GlRenderer renderer, LeasedPicture pictures, int count)
    {
        for (int i = 0; i < count; i++)
        {
            pictures.Draw(renderer, DrawOptions.Default);
            renderer.SwapBuffers();
            renderer.RetireFences();
        }
    }

    private static (int R, int G, int B) Rgb(CapturedImage image, int x, int y)
    {
        ReadOnlySpan<byte> pixel = image.Row(y).Slice(x * 4, 4);
        return (pixel[0], pixel[1], pixel[2]);
    }

    private static bool IsRed(CapturedImage image, int x, int y) => Rgb(image, x, y) is ( > 230, < 30, < 30);

    private sealed class RefusingConverter : IRgbaConverter
    {
        public bool TryToRgba(FrameLease lease, Span<byte> destination, int stride, in PictureRegion region, bool smooth, int first, int count, bool blueFirst) => false;

        public void Dispose()
        {
        }
    }
}
