using System.Collections.Generic;
using Fathom.Decode.Native.FFmpeg;
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
}
