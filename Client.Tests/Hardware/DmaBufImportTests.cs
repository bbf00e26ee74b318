using System;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Render;
using Fathom.Render.Native.Egl;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>DMA-BUF import run for real, without a GPU: Mesa's rasteriser takes anonymous memory from version 25 on. Skips where EGL cannot import.</summary>
public sealed class DmaBufImportTests
{
    private const double Decibels = 50;

    [SkippableTheory]
    [InlineData(PixelLayout.Nv12, ColorMatrix.Bt709, ColorRange.Limited)]
    [InlineData(PixelLayout.Nv12, ColorMatrix.Bt601, ColorRange.Full)]
    [InlineData(PixelLayout.P010, ColorMatrix.Bt2020, ColorRange.Limited)]
    [InlineData(PixelLayout.Yuv420P, ColorMatrix.Bt709, ColorRange.Limited)]
    public void A_surface_is_drawn_as_an_upload_would_be(PixelLayout layout, ColorMatrix matrix, ColorRange range)
    {
        // Odd sizes: the last column of chroma covers one column of luma.
        YuvSamples samples = YuvSamples.Waves(layout, 161, 91, new ColorDescription(matrix, range, ChromaSiting.Left));
        using var picture = new SurfacePicture(samples);
        using HeadlessSurface window = OpenImporting(161, 91);

        CapturedImage imported = Draw(window, picture, picture.Describe());
        CapturedImage uploaded = Upload(window, samples);

        (double decibels, double shift) = YuvReference.Compare(YuvReference.ToRgb(samples), BottomUp(imported));
        Assert.True(decibels >= Decibels, $"{decibels:F1} dB");
        Assert.InRange(shift, -0.5, 0.5);
        Assert.Equal(uploaded.Rgba, imported.Rgba);
    }

    [SkippableFact]
    public void A_picture_exported_as_one_layer_is_taken_apart()
    {
        YuvSamples samples = YuvSamples.Waves(PixelLayout.Nv12, 160, 90, ColorDescription.Bt709Limited);
        using var picture = new SurfacePicture(samples);
        using HeadlessSurface window = OpenImporting(160, 90);

        Assert.Equal(Upload(window, samples).Rgba, Draw(window, picture, picture.Describe(whole: true)).Rgba);
    }

    [SkippableFact]
    public void What_is_written_into_the_memory_is_drawn_without_any_copy()
    {
        ColorDescription color = ColorDescription.Bt709Limited;
        YuvSamples first = YuvSamples.Waves(PixelLayout.Nv12, 160, 90, color);
        YuvSamples second = YuvSamples.Waves(PixelLayout.Nv12, 160, 90, color);
        Array.Reverse(second.Y);
        using var picture = new SurfacePicture(first);
        using HeadlessSurface window = OpenImporting(160, 90);
        var copies = new CopyLedger();
        using GlRenderer renderer = Renderer(window, copies, out _);
        FrameLease lease = picture.Open(picture.Describe());
        DrawOnce(renderer, lease);

        picture.Write(second);
        DrawOnce(renderer, lease);
        CapturedImage seen = renderer.Capture();
        renderer.Finish();
        lease.Release(LeaseRole.Decoder);

        Assert.Equal(Upload(window, second).Rgba, seen.Rgba);
        Assert.Equal((0, 0), (copies.Copies, copies.Bytes));
    }

    [SkippableFact]
    public void A_lost_context_is_replaced_and_the_surface_imported_again()
    {
        YuvSamples samples = YuvSamples.Waves(PixelLayout.Nv12, 160, 90, ColorDescription.Bt709Limited);
        using var picture = new SurfacePicture(samples);
        using HeadlessSurface window = OpenImporting(160, 90);
        CapturedImage seen;
        using (GlRenderer renderer = Renderer(window, null, out _))
        {
            FrameLease lease = picture.Open(picture.Describe());
            DrawOnce(renderer, lease);
            window.LoseContext();
            DrawOnce(renderer, lease);
            seen = renderer.Capture();
            renderer.Finish();
            lease.Release(LeaseRole.Decoder);
        }

        Assert.Equal(Upload(window, samples).Rgba, seen.Rgba);
    }

