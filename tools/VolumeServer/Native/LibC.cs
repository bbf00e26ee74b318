using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Native;

/// <summary>The functions of the C library that the server uses; C names. On Linux only.</summary>
internal static partial class LibC
{
    /// <summary>Of one thread, on Linux: 0 is the caller.</summary>
    internal const int PRIO_PROCESS = 0;

    [LibraryImport("libc.so.6")]
    internal static partial int setpriority(int which, uint who, int prio);
}
