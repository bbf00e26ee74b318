using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.Protocol.Errors;

namespace Fathom.Render.Native.Egl;

/// <summary>A core-profile GL context without any surface, from Mesa's surfaceless platform.</summary>
/// <remarks>Threads: the creating one. The EGL display is the process's and is never terminated: that would end every other context on it.</remarks>
internal sealed unsafe class EglContext : IDisposable
{
    private const string What = "Cannot open a headless GL surface.";

    private static readonly (int Major, int Minor)[] s_versions = [(4, 5), (3, 3)];

    private readonly nint _display;
    private nint _context;

    private EglContext(nint display, nint context)
    {
        _display = display;
        _context = context;
    }

    /// <summary>The vendor and version of EGL.</summary>
    internal string Version => $"EGL {Text(_display, LibEgl.EGL_VERSION)} {Text(_display, LibEgl.EGL_VENDOR)}";

    /// <summary>What this EGL can do, separated by spaces.</summary>
    internal string Extensions => Text(_display, LibEgl.EGL_EXTENSIONS);

    /// <summary>What the EGL of surfaceless contexts can do, once one was opened.</summary>
    internal static string CurrentExtensions() => Text(LibEgl.eglGetPlatformDisplay(LibEgl.EGL_PLATFORM_SURFACELESS_MESA, 0, null), LibEgl.EGL_EXTENSIONS);

    /// <summary>Whether the library is there.</summary>
    internal static bool IsLibraryPresent()
        => NativeLibraries.TryBind(LibEgl.Name, NativeLibraries.Candidates("libEGL.so.1", "libEGL.dll", "libEGL.dylib"));

    /// <summary>Creates a context, 4.5 if there is one, and makes it current.</summary>
    internal static EglContext Open()
    {
        if (!IsLibraryPresent())
        {
            throw Missing("libEGL.so.1 could not be loaded.", "Install it (Debian/Ubuntu: apt-get install libegl1 libgl1-mesa-dri).");
        }

        nint display = LibEgl.eglGetPlatformDisplay(LibEgl.EGL_PLATFORM_SURFACELESS_MESA, 0, null);
        if (display == 0)
        {
            throw Missing($"EGL has no surfaceless platform ({Error()}).", "Install Mesa's EGL (Debian/Ubuntu: apt-get install libegl-mesa0 libgl1-mesa-dri).");
        }

        int major;
        int minor;
        if (LibEgl.eglInitialize(display, &major, &minor) == 0 || LibEgl.eglBindAPI(LibEgl.EGL_OPENGL_API) == 0)
        {
            throw Missing($"EGL could not be initialised ({Error()}).", "Install a GL driver (Debian/Ubuntu: apt-get install libgl1-mesa-dri).");
        }

        foreach ((int wantedMajor, int wantedMinor) in s_versions)
        {
            int* attributes = stackalloc int[]
            {
                LibEgl.EGL_CONTEXT_MAJOR_VERSION, wantedMajor,
                LibEgl.EGL_CONTEXT_MINOR_VERSION, wantedMinor,
                LibEgl.EGL_CONTEXT_OPENGL_PROFILE_MASK, LibEgl.EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                LibEgl.EGL_NONE,
            };
            nint context = LibEgl.eglCreateContext(display, 0, 0, attributes);
            if (context == 0)
            {
                continue;
            }

            if (LibEgl.eglMakeCurrent(display, 0, 0, context) == 0)
            {
                string error = Error();
                _ = LibEgl.eglDestroyContext(display, context);
                throw Missing($"The context could not be made current without a surface ({error}).", "Install a newer Mesa (22 or later).");
            }

            return new EglContext(display, context);
        }

        throw Missing($"The driver gives no GL 3.3 core context ({Error()}).", "Install a newer driver (Debian/Ubuntu: apt-get install libgl1-mesa-dri).");
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

    private static string Text(nint display, int name) => Marshal.PtrToStringUTF8(LibEgl.eglQueryString(display, name)) ?? "";

    private static string Error() => string.Create(CultureInfo.InvariantCulture, $"EGL error 0x{LibEgl.eglGetError():X4}");

    private static FathomException Missing(string why, string how) => new(ExitCode.MissingLibrary, What, why, how);
}
