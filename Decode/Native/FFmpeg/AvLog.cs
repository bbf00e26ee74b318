using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Keeps FFmpeg off stderr, remembers its last error line for our own messages, and counts error lines per codec context: a decoder
/// hides many errors from its caller and only its log tells of them.</summary>
internal static unsafe class AvLog
{
    private const int Watched = 64;

    private static readonly Lock s_lock = new();
    private static readonly byte[] s_last = new byte[256];
    private static readonly nint[] s_sources = new nint[Watched];
    private static readonly long[] s_counts = new long[Watched];
    private static int s_length;
    private static long s_faults;

    /// <summary>Things that went wrong inside callbacks, where nothing may be thrown.</summary>
    internal static long Faults => Interlocked.Read(ref s_faults);

    /// <summary>The last error line, or "".</summary>
    internal static string Last
    {
        get
        {
            lock (s_lock)
            {
                return Encoding.UTF8.GetString(s_last, 0, s_length).Trim();
            }
        }
    }

    /// <summary>The last error line without the name and address of the object that said it, which tell a user nothing; or "".</summary>
    internal static string LastWords
    {
        get
        {
            string line = Last;
            int end = line.StartsWith('[') ? line.IndexOf("] ", StringComparison.Ordinal) : -1;
            return end < 0 ? line : line[(end + 2)..];
        }
    }

    internal static void CountFault() => Interlocked.Increment(ref s_faults);

    internal static void Install()
    {
        LibAvUtil.av_log_set_level(LibAvUtil.AV_LOG_ERROR);
        LibAvUtil.av_log_set_callback(&OnLine);
    }

    internal static void Forget()
    {
        lock (s_lock)
        {
            s_length = 0;
        }
    }

    /// <summary>Counts the error lines of a context from now on; -1 when too many are watched, and nothing is counted then.</summary>
    internal static int Watch(void* source)
    {
        for (int slot = 0; slot < Watched; slot++)
        {
            if (Interlocked.CompareExchange(ref s_sources[slot], (nint)source, 0) == 0)
            {
                return slot;
            }
        }

        return -1;
    }

    /// <summary>Ends what <see cref="Watch"/> began, before the context is freed.</summary>
    internal static void Unwatch(int slot)
    {
        if (slot >= 0)
        {
            Volatile.Write(ref s_sources[slot], 0);
        }
    }

    /// <summary>Error lines in the watched slot so far; only differences mean something.</summary>
    internal static long CountOf(int slot) => slot < 0 ? 0 : Interlocked.Read(ref s_counts[slot]);

    [UnmanagedCallersOnly]
    private static void OnLine(void* source, int level, byte* format, void* arguments)
    {
        // The default callback filters by level; a custom one must do so itself.
        if (level > LibAvUtil.AV_LOG_ERROR)
        {
            return;
        }

        try
        {
            Keep(source, level, format, arguments);
        }

        // Boundary: called by FFmpeg from any of its threads; an exception in a native frame would end the process.
        catch (Exception)
        {
            CountFault();
        }
    }

    private static void Keep(void* source, int level, byte* format, void* arguments)
    {
        for (int slot = 0; source != null && slot < Watched; slot++)
        {
            if (Volatile.Read(ref s_sources[slot]) == (nint)source)
            {
                Interlocked.Increment(ref s_counts[slot]);
            }
        }

        const int Size = 256;
        byte* line = stackalloc byte[Size];
        int prefix = 1;
        if (LibAvUtil.av_log_format_line2(source, level, format, arguments, line, Size, &prefix) < 0)
        {
            return;
        }

        ReadOnlySpan<byte> text = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(line);
        lock (s_lock)
        {
            s_length = Math.Min(text.Length, s_last.Length);
            text[..s_length].CopyTo(s_last);
        }
    }
}
