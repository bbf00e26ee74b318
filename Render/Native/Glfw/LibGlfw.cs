using System.Runtime.InteropServices;

namespace Fathom.Render.Native.Glfw;

/// <summary>The functions of GLFW 3.3 that a video window needs; C names.</summary>
internal static unsafe partial class LibGlfw
{
    internal const string Name = "glfw";

    internal const int GLFW_RELEASE = 0;
    internal const int GLFW_REPEAT = 2;
    internal const int GLFW_ALPHA_BITS = 0x00021004;
    internal const int GLFW_VISIBLE = 0x00020004;
    internal const int GLFW_SCALE_TO_MONITOR = 0x0002200C;
    internal const int GLFW_CONTEXT_VERSION_MAJOR = 0x00022002;
    internal const int GLFW_CONTEXT_VERSION_MINOR = 0x00022003;
    internal const int GLFW_CONTEXT_ROBUSTNESS = 0x00022005;
    internal const int GLFW_LOSE_CONTEXT_ON_RESET = 0x00031002;
    internal const int GLFW_OPENGL_FORWARD_COMPAT = 0x00022006;
    internal const int GLFW_OPENGL_DEBUG_CONTEXT = 0x00022007;
    internal const int GLFW_OPENGL_PROFILE = 0x00022008;
    internal const int GLFW_OPENGL_CORE_PROFILE = 0x00032001;
    internal const int GLFW_CONTEXT_CREATION_API = 0x0002200B;
    internal const int GLFW_NATIVE_CONTEXT_API = 0x00036001;
    internal const int GLFW_EGL_CONTEXT_API = 0x00036002;

    [LibraryImport(Name)]
    internal static partial int glfwInit();

    [LibraryImport(Name)]
    internal static partial void glfwTerminate();

    [LibraryImport(Name)]
    internal static partial int glfwGetError(nint* description);

    [LibraryImport(Name)]
    internal static partial nint glfwSetErrorCallback(delegate* unmanaged[Cdecl]<int, nint, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwGetVersionString();

    [LibraryImport(Name)]
    internal static partial void glfwDefaultWindowHints();

    [LibraryImport(Name)]
    internal static partial void glfwWindowHint(int hint, int value);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint glfwCreateWindow(int width, int height, string title, nint monitor, nint share);

    [LibraryImport(Name)]
    internal static partial void glfwDestroyWindow(nint window);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void glfwSetWindowTitle(nint window, string title);

    [LibraryImport(Name)]
    internal static partial int glfwWindowShouldClose(nint window);

    [LibraryImport(Name)]
    internal static partial nint glfwGetPrimaryMonitor();

    /// <summary>Six ints: width, height, bits of red, green and blue, refreshes a second.</summary>
    [LibraryImport(Name)]
    internal static partial int* glfwGetVideoMode(nint monitor);

    [LibraryImport(Name)]
    internal static partial void glfwGetFramebufferSize(nint window, int* width, int* height);

    [LibraryImport(Name)]
    internal static partial void glfwGetWindowSize(nint window, int* width, int* height);

    [LibraryImport(Name)]
    internal static partial void glfwGetWindowPos(nint window, int* xpos, int* ypos);

    [LibraryImport(Name)]
    internal static partial void glfwSetWindowPos(nint window, int xpos, int ypos);

    [LibraryImport(Name)]
    internal static partial void glfwSetWindowSize(nint window, int width, int height);

    [LibraryImport(Name)]
    internal static partial void glfwGetWindowContentScale(nint window, float* xscale, float* yscale);

    [LibraryImport(Name)]
    internal static partial void glfwSetWindowUserPointer(nint window, nint pointer);

    [LibraryImport(Name)]
    internal static partial nint glfwGetWindowUserPointer(nint window);

    [LibraryImport(Name)]
    internal static partial void glfwMakeContextCurrent(nint window);

    [LibraryImport(Name)]
    internal static partial void glfwSwapBuffers(nint window);

    [LibraryImport(Name)]
    internal static partial void glfwSwapInterval(int interval);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint glfwGetProcAddress(string procname);

    [LibraryImport(Name)]
    internal static partial void glfwPollEvents();

    [LibraryImport(Name)]
    internal static partial void glfwWaitEventsTimeout(double timeout);

    [LibraryImport(Name)]
    internal static partial void glfwPostEmptyEvent();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void glfwSetClipboardString(nint window, string text);

    [LibraryImport(Name)]
    internal static partial nint glfwGetClipboardString(nint window);

    [LibraryImport(Name)]
    internal static partial int glfwGetKey(nint window, int key);

    [LibraryImport(Name)]
    internal static partial nint glfwSetKeyCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, int, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetCharCallback(nint window, delegate* unmanaged[Cdecl]<nint, uint, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetMouseButtonCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, int, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetCursorPosCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetScrollCallback(nint window, delegate* unmanaged[Cdecl]<nint, double, double, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetFramebufferSizeCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, int, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetWindowFocusCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetWindowCloseCallback(nint window, delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetWindowRefreshCallback(nint window, delegate* unmanaged[Cdecl]<nint, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetWindowContentScaleCallback(nint window, delegate* unmanaged[Cdecl]<nint, float, float, void> callback);

    [LibraryImport(Name)]
    internal static partial nint glfwSetDropCallback(nint window, delegate* unmanaged[Cdecl]<nint, int, nint, void> callback);
}
