using Fathom.Decode;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Hosting;

/// <summary>Loads and checks FFmpeg and opens a decoder once, so that the first picture does not wait for it and an error comes before the window fills.</summary>
internal static class FFmpegWarmup
{
    /// <summary>Does it and says which FFmpeg it is.</summary>
    public static string Run()
    {
        using IVideoDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = new LeaseLedger(1, "warm-up") });
        return FFmpegVersion.Describe();
    }
}
