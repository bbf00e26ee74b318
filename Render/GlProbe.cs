using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.Egl;
using Fathom.Render.Native.Glfw;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Looks at GL, EGL, GLFW and fonts for <c>fathom doctor</c>: contexts are really made, a pixel is really drawn and read back.</summary>
/// <remarks>Threads: main, since windows are tried.</remarks>
public static class GlProbe
{
    private static readonly (string Name, string Purpose)[] s_glExtensions =
    [
        ("GL_ARB_buffer_storage", "persistently mapped buffers"),
        ("GL_ARB_sync", "fences"),
        ("GL_OES_EGL_image", "drawing from another device's memory"),
    ];

    private static readonly (string Name, string Purpose)[] s_eglExtensions =
    [
        ("EGL_EXT_image_dma_buf_import", "import of VAAPI pictures without a copy"),
        ("EGL_EXT_image_dma_buf_import_modifiers", "the same for tiled pictures"),
    ];

    /// <summary>Everything, in the order of a report.</summary>
    public static IReadOnlyList<LibraryReport> Run()
    {
        var reports = new List<LibraryReport>();
        TryHeadless(reports);
        TryWindow(reports);
        reports.AddRange(FontProbe.Run());
        return reports;
    }

    private static void TryHeadless(List<LibraryReport> reports)
    {
        try
        {
            using IRenderWindow surface = RenderWindows.OpenHeadless(16, 16);
            reports.Add(new LibraryReport("headless GL", DrawsAndReads(surface) ? ProbeStatus.Works : ProbeStatus.Found, surface.Description, null));
            reports.AddRange(s_glExtensions.Select(extension => Feature(extension.Name, extension.Purpose, surface.Gl.IsExtensionPresent(extension.Name))));
            string egl = EglContext.CurrentExtensions();
            reports.AddRange(s_eglExtensions.Select(extension => Feature(extension.Name, extension.Purpose, egl.Split(' ').Contains(extension.Name))));
        }
        catch (FathomException error)
        {
            reports.Add(new LibraryReport("headless GL", ProbeStatus.Missing, error.Why, error.How));
        }
    }

    private static void TryWindow(List<LibraryReport> reports)
    {
        try
        {
            using IRenderWindow window = RenderWindows.OpenWindow(new WindowOptions { Width = 64, Height = 64, Visible = false });
            reports.Add(new LibraryReport("window GL", ProbeStatus.Works, window.Description, null));
        }
        catch (FathomException error)
        {
            // Without a display the library may still be there: nothing to install then.
            reports.Add(RenderWindows.HasDisplay || !GlfwRuntime.IsLibraryPresent()
                ? new LibraryReport("window GL", ProbeStatus.Missing, error.Why, error.How)
                : new LibraryReport("window GL", ProbeStatus.Found, "there is no display in this session; --headless works without one", null));
        }
    }

    private static LibraryReport Feature(string name, string purpose, bool present) =>
        new(name, present ? ProbeStatus.Found : ProbeStatus.Missing, present ? purpose : $"not offered by this driver; it would bring {purpose}", null);

    private static unsafe bool DrawsAndReads(IRenderWindow surface)
    {
        surface.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, surface.Framebuffer);
        surface.Gl.ClearColor(0, 1, 0, 1);
        surface.Gl.Clear(ClearBufferMask.ColorBufferBit);
        uint pixel = 0;
        surface.Gl.ReadPixels(8, 8, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, &pixel);
        return pixel == 0xFF00FF00u || !BitConverter.IsLittleEndian;
    }
}
