using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The functions of libavformat that are used: only its version, until files are read.</summary>
internal static partial class LibAvFormat
{
    internal const string Name = "avformat";

    [LibraryImport(Name)]
    internal static partial uint avformat_version();
}
