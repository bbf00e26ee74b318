using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode;

/// <summary>Finds and opens libx264, saying what to do where that fails.</summary>
internal static unsafe class X264
{
    private const string Install = "Install the FFmpeg of Debian or Ubuntu (package libavcodec-extra or ffmpeg)";

    internal static void* Require(FFmpegRuntime runtime, string what, string otherWay = ".")
    {
        void* codec = LibAvCodec.avcodec_find_encoder_by_name("libx264");
        return codec != null ? codec : throw new FathomException(
            ExitCode.MissingLibrary,
            what,
            $"libavcodec {runtime.Version.AvCodec} was built without the H.264 encoder libx264.",
            Install + otherWay);
    }

    internal static void Open(AvContext context, void* codec, int width, int height)
    {
        AvLog.Forget();
        int result = context.Open(codec);
        if (result < 0)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot open libx264 for {width}×{height}.",
                $"FFmpeg: {AvError.Text(result)}. {AvLog.LastWords}",
                "Try another size or preset, or report this.");
        }
    }
}
