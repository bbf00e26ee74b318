using System;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Render;

/// <summary>Opens windows and their headless stand-in.</summary>
public static class RenderWindows
{
    /// <summary>Whether this session can show windows: on Linux, whether an X or a Wayland display is named.</summary>
    public static bool HasDisplay => OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        || ProcessEnvironment.Get("DISPLAY") is not null || ProcessEnvironment.Get("WAYLAND_DISPLAY") is not null;

    /// <summary>Opens a window with a current GL context; throws a <see cref="FathomException"/> that says what is missing.</summary>
    public static IRenderWindow OpenWindow(WindowOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return GlfwWindow.Open(options);
    }

    /// <summary>Opens a framebuffer in memory with a current GL context; needs no display.</summary>
    public static IRenderWindow OpenHeadless(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return HeadlessSurface.Open(width, height);
    }
}
