using System;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Media;
using Fathom.Client.Ui;
using Fathom.Decode.Local;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Wizard;

/// <summary>The pieces below the window: how it is divided, how the frame is looked at, how its frames come.</summary>
public sealed class WizardPartsTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1280, 720, 1)]
    [InlineData(1280, 720, 1.5f)]
    [InlineData(1280, 720, 2)]
    [InlineData(900, 600, 1)]
    [InlineData(900, 600, 1.5f)]
    [InlineData(1920, 1080, 1)]
    [InlineData(3840, 2160, 2)]
    public void Every_part_has_its_place_and_none_lies_on_another(int width, int height, float scale)
    {
        var layout = WizardLayout.Divide(width, height, scale, UiLayout.Divide(width, height, scale, 2, isShown: true));

        ShapeRect[] parts = [layout.Panel, layout.Frame, layout.FrameBar, layout.Scene, layout.Dims, layout.Status];
        var window = new ShapeRect(0, 0, width, height);
        for (int i = 0; i < parts.Length; i++)
        {
            Assert.Equal(parts[i], parts[i].Intersect(window));
            Assert.All(parts.Skip(i + 1), other => Assert.True(parts[i].Intersect(other).IsEmpty, $"{parts[i]} on {other}"));
        }

        Assert.True(layout.Frame.Width >= 120 * scale && layout.Frame.Height >= 60 * scale, layout.Frame.ToString());
        Assert.True(layout.Scene.Width >= 120 * scale && layout.Scene.Height >= 60 * scale, layout.Scene.ToString());
    }

    [Fact]
    public void Zooming_keeps_what_is_under_the_pointer_and_reaches_fractions_of_a_pixel()
    {
        var zoom = new FrameZoom();
        var pane = new ShapeRect(300, 40, 454, 588);
        var frame = new SizePx(640, 480);
        (double u, double v) = zoom.ToFramebuffer(pane, frame).Inverse().Apply(500, 300);
        for (int i = 0; i < 40; i++)
        {
            zoom.ZoomAt(500, 300, 1.15, pane, frame);
        }

        Affine2 map = zoom.ToFramebuffer(pane, frame);
        (double x, double y) = map.Apply(u, v);
        Assert.Equal((500, 300), (Math.Round(x, 6), Math.Round(y, 6)));
        Assert.Equal(FrameZoom.Largest, map.ScaleX, 6);
        zoom.Pan(-12, 0, pane, frame);
        Assert.Equal(u + (12 / map.ScaleX), zoom.ToFramebuffer(pane, frame).Inverse().Apply(500, 300).X, 6);
        zoom.ZoomAt(500, 300, 1e-9, pane, frame);
        Assert.True(zoom.IsWhole);
    }

    [SkippableFact]
    public void The_newest_wish_is_the_frame_that_comes()
    {
        MediaFact.SkipWithoutFormats();
        using var woken = new SemaphoreSlim(0);
        using var frames = new WizardFrames(Video, 0, 3, () => woken.Release());
        Until(woken, () => frames.Count > 0);
        Assert.Equal((90, new SizePx(640, 480)), (frames.Count, frames.Size));
        foreach (int wish in (int[])[7, 70, 89, 500, 20])
        {
            frames.Want(wish);
        }

        int last = -1;
        Until(woken, () =>
        {
            if (frames.TryTake(out LocalFrame frame, out string? why))
            {
                Assert.Null(why);
                last = frame.Index;
                frame.Dispose();
            }

            return last == 20;
        });
        Assert.Equal(20, frames.Wanted);
    }

    [Fact]
    public void A_file_that_is_no_video_says_so_and_closing_while_it_opens_is_harmless()
    {
        using var woken = new SemaphoreSlim(0);
        using (var frames = new WizardFrames(Video + ".missing", 0, 0, () => woken.Release()))
        {
            Until(woken, () => frames.Error is not null);
            Assert.Equal(0, frames.Count);
        }

        for (int i = 0; i < 5; i++)
        {
            var frames = new WizardFrames(Video, 0, i, static () => { });
            frames.Want(10 * i);
            frames.Dispose();
            frames.Dispose();
        }
    }

    private static string Video => Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", "mouse.mp4");

    private static void Until(SemaphoreSlim woken, Func<bool> condition)
    {
        while (!condition())
        {
            Assert.True(woken.Wait(s_patience), "no wake came");
        }
    }
}
