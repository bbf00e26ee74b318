using System;
using System.Threading;
using Fathom.VolumeServer.Native;

namespace Fathom.VolumeServer.Streaming;

/// <summary>Lets the calling thread, and those that it starts from now on (an encoder's), stand behind the others when processors are short.</summary>
internal static class ThreadRank
{
    /// <summary>About a third of the others' share. It cannot be taken back without privileges, so it is no more than that.</summary>
    private const int Niceness = 5;

    /// <summary>Best effort: a system that does not know it serves all threads alike.</summary>
    public static void StandBack()
    {
        if (!OperatingSystem.IsLinux())
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
            return;
        }

        // The runtime's own priorities do nothing on Linux.
        try
        {
            _ = LibC.setpriority(LibC.PRIO_PROCESS, 0, Niceness);
        }
        catch (DllNotFoundException)
        {
            // Another C library: without.
        }
    }
}
