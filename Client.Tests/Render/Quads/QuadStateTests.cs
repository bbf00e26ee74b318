using System;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Fathom.Render.Native.OpenGL;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>What quads leave behind, allocate and survive.</summary>
public sealed class QuadStateTests
{
    private const int Width = 128;
    private const int Height = 96;

    [SkippableFact]
    public void Uploads_and_draws_allocate_nothing()
    {
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        byte[] picture = QuadScenes.Noise(Width * Height * 3, 1), frame = QuadScenes.NoiseFrame(64, 48, 2), read = new byte[Width * Height * 4];
        using QuadTexture texture = composer.Quads.CreateTexture();
        Affine2 large = Affine2.Rotate(0.2) * Affine2.Scale(1.5), small = Affine2.Rotate(-0.2) * Affine2.Scale(0.3);

        long allocated = LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                composer.Begin(picture, Width, Height);
                texture.Upload(frame, 64, 48);
                composer.Quads.Draw(texture, large, new QuadStyle(0.5));
                composer.Quads.Draw(texture, small, new QuadStyle(0.5, QuadBlend.Under));
                composer.Read(read);
            }
        });

        Assert.Equal(0, allocated);
    }

    [SkippableTheory]
    [InlineData(RenderPath.Shader)]
    [InlineData(RenderPath.Blit)]
    public void The_renderer_draws_after_a_quad_what_it_draws_without_one(RenderPath path)
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width * 2, Height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path);
        using var painter = new QuadPainter(surface);
        using QuadTexture texture = painter.CreateTexture();
        using var picture = new LeasedPicture(PixelLayout.Yuv420P, Width, Height);
        picture.Draw(renderer, DrawOptions.Default);
        CapturedImage before = renderer.Capture();
        texture.Upload(QuadScenes.NoiseFrame(64, 48, 2), 64, 48);

        Assert.True(painter.Draw(texture, Affine2.Rotate(0.3), new QuadStyle(0.5) { Clip = new PictureArea(3, 4, 50, 40) }));
        CapturedImage between = renderer.Capture();
        picture.Draw(renderer, DrawOptions.Default);

        Assert.NotEqual(before.Rgba, between.Rgba);
        Assert.Equal(before.Rgba, renderer.Capture().Rgba);
        Assert.Equal(GLEnum.NoError, surface.Gl.GetError());
    }

    [SkippableFact]
    public void After_a_lost_context_the_frame_is_uploaded_again_and_looks_the_same()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using var painter = new QuadPainter(surface);
        using QuadTexture texture = painter.CreateTexture(), other = painter.CreateTexture();
        byte[] frame = QuadScenes.NoiseFrame(64, 48, 2);
        Assert.Equal((false, false), (texture.IsLost, texture.HasPicture));
        Assert.True(texture.Upload(frame, 64, 48) && other.Upload(frame, 64, 48));
        byte[] before = Draw(surface, painter, texture);

        surface.LoseContext();
        Assert.Equal((true, false), (texture.IsLost, texture.HasPicture));
        Assert.False(painter.Draw(texture, Affine2.Identity, new QuadStyle()));
        Assert.False(texture.Upload(frame, 64, 48));
        surface.RecoverContext();

        Assert.True(texture.IsLost);
        Assert.False(painter.Draw(texture, Affine2.Identity, new QuadStyle()));
        Assert.True(texture.Upload(frame, 64, 48));
        Assert.False(texture.IsLost);

        // A name of the old context may be another texture's in the new one: it must not be deleted there.
        other.Dispose();
        Assert.Equal(before, Draw(surface, painter, texture));
    }

    [SkippableFact]
    public void Textures_are_disposed_by_any_thread_and_deleted_by_that_of_the_context()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using var painter = new QuadPainter(surface);
        QuadTexture texture = painter.CreateTexture();
        texture.Upload(QuadScenes.NoiseFrame(8, 8, 2), 8, 8);
        QuadContext objects = painter.Current()!;

        var thread = new Thread(texture.Dispose);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)));

        Assert.Equal(1, objects.Disposal.Count);
        Assert.False(painter.Draw(texture, Affine2.Identity, new QuadStyle()));
        Assert.Equal(0, objects.Disposal.Count);
        Assert.Throws<ObjectDisposedException>(() => texture.Upload(QuadScenes.NoiseFrame(8, 8, 2), 8, 8));
    }

    [SkippableFact]
    public void A_texture_keeps_its_place_while_the_size_stays()
    {
        using HeadlessSurface surface = HeadlessGl.Open(Width, Height);
        using var painter = new QuadPainter(surface);
        using QuadTexture texture = painter.CreateTexture();
        for (int i = 0; i < 5; i++)
        {
            texture.Upload(QuadScenes.NoiseFrame(20, 10, i), 20, 10);
        }

        Assert.Equal((20, 10, 0), (texture.Width, texture.Height, painter.Current()!.Disposal.Count));
        QuadContext objects = painter.Current()!;
        texture.Upload(QuadScenes.NoiseFrame(10, 20, 9), 10, 20);

        Assert.Equal((10, 20, 1), (texture.Width, texture.Height, objects.Disposal.Count));
    }

    [SkippableFact]
    public void Rows_may_have_gaps()
    {
        using OffscreenComposer composer = QuadScenes.Open(4, 2);
        using QuadTexture texture = composer.Quads.CreateTexture();
        byte[] rows = QuadScenes.NoiseFrame(7, 2, 3);

        texture.Upload(rows.AsSpan(0, (7 + 4) * 4), 4, 2, 7 * 4);
        composer.Quads.Draw(texture, Affine2.Identity, new QuadStyle());
        CapturedImage image = QuadScenes.Read(composer);

        Assert.True(rows.AsSpan(0, 16).SequenceEqual(image.Row(0)));
        Assert.True(rows.AsSpan(28, 16).SequenceEqual(image.Row(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => texture.Upload(rows.AsSpan(0, 43), 4, 2, 28));
        Assert.Throws<ArgumentOutOfRangeException>(() => texture.Upload(rows, 4, 2, 12));
    }

    [SkippableFact]
    public void A_video_larger_than_the_driver_takes_is_refused()
    {
        using OffscreenComposer composer = QuadScenes.Open(4, 2);
        using QuadTexture texture = composer.Quads.CreateTexture();
        int wide = composer.Window.Gl.GetInteger(GetPName.MaxTextureSize) + 1;

        FathomException error = Assert.Throws<FathomException>(() => texture.Upload(new byte[wide * 4], wide, 1));

        Assert.Equal(ExitCode.Usage, error.ExitCode);
        Assert.Contains("downsample", error.How, StringComparison.Ordinal);
        Assert.True(texture.Upload(new byte[16], 2, 2));
    }

    private static byte[] Draw(HeadlessSurface surface, QuadPainter painter, QuadTexture texture)
    {
        surface.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, surface.Framebuffer);
        surface.Gl.ClearColor(0, 0, 0, 1);
        surface.Gl.Clear(ClearBufferMask.ColorBufferBit);
        Assert.True(painter.Draw(texture, Affine2.Translate(40, 5) * Affine2.Rotate(0.4), new QuadStyle(0.7)));
        return FramebufferReader.Read(surface.Gl, surface.Framebuffer, Width, Height).Rgba;
    }
}
