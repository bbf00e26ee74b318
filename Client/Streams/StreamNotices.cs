using System;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;

namespace Fathom.Client.Streams;

/// <summary>What the announcement of a stream means to the decoder.</summary>
internal static class StreamNotices
{
    /// <summary>How the announced frames are coded.</summary>
    public static StreamConfiguration Configuration(NotifyStream stream)
    {
        VideoCodec codec = stream.Codec switch
        {
            "hevc" => VideoCodec.Hevc,
            "av1" => VideoCodec.Av1,
            _ => VideoCodec.H264,
        };
        var record = new byte[stream.Avcc.Length];

        // A record that is not base64 is no record: the frames bring their own parameter sets, or the gate says that they do not.
        return Convert.TryFromBase64String(stream.Avcc, record, out int length)
            ? new StreamConfiguration(codec, stream.Width, stream.Height, record.AsMemory(0, length))
            : new StreamConfiguration(codec, stream.Width, stream.Height, default);
    }
}