    [SkippableFact]
    public void A_size_that_lies_never_reaches_the_driver()
    {
        YuvSamples samples = YuvSamples.Waves(PixelLayout.Nv12, 160, 90, ColorDescription.Bt709Limited);
        using var picture = new SurfacePicture(samples, missingRows: 2);
        using HeadlessSurface window = OpenImporting(160, 90);
        using GlRenderer renderer = Renderer(window, null, out FrameImporters importers);
        FrameLease lease = picture.Open(picture.Describe());
        lease.Acquire(LeaseRole.Renderer);

        Assert.False(renderer.Draw(lease, DrawOptions.Default));

        Assert.True(importers.TryTakeRefusal(out string path, out string why));
        Assert.Equal("vaapi test", path);
        Assert.Contains("the memory object has", why, StringComparison.Ordinal);
        Assert.False(importers.TryTakeRefusal(out _, out _));
        Assert.Equal(0, lease.CountOf(LeaseRole.Renderer));
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void A_thousand_imports_leave_nothing_behind()
    {
        using var picture = new SurfacePicture(YuvSamples.Waves(PixelLayout.Nv12, 64, 36, ColorDescription.Bt709Limited));
        using HeadlessSurface window = OpenImporting(64, 36);
        using GlRenderer renderer = Renderer(window, null, out _);
        for (int i = 0; i < 50; i++)
        {
            Once(renderer, picture);
        }

        int handles = OpenHandles();
        for (int i = 0; i < 1000; i++)
        {
            Once(renderer, picture);
        }

        renderer.Finish();
        Assert.InRange(OpenHandles(), 0, handles + 8);
        Assert.Equal(0, picture.Ledger.Outstanding);
    }

    [SkippableFact]
    public void An_import_allocates_nothing()
    {
        using var picture = new SurfacePicture(YuvSamples.Waves(PixelLayout.Nv12, 64, 36, ColorDescription.Bt709Limited));
        using HeadlessSurface window = OpenImporting(64, 36);
        using GlRenderer renderer = Renderer(window, null, out _);
        FrameLease lease = picture.Open(picture.Describe());
        for (int i = 0; i < 50; i++)
        {
            DrawOnce(renderer, lease);
        }

        long bytes = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
        {
            DrawOnce(renderer, lease);
        }

        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        renderer.Finish();
        lease.Release(LeaseRole.Decoder);
        Assert.Equal(0, bytes);
    }

    private static void Once(GlRenderer renderer, SurfacePicture picture)
    {
        FrameLease lease = picture.Open(picture.Describe());
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        Assert.True(renderer.Draw(lease, DrawOptions.Default));
        renderer.RetireFences();
    }

    private static int OpenHandles() => System.IO.Directory.GetFiles("/proc/self/fd").Length;

    private static void DrawOnce(GlRenderer renderer, FrameLease lease)
    {
        lease.Acquire(LeaseRole.Renderer);
        Assert.True(renderer.Draw(lease, DrawOptions.Default));
    }

    private static CapturedImage Draw(HeadlessSurface window, SurfacePicture picture, DmaBufPicture description)
    {
        using GlRenderer renderer = Renderer(window, null, out FrameImporters importers);
        FrameLease lease = picture.Open(description);
        lease.Acquire(LeaseRole.Renderer);
        bool drawn = renderer.Draw(lease, DrawOptions.Default);
        importers.TryTakeRefusal(out _, out string why);
        CapturedImage image = renderer.Capture();
        renderer.Finish();
        lease.Release(LeaseRole.Decoder);
        Assert.True(drawn, why);
        return image;
    }

    private static CapturedImage Upload(HeadlessSurface window, YuvSamples samples)
    {
        using GlRenderer renderer = HeadlessGl.Renderer(window, RenderPath.Shader);
        using var picture = new LeasedPicture(samples);
        picture.Draw(renderer, DrawOptions.Default);
        CapturedImage image = renderer.Capture();
        renderer.Finish();
        return image;
    }

    private static GlRenderer Renderer(HeadlessSurface window, CopyLedger? copies, out FrameImporters importers)
    {
        importers = FrameImporters.ForThisSystem(copies);
        return GlRenderer.Create(window, new RendererOptions { Path = RenderPath.Shader, Importers = importers, Copies = copies });
    }

    private static HeadlessSurface OpenImporting(int width, int height)
    {
        HeadlessSurface window = HeadlessGl.Open(width, height);
        if (EglImageFunctions.TryLoad(window.Gl, out string why) is null)
        {
            string description = window.Description;
            window.Dispose();
            Skip.If(true, $"{description}: {why}.");
        }

        return window;
    }

    /// <summary>A capture is upright, the samples are not.</summary>
    private static byte[] BottomUp(CapturedImage image)
    {
        int row = image.Width * 4;
        var turned = new byte[image.Rgba.Length];
        for (int y = 0; y < image.Height; y++)
        {
            image.Rgba.AsSpan(y * row, row).CopyTo(turned.AsSpan((image.Height - 1 - y) * row));
        }

        return turned;
    }
}
