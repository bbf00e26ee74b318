using System.Collections.Generic;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>Which of FFmpeg's software decoders are tried for a codec, best first. By name: numbers moved, and the default for AV1 may be a
/// decoder that only drives hardware.</summary>
internal static unsafe class DecoderNames
{
    internal static IReadOnlyList<string> For(VideoCodec codec) => codec switch
    {
        VideoCodec.H264 => ["h264"],
        VideoCodec.Hevc => ["hevc"],
        VideoCodec.Av1 => ["libdav1d", "libaom-av1"],
        _ => [],
    };

    /// <summary>The decoder for what is asked for; throws when this FFmpeg has none.</summary>
    internal static void* Require(DecoderOptions options, FFmpegRuntime runtime, out string name)
    {
        bool isOurs = options.Stream?.Codec is not null || options.Stream is null;
        void* codec = isOurs ? Find(options.Codec, out name) : FindForFile(options.Stream!.CodecId, out name);
        if (codec != null)
        {
            return codec;
        }

        throw isOurs
            ? new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot decode {options.Codec}.",
                $"libavcodec {runtime.Version.AvCodec} has none of: {string.Join(", ", For(options.Codec))}.",
                "Install the FFmpeg of Debian or Ubuntu, or have the server send H.264.")
            : new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot decode {options.Stream!.CodecName}.",
                $"libavcodec {runtime.Version.AvCodec} has no decoder for it.",
                "Convert the file, for example: ffmpeg -i FILE -c:v libx264 OUTPUT.mp4");
    }

    /// <summary>The first that this FFmpeg has; null when it has none.</summary>
    internal static void* Find(VideoCodec codec, out string name)
    {
        foreach (string candidate in For(codec))
        {
            void* found = LibAvCodec.avcodec_find_decoder_by_name(candidate);
            if (found != null)
            {
                name = candidate;
                return found;
            }
        }

        name = "";
        return null;
    }

    private static void* FindForFile(int codecId, out string name)
    {
        void* found = LibAvCodec.avcodec_find_decoder(codecId);
        name = found == null ? "" : Marshal.PtrToStringUTF8(*(nint*)((byte*)found + AvLayout.CodecName)) ?? "";
        return found;
    }
}
