using System;
using System.IO;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Client.Tests.Hardware;

/// <summary>What the test of a window that imports surfaces runs in a process of its own, since GLFW wants a main thread and a display.</summary>
internal static class WindowImportChild
{
    internal const string Verb = "window-import";
    internal const int Width = 320;
    internal const int Height = 240;

    internal static YuvSamples Samples => YuvSamples.Waves(PixelLayout.Nv12, Width, Height, ColorDescription.Bt709Limited);

    /// <summary>Draws a surface into a window whose context is EGL's; writes what it shows, or says why it cannot.</summary>
    internal static int Run(string png)
    {
        using IRenderWindow window = RenderWindows.OpenWindow(new WindowOptions { Title = "Fathom import test", Width = Width, Height = Height, VSync = false, PreferEgl = true });
        window.WaitEvents(TimeSpan.Zero);
        using var picture = new SurfacePicture(Samples);
        var importers = FrameImporters.ForThisSystem();
        using GlRenderer renderer = GlRenderer.Create(window, new RendererOptions { Path = RenderPath.Shader, Importers = importers });
        FrameLease lease = picture.Open(picture.Describe());
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        if (renderer.Draw(lease, DrawOptions.Default))
        {
            CapturedImage image = renderer.Capture();
            renderer.SwapBuffers();
            renderer.Finish();
            using FileStream file = File.Create(png);
            PngWriter.Write(file, image, []);
        }

        importers.TryTakeRefusal(out _, out string why);
        Console.Out.WriteLine($"{window.Description}: {why}");
        return 0;
    }
}
