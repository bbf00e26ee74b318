using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.Render;
using Fathom.Protocol.Errors;
using Fathom.Render;
using Fathom.Render.Native.Egl;
using Fathom.Render.Native.OpenGL;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

public sealed class EglPlatformTests
{
    private static readonly EglPlatform s_unknown = new("a platform that nobody has", 0x7777, 0, false);

    [SkippableFact]
    public void The_first_platform_that_works_is_taken_and_the_failures_before_it_are_shown()
    {
        SkipWithoutSurfaceless();

        using HeadlessSurface surface = HeadlessSurface.Open(EglContext.Open([s_unknown, EglPlatform.Surfaceless]), 16, 16);

        Assert.StartsWith("EGL surfaceless ", surface.Description, System.StringComparison.Ordinal);
        Assert.Contains("(before it: a platform that nobody has: EGL does not have it", surface.Description, System.StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Where_surfaceless_is_missing_a_device_draws()
    {
        SkipWithoutSurfaceless();
        IReadOnlyList<EglPlatform> devices = EglPlatform.Devices();
        Skip.If(devices.Count == 0, "EGL enumerates no devices here (EGL_EXT_device_enumeration, EGL_EXT_platform_device).");

        using HeadlessSurface surface = HeadlessSurface.Open(EglContext.Open([s_unknown, .. devices]), 16, 16);
        surface.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, surface.Framebuffer);
        surface.Gl.ClearColor(0, 1, 0, 1);
        surface.Gl.Clear(ClearBufferMask.ColorBufferBit);

        Assert.StartsWith("EGL device ", surface.Description, System.StringComparison.Ordinal);
        Assert.Equal(0xFF00FF00u, FirstPixel(surface));
    }

    [SkippableFact]
    public void When_nothing_works_every_attempt_is_named()
    {
        SkipWithoutSurfaceless();

        FathomException error = Assert.Throws<FathomException>(() => EglContext.Open([s_unknown, s_unknown with { Name = "another one" }]));

        Assert.Equal(ExitCode.MissingLibrary, error.ExitCode);
        Assert.Contains("a platform that nobody has: ", error.Why, System.StringComparison.Ordinal);
        Assert.Contains("another one: ", error.Why, System.StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Contexts_of_two_platforms_live_side_by_side()
    {
        SkipWithoutSurfaceless();
        EglPlatform? software = EglPlatform.Devices().Where(device => device.IsSoftware).Cast<EglPlatform?>().FirstOrDefault();
        Skip.If(software is null, "EGL names no software device here.");
        using HeadlessSurface first = HeadlessSurface.Open(EglContext.Open([EglPlatform.Surfaceless]), 16, 16);

        using (HeadlessSurface second = HeadlessSurface.Open(EglContext.Open([software.Value]), 16, 16))
        {
            Assert.NotEqual(first.Description, second.Description);
        }

        first.MakeCurrent();
        first.Gl.BindFramebuffer(FramebufferTarget.Framebuffer, first.Framebuffer);
        first.Gl.ClearColor(0, 1, 0, 1);
        first.Gl.Clear(ClearBufferMask.ColorBufferBit);
        Assert.Equal(0xFF00FF00u, FirstPixel(first));
    }

    private static void SkipWithoutSurfaceless() => HeadlessGl.Open(16, 16).Dispose();

    private static unsafe uint FirstPixel(HeadlessSurface surface)
    {
        uint pixel = 0;
        surface.Gl.ReadPixels(8, 8, 1, 1, PixelFormat.Rgba, PixelType.UnsignedByte, &pixel);
        return pixel;
    }
}
