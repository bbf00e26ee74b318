using System.Collections.Generic;
using System.Threading;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>libavformat beside the other FFmpeg libraries: found, of the same release, checked. Only files need it.</summary>
internal sealed class MediaRuntime
{
    private static readonly Lock s_lock = new();
    private static MediaRuntime? s_instance;

    private MediaRuntime(FFmpegRuntime runtime, MediaLayout layout)
    {
        Runtime = runtime;
        Layout = layout;
    }

    internal FFmpegRuntime Runtime { get; }

    internal MediaLayout Layout { get; }

    /// <summary>The library; throws when it is missing or not what is known.</summary>
    internal static MediaRuntime Require(string what = "Cannot read video files.")
    {
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        lock (s_lock)
        {
            return s_instance ??= Open(runtime, what);
        }
    }

    private static MediaRuntime Open(FFmpegRuntime runtime, string what)
    {
        int expected = runtime.Version.AvFormat;
        if (!runtime.HasAvFormat)
        {
            throw new FathomException(ExitCode.MissingLibrary, what, $"libavformat {expected} was not found.", $"Install it, for example: apt-get install libavformat{expected}");
        }

        int found = AvVersion.MajorOf(LibAvFormat.avformat_version());
        if (found != expected)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                what,
                $"libavformat {found} does not belong to libavcodec {runtime.Version.AvCodec}.",
                $"Install the release that does, for example: apt-get install libavformat{expected}");
        }

        var layout = MediaLayout.For(runtime.Version);
        IReadOnlyList<AvLayoutCheck.Canary> canaries = MediaLayoutCheck.Run(layout);
        string failures = AvLayoutCheck.Failures(canaries);
        return failures.Length == 0
            ? new MediaRuntime(runtime, layout)
            : throw new FathomException(
                ExitCode.MissingLibrary,
                what,
                $"The structures of libavformat {found} are not laid out as this program knows them: {failures}.",
                "Install an unpatched FFmpeg 5 to 8, and report the output of tools/LayoutProbe.");
    }
}
