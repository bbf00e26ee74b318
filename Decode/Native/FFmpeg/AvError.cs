using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>FFmpeg's error codes and words.</summary>
internal static unsafe class AvError
{
    internal const int AVERROR_EOF = -541478725;
    internal const int AVERROR_ENOMEM = -12;
    internal const int AVERROR_INVALIDDATA = -1094995529;

    /// <summary>EAGAIN is 11 on Linux and Windows, 35 on macOS.</summary>
    internal static int AVERROR_EAGAIN { get; } = System.OperatingSystem.IsMacOS() ? -35 : -11;

    /// <summary>FFmpeg's words for a code, with the code.</summary>
    internal static string Text(int code)
    {
        const int Size = 128;
        byte* buffer = stackalloc byte[Size];
        return LibAvUtil.av_strerror(code, buffer, Size) < 0
            ? $"error {code}"
            : $"{Marshal.PtrToStringUTF8((nint)buffer)} ({code})";
    }
}
