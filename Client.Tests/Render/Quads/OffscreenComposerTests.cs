using System;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render.Quads;

/// <summary>Pictures put together in memory: the same on every thread, at any size, with all that is drawn on them.</summary>
public sealed class OffscreenComposerTests
{
    private const int Width = 321;
    private const int Height = 243;

    [SkippableFact]
    public void Four_threads_at_once_and_one_later_give_the_same_bytes()
    {
        using (QuadScenes.Open(1, 1))
        {
            // Skips without EGL.
        }

        var results = new byte[4][];
        var errors = new Exception?[4];
        using var start = new Barrier(4);
        Thread[] threads =
        [
            .. Enumerable.Range(0, 4).Select(i => new Thread(() =>
            {
                errors[i] = Record.Exception(() =>
                {
                    start.SignalAndWait(TimeSpan.FromSeconds(60));
                    results[i] = Scene(pictures: 3 + i);
                });
            })),
        ];
        foreach (Thread thread in threads)
        {
            thread.Start();
        }

        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(120))));
        byte[] later = Scene(pictures: 1);

        Assert.All(errors, Assert.Null);
        Assert.All(results, bytes => Assert.True(later.AsSpan().SequenceEqual(bytes)));
        Assert.True(later.Distinct().Count() > 100, "there is something in it");
    }

    [SkippableTheory]
    [InlineData(4096, 4096)]
    [InlineData(4095, 3)]
    [InlineData(1, 4093)]
    public void Large_and_odd_sizes_are_put_together(int width, int height)
    {
        using OffscreenComposer composer = QuadScenes.Open(width, height);
        byte[] picture = QuadScenes.Plain(width, height, (10, 20, 30));
        (picture[0], picture[^1]) = (255, 254);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload([200, 100, 50, 255], 1, 1);

        composer.Begin(picture, width, height);
        composer.Quads.Draw(texture, Affine2.Translate(width - 1, 0), new QuadStyle());
        CapturedImage image = QuadScenes.Read(composer);

        Assert.Equal(width == 1 ? (200, 100, 50) : (255, 20, 30), QuadScenes.At(image, 0, 0));
        Assert.Equal((200, 100, 50), QuadScenes.At(image, width - 1, 0));
        Assert.Equal((10, 20, 254), QuadScenes.At(image, width - 1, height - 1));
        Assert.Equal((10, 20, 30), QuadScenes.At(image, width / 2, 1));
    }

    [SkippableFact]
    public void Shapes_and_text_lie_over_the_videos()
    {
        using OffscreenComposer composer = QuadScenes.Open(Width, Height);
        using QuadTexture texture = composer.Quads.CreateTexture();
        texture.Upload(QuadScenes.Frame(40, 40, (0, 0, 250)), 40, 40);
        composer.Begin(QuadScenes.Plain(Width, Height, (90, 90, 90)), Width, Height);
        composer.Quads.Draw(texture, Affine2.Translate(10, 10), new QuadStyle());
        try
        {
            composer.Canvas.Begin();
            composer.Canvas.Fill(new ShapeRect(20, 15, 100, 20), new ShapeColor(250, 0, 0));
            composer.Canvas.Text("0.5 µm", 20, 80, new TextStyle(14), new ShapeColor(255, 255, 255));
            composer.Canvas.End();
        }
        catch (FathomException error) when (error.ExitCode == ExitCode.MissingLibrary)
        {
            Skip.If(true, error.Message);
        }

        CapturedImage image = QuadScenes.Read(composer);

        Assert.Equal((0, 0, 250), QuadScenes.At(image, 12, 30));
        Assert.Equal((250, 0, 0), QuadScenes.At(image, 20, 15));
        Assert.Equal((250, 0, 0), QuadScenes.At(image, 119, 34));
        Assert.Equal((90, 90, 90), QuadScenes.At(image, 120, 34));
        Assert.Contains(Enumerable.Range(20, 40), x => Enumerable.Range(66, 14).Any(y => QuadScenes.At(image, x, y) == (255, 255, 255)));
    }

    [SkippableFact]
    public void A_picture_after_a_lost_context_is_the_same()
    {
        using OffscreenComposer composer = QuadScenes.Open(64, 48);
        byte[] picture = QuadScenes.Noise(64 * 48 * 3, 4);
        composer.Begin(picture, 64, 48);
        byte[] before = QuadScenes.Read(composer).Rgba;

        ((HeadlessSurface)composer.Window).LoseContext();
        FathomException error = Assert.Throws<FathomException>(() => composer.Read(new byte[64 * 48 * 4]));
        composer.Begin(picture, 64, 48);

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Equal(before, QuadScenes.Read(composer).Rgba);
    }

    [SkippableFact]
    public void Another_thread_is_refused()
    {
        using OffscreenComposer composer = QuadScenes.Open(8, 8);
        Exception? refused = null;
        var thread = new Thread(() => refused = Record.Exception(() => composer.Begin(new byte[8 * 8 * 3], 8, 8)));
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)));

        Assert.IsType<InvalidOperationException>(refused);
    }

    [SkippableFact]
    public void Too_large_a_picture_is_refused_with_the_limit()
    {
        using (QuadScenes.Open(1, 1))
        {
            // Skips without EGL.
        }

        FathomException error = Assert.Throws<FathomException>(() => OffscreenComposer.Open(1 << 20, 8).Dispose());

        Assert.Contains("1048576×8", error.What, StringComparison.Ordinal);
        Assert.Contains("pixels wide", error.Why, StringComparison.Ordinal);
        Assert.NotEmpty(error.How);
    }

    [SkippableFact]
    public void Too_little_room_is_refused_before_anything_is_written()
    {
        using OffscreenComposer composer = QuadScenes.Open(8, 8);

        Assert.Throws<ArgumentOutOfRangeException>(() => composer.Begin(new byte[(8 * 8 * 3) - 1], 8, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => composer.Begin([], 0, 8));
        Assert.Throws<ArgumentOutOfRangeException>(() => composer.Read(new byte[(8 * 8 * 4) - 1]));
    }

    /// <summary>A picture with a video over and one under it, made several times by one composer; the last one counts.</summary>
    private static byte[] Scene(int pictures)
    {
        using OffscreenComposer composer = OffscreenComposer.Open(Width, Height);
        byte[] picture = QuadScenes.Noise(Width * Height * 3, 7), read = new byte[Width * Height * 4];
        using QuadTexture over = composer.Quads.CreateTexture(), under = composer.Quads.CreateTexture();
        for (int i = 0; i < pictures; i++)
        {
            composer.Begin(picture, Width, Height);
            over.Upload(QuadScenes.NoiseFrame(200, 150, 8), 200, 150);
            under.Upload(QuadScenes.NoiseFrame(640, 480, 9), 640, 480);
            composer.Quads.Draw(under, Affine2.Translate(30.2, 12.9) * Affine2.Rotate(0.1) * Affine2.Scale(0.37), new QuadStyle(0.7, QuadBlend.Under));
            composer.Quads.Draw(over, Affine2.Translate(80, 30) * new Affine2(1.2, 0.3, 0, -0.2, 0.9, 0), new QuadStyle(0.5));
            composer.Read(read);
        }

        return read;
    }
}
