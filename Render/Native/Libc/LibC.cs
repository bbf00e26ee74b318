using System.Runtime.InteropServices;

namespace Fathom.Render.Native.Libc;

/// <summary>The functions of the C library that are used; C names.</summary>
internal static partial class LibC
{
    internal const string Name = "c";
    internal const int SEEK_END = 2;

    /// <summary>Whether the library is there: on Linux only.</summary>
    internal static bool IsPresent => System.OperatingSystem.IsLinux() && NativeLibraries.TryBind(Name, ["libc.so.6", "libc.so"]);

    [LibraryImport(Name)]
    internal static partial long lseek(int fd, long offset, int whence);
}
