using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.Protocol.Errors;

namespace Fathom.Render.Native.Egl;

/// <summary>A core-profile GL context without any surface, from Mesa's surfaceless platform or from a device that EGL enumerates.</summary>
/// <remarks>Threads: the creating one. The EGL display is the process's and is never terminated: that would end every other context on it.</remarks>
internal sealed unsafe class EglContext : IDisposable
{
    private const string What = "Cannot open a headless GL surface.";

    /// <summary>With a word about resets first: without asking for it, a context is not told.</summary>
    private static readonly (int Major, int Minor, bool TellsResets)[] s_versions = [(4, 5, true), (4, 5, false), (3, 3, false)];

    private readonly nint _display;
    private nint _context;

    private EglContext(nint display, nint context, EglPlatform platform)
    {
        _display = display;
        _context = context;
        Platform = platform;
    }

    /// <summary>Where the context comes from.</summary>
    internal EglPlatform Platform { get; }

    /// <summary>What was tried before it and why it failed; "" when the first worked.</summary>
    internal string FailedBefore { get; private set; } = "";

    /// <summary>The vendor and version of EGL.</summary>
    internal string Version => $"EGL {Text(_display, LibEgl.EGL_VERSION)} {Text(_display, LibEgl.EGL_VENDOR)}";

    /// <summary>What this EGL can do, separated by spaces.</summary>
    internal string Extensions => Text(_display, LibEgl.EGL_EXTENSIONS);

    /// <summary>What the EGL of the current context can do.</summary>
    internal static string CurrentExtensions() => Text(LibEgl.eglGetCurrentDisplay(), LibEgl.EGL_EXTENSIONS);

    /// <summary>Whether the library is there.</summary>
    internal static bool IsLibraryPresent()
        => NativeLibraries.TryBind(LibEgl.Name, NativeLibraries.Candidates("libEGL.so.1", "libEGL.dll", "libEGL.dylib"));

    /// <summary>Creates a context, 4.5 if there is one, on the first platform that gives one, and makes it current.</summary>
    internal static EglContext Open() => IsLibraryPresent()
        ? Open(EglPlatform.Known())
        : throw Missing("libEGL.so.1 could not be loaded.", "Install it (Debian/Ubuntu: apt-get install libegl1 libgl1-mesa-dri).");

    /// <summary>The same with platforms of the caller's. A software rasteriser is only taken where no GPU gives a context.</summary>
    internal static EglContext Open(IEnumerable<EglPlatform> platforms)
    {
        var failures = new List<string>();
        EglContext? slow = null;
        foreach (EglPlatform platform in platforms)
        {
            if (slow is not null && platform.IsSoftware)
            {
                continue;
            }

            if (!TryOpen(platform, out EglContext? context, out string failure))
            {
                failures.Add($"{platform.Name}: {failure}");
            }
            else if (!context!.IsSoftware())
            {
                slow?.Dispose();
                context.MakeCurrent();
                return context.After(failures);
            }
            else if (slow is null)
            {
                slow = context;
            }
            else
            {
                context.Dispose();
            }
        }

        slow?.MakeCurrent();
        return slow?.After(failures) ?? throw Missing(string.Join("; ", failures) + ".", "Install a GL driver (Debian/Ubuntu: apt-get install libegl-mesa0 libgl1-mesa-dri), then look at `fathom doctor`.");
    }

    /// <summary>The address of a GL function.</summary>
    internal static nint GetProcAddress(string name) => LibEgl.eglGetProcAddress(name);

    internal void MakeCurrent()
    {
        // The bound API is a property of the thread, too.
        _ = LibEgl.eglBindAPI(LibEgl.EGL_OPENGL_API);
        if (LibEgl.eglMakeCurrent(_display, 0, 0, _context) == 0)
        {
            throw Missing($"The context could not be made current ({Error()}).", "Use it on one thread at a time.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_context == 0)
        {
            return;
        }

        _ = LibEgl.eglMakeCurrent(_display, 0, 0, 0);
        _ = LibEgl.eglDestroyContext(_display, _context);
        _ = LibEgl.eglReleaseThread();
        _context = 0;
    }

    private static bool TryOpen(EglPlatform platform, out EglContext? opened, out string failure)
    {
        opened = null;
        failure = "";
        nint display = LibEgl.eglGetPlatformDisplay(platform.Kind, platform.Native, null);
        if (display == 0)
        {
            failure = $"EGL does not have it ({Error()})";
            return false;
        }

        int major;
        int minor;
        if (LibEgl.eglInitialize(display, &major, &minor) == 0 || LibEgl.eglBindAPI(LibEgl.EGL_OPENGL_API) == 0)
        {
            failure = $"it could not be initialised ({Error()})";
            return false;
        }

        nint context = CreateContext(display);
        if (context == 0)
        {
            failure = $"the driver gives no GL 3.3 core context ({Error()})";
            return false;
        }

        if (LibEgl.eglMakeCurrent(display, 0, 0, context) == 0)
        {
            failure = $"the context could not be made current without a surface ({Error()})";
            _ = LibEgl.eglDestroyContext(display, context);
            return false;
        }

        opened = new EglContext(display, context, platform);
        return true;
    }

    private static nint CreateContext(nint display)
    {
        int* attributes = stackalloc int[9];
        foreach ((int major, int minor, bool tellsResets) in s_versions)
        {
            ReadOnlySpan<int> wanted =
            [
                LibEgl.EGL_CONTEXT_MAJOR_VERSION, major,
                LibEgl.EGL_CONTEXT_MINOR_VERSION, minor,
                LibEgl.EGL_CONTEXT_OPENGL_PROFILE_MASK, LibEgl.EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                tellsResets ? LibEgl.EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY : LibEgl.EGL_NONE, LibEgl.EGL_LOSE_CONTEXT_ON_RESET,
                LibEgl.EGL_NONE,
            ];
            wanted.CopyTo(new Span<int>(attributes, wanted.Length));
            nint context = LibEgl.eglCreateContext(display, 0, 0, attributes);
            if (context != 0)
            {
                return context;
            }
        }

        return 0;
    }

    /// <summary>Whether GL, which must be current, draws on the CPU.</summary>
    private static bool IsCurrentSoftware()
    {
        const uint GL_RENDERER = 0x1F01;
        var getString = (delegate* unmanaged<uint, byte*>)LibEgl.eglGetProcAddress("glGetString");
        string renderer = getString == null ? "" : Marshal.PtrToStringUTF8((nint)getString(GL_RENDERER)) ?? "";
        return PathChoice.Make(RenderPath.Automatic, renderer).Path == RenderPath.Blit;
    }

    private bool IsSoftware() => Platform.IsSoftware || IsCurrentSoftware();

    private EglContext After(List<string> failures)
    {
        FailedBefore = string.Join("; ", failures);
        return this;
    }

    private static string Text(nint display, int name) => Marshal.PtrToStringUTF8(LibEgl.eglQueryString(display, name)) ?? "";

    private static string Error() => string.Create(CultureInfo.InvariantCulture, $"EGL error 0x{LibEgl.eglGetError():X4}");

    private static FathomException Missing(string why, string how) => new(ExitCode.MissingLibrary, What, why, how);
}
