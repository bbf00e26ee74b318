using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading;
using Fathom.Client.Tests.Hardware;
using Fathom.Client.Tests.Render.Quads;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Tests.Render;

/// <summary>
/// What the window tests run in a process of its own: GLFW wants a main thread, and reads DISPLAY from the environment that the
/// process was born with.
/// </summary>
internal static class WindowChild
{
    internal const string WakesVerb = "window-wakes";
    internal const string InputVerb = "window-input";
    internal const string DrawVerb = "window-draw";
    internal const int PictureWidth = 320;
    internal const int PictureHeight = 240;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    internal static int Run(string[] args) => args switch
    {
        [WakesVerb, string count] => Wakes(int.Parse(count, CultureInfo.InvariantCulture)),
        [InputVerb, string title] => Input(title),
        [DrawVerb, string path, string png, string width, string height, .. string[] video] => Draw(
            Enum.Parse<RenderPath>(path), png, int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture), video.Length > 0),
        [WindowImportChild.Verb, string png] => WindowImportChild.Run(png),
        _ => 2,
    };

    /// <summary>Draws the known picture into the window or, when <paramref name="window"/> is headless, into memory.</summary>
    internal static CapturedImage DrawKnownPicture(IRenderWindow window, RenderPath path, bool withVideo = false)
    {
        using GlRenderer renderer = GlRenderer.Create(window, new RendererOptions { Path = path });
        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(2, "window child");
        FrameLease lease = YuvSamples.Waves(PixelLayout.Yuv420P, PictureWidth, PictureHeight, ColorDescription.Bt709Limited).Open(ledger, pool);
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        renderer.Draw(lease, DrawOptions.Default);
        if (withVideo)
        {
            DrawKnownVideo(window);
        }

        CapturedImage image = renderer.Capture();
        renderer.SwapBuffers();
        return image;
    }

    /// <summary>A small video, turned, over and under the picture.</summary>
    private static void DrawKnownVideo(IRenderWindow window)
    {
        using var painter = new QuadPainter(window);
        using QuadTexture texture = painter.CreateTexture();
        texture.Upload(QuadScenes.NoiseFrame(60, 40, 3), 60, 40);
        painter.Draw(texture, Affine2.Translate(80, 20) * Affine2.Rotate(0.3) * Affine2.Scale(2.5), new QuadStyle(0.5));
        painter.Draw(texture, Affine2.Translate(280, 40) * Affine2.Rotate(-0.2) * Affine2.Scale(-2, 3), new QuadStyle(0.7, QuadBlend.Under) { Clip = new PictureArea(100, 30, 220, 200) });
    }

    private static int Draw(RenderPath path, string png, int width, int height, bool withVideo)
    {
        using IRenderWindow window = RenderWindows.OpenWindow(new WindowOptions { Title = "Fathom draw test", Width = width, Height = height, VSync = false });
        window.WaitEvents(TimeSpan.Zero);
        CapturedImage image = DrawKnownPicture(window, path, withVideo);
        object functions = window.Gl;

        // As after a reset: another window with another context stands where this one stood.
        window.RecoverContext();
        window.WaitEvents(TimeSpan.Zero);
        if (ReferenceEquals(functions, window.Gl) || window.IsContextLost || !DrawKnownPicture(window, path, withVideo).Rgba.AsSpan().SequenceEqual(image.Rgba))
        {
            Console.Error.WriteLine("The new window shows something else.");
            return 1;
        }

        using FileStream file = File.Create(png);
        PngWriter.Write(file, image, []);
        Console.Out.WriteLine(window.Description);
        return 0;
    }

    /// <summary>One line an event until Escape is let go or the window is closed.</summary>
    private static int Input(string title)
    {
        using IRenderWindow window = RenderWindows.OpenWindow(new WindowOptions { Title = title, Width = 400, Height = 300, VSync = false });
        window.SwapBuffers();
        Console.Out.WriteLine("ready");
        long end = Stopwatch.GetTimestamp() + (3 * (long)s_patience.TotalSeconds * Stopwatch.Frequency);
        while (!window.CloseRequested && Stopwatch.GetTimestamp() < end)
        {
            window.WaitEvents(TimeSpan.FromMilliseconds(100));
            while (window.TryDequeue(out InputEvent e))
            {
                Console.Out.WriteLine(Describe(e));
                if (e is { Kind: InputKind.KeyUp, Key: Key.Escape })
                {
                    return 0;
                }
            }
        }

        return 0;
    }

    private static string Describe(in InputEvent e) => e.Kind switch
    {
        InputKind.KeyDown or InputKind.KeyUp => $"{e.Kind} key={e.Key}",
        InputKind.Text => string.Create(CultureInfo.InvariantCulture, $"Text char={e.Character}"),
        InputKind.MouseDown or InputKind.MouseUp => string.Create(CultureInfo.InvariantCulture, $"{e.Kind} button={e.Button} at={e.X:F0},{e.Y:F0}"),
        InputKind.MouseMove => string.Create(CultureInfo.InvariantCulture, $"MouseMove at={e.X:F0},{e.Y:F0}"),
        InputKind.Scroll => string.Create(CultureInfo.InvariantCulture, $"Scroll by={e.ScrollY:F0} with={e.Modifiers}"),
        InputKind.Resize => string.Create(CultureInfo.InvariantCulture, $"Resize to={e.Width}x{e.Height}"),
        _ => e.Kind.ToString(),
    };

    /// <summary>A worker posts, the main thread stops the time; the last line holds the median and the 99th percentile in microseconds.</summary>
    private static int Wakes(int count)
    {
        using IRenderWindow window = RenderWindows.OpenWindow(new WindowOptions { Title = "Fathom wake test", Width = 64, Height = 64, VSync = false });
        using var next = new SemaphoreSlim(0);
        long posted = 0;
        var worker = new Thread(() =>
        {
            for (int i = 0; i < count && next.Wait(s_patience); i++)
            {
                // Gives the main thread time to fall asleep; a wake before that would measure nothing.
                next.Wait(TimeSpan.FromMilliseconds(2));
                Interlocked.Exchange(ref posted, Stopwatch.GetTimestamp());
                window.PostWake();
            }
        });
        worker.Start();
        var times = new double[count];
        for (int i = 0; i < count; i++)
        {
            next.Release();
            long stamp;
            long start = Stopwatch.GetTimestamp();
            while ((stamp = Interlocked.Exchange(ref posted, 0)) == 0)
            {
                if (Stopwatch.GetElapsedTime(start) > s_patience)
                {
                    Console.Out.WriteLine($"wake {i} never came");
                    return 1;
                }

                window.WaitEvents(s_patience);
            }

            times[i] = Stopwatch.GetElapsedTime(stamp).TotalMicroseconds;
        }

        worker.Join(s_patience);
        Array.Sort(times);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} {times[count / 2]:F0} {times[count * 99 / 100]:F0}"));
        return 0;
    }
}
