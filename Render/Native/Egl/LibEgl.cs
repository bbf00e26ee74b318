using System.Runtime.InteropServices;

namespace Fathom.Render.Native.Egl;

/// <summary>The functions of EGL that a context without a window needs; C names.</summary>
internal static unsafe partial class LibEgl
{
    internal const string Name = "EGL";

    internal const int EGL_PLATFORM_SURFACELESS_MESA = 0x31DD;
    internal const int EGL_PLATFORM_DEVICE_EXT = 0x313F;
    internal const int EGL_DRM_DEVICE_FILE_EXT = 0x3233;
    internal const int EGL_OPENGL_API = 0x30A2;
    internal const int EGL_CONTEXT_MAJOR_VERSION = 0x3098;
    internal const int EGL_CONTEXT_MINOR_VERSION = 0x30FB;
    internal const int EGL_CONTEXT_OPENGL_RESET_NOTIFICATION_STRATEGY = 0x31BD;
    internal const int EGL_LOSE_CONTEXT_ON_RESET = 0x31BF;
    internal const int EGL_CONTEXT_OPENGL_PROFILE_MASK = 0x30FD;
    internal const int EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT = 1;
    internal const int EGL_NONE = 0x3038;
    internal const int EGL_VENDOR = 0x3053;
    internal const int EGL_VERSION = 0x3054;
    internal const int EGL_EXTENSIONS = 0x3055;

    [LibraryImport(Name)]
    internal static partial nint eglGetPlatformDisplay(int platform, nint nativeDisplay, nint* attribList);

    [LibraryImport(Name)]
    internal static partial uint eglInitialize(nint dpy, int* major, int* minor);

    [LibraryImport(Name)]
    internal static partial uint eglBindAPI(int api);

    [LibraryImport(Name)]
    internal static partial nint eglCreateContext(nint dpy, nint config, nint shareContext, int* attribList);

    [LibraryImport(Name)]
    internal static partial uint eglDestroyContext(nint dpy, nint ctx);

    [LibraryImport(Name)]
    internal static partial uint eglMakeCurrent(nint dpy, nint draw, nint read, nint ctx);

    [LibraryImport(Name)]
    internal static partial nint eglGetCurrentDisplay();

    [LibraryImport(Name)]
    internal static partial nint eglGetCurrentContext();

    [LibraryImport(Name)]
    internal static partial uint eglReleaseThread();

    [LibraryImport(Name)]
    internal static partial nint eglQueryString(nint dpy, int name);

    [LibraryImport(Name)]
    internal static partial int eglGetError();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint eglGetProcAddress(string procname);
}
