using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Keeps FFmpeg off stderr and remembers its last error line, for our own messages.</summary>
internal static unsafe class AvLog
{
    private static readonly Lock s_lock = new();
    private static readonly byte[] s_last = new byte[256];
    private static int s_length;
    private static long s_count;

    /// <summary>Error lines so far.</summary>
    internal static long Count => Interlocked.Read(ref s_count);

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

    /// <summary>Counts something that went wrong inside a callback, where nothing may be thrown.</summary>
    internal static void CountFault() => Interlocked.Increment(ref s_count);

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

        Interlocked.Increment(ref s_count);
    }
}
