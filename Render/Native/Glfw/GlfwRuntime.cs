using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.Render.Native.Glfw;

/// <summary>GLFW's process-wide state: initialised with the first window, ended with the last.</summary>
/// <remarks>Threads: the main thread, as GLFW demands.</remarks>
internal static unsafe class GlfwRuntime
{
    private static int s_users;
    private static string? s_lastError;

    /// <summary>GLFW's last error in its own words.</summary>
    internal static string LastError => Volatile.Read(ref s_lastError) ?? "GLFW gave no reason";

    /// <summary>Whether the library is there.</summary>
    internal static bool IsLibraryPresent()
        => NativeLibraries.TryBind(LibGlfw.Name, NativeLibraries.Candidates("libglfw.so.3", "glfw3.dll", "libglfw.3.dylib"));

    internal static void AddUser(string what)
    {
        if (!IsLibraryPresent())
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                what,
                "The GLFW library (libglfw.so.3) could not be loaded.",
                "Install it (Debian/Ubuntu: apt-get install libglfw3), or use --headless.");
        }

        if (s_users == 0)
        {
            Volatile.Write(ref s_lastError, null);
            LibGlfw.glfwSetErrorCallback(&OnError);
            if (LibGlfw.glfwInit() == 0)
            {
                throw new FathomException(
                    ExitCode.MissingLibrary,
                    what,
                    $"GLFW could not start: {LastError}.",
                    RenderWindows.HasDisplay
                        ? "Check that DISPLAY or WAYLAND_DISPLAY names a display that answers, or use --headless."
                        : "There is no display (DISPLAY and WAYLAND_DISPLAY are empty): use --headless, or start a display (Debian/Ubuntu: apt-get install xvfb).");
            }
        }

        s_users++;
    }

    internal static void RemoveUser()
    {
        if (--s_users == 0)
        {
            LibGlfw.glfwTerminate();
        }
    }

    internal static void ForgetError() => Volatile.Write(ref s_lastError, null);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnError(int code, nint description)
    {
        try
        {
            Volatile.Write(ref s_lastError, $"{Marshal.PtrToStringUTF8(description)} (0x{code:X})");
        }

        // Boundary: no exception may cross a frame of GLFW's.
        catch (Exception)
        {
            Volatile.Write(ref s_lastError, "GLFW's message could not be read");
        }
    }
}
