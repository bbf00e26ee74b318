using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;

namespace Fathom.Decode;

/// <summary>Which FFmpeg this process uses.</summary>
public static unsafe class FFmpegVersion
{
    /// <summary>Release and codec library, for reports; loads the libraries if that has not happened.</summary>
    public static string Describe()
    {
        FFmpegRuntime.Require();
        string series = Marshal.PtrToStringUTF8((nint)LibAvUtil.av_version_info()) ?? "unknown";
        return $"FFmpeg {series}, libavcodec {AvVersion.Text(LibAvCodec.avcodec_version())}";
    }
}
