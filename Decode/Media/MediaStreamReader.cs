using System;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode.Media;

/// <summary>From an AVStream to a <see cref="MediaStream"/>.</summary>
internal static unsafe class MediaStreamReader
{
    private const int AvcRecord = 7;
    private const int HevcRecord = 23;

    internal static MediaStream Read(byte* context, byte* stream, MediaLayout layout)
    {
        byte* parameters = *(byte**)(stream + layout.StreamParameters);
        int codecId = *(int*)(parameters + MediaLayout.ParametersCodecId);
        string name = Marshal.PtrToStringUTF8((nint)LibAvCodec.avcodec_get_name(codecId)) ?? "unknown";
        byte[] extradata = Extradata(parameters);
        AvRational rate = LibAvFormat.av_guess_frame_rate(context, stream, null);
        VideoCodec? codec = CodecOf(name);
        (double turned, bool mirrored) = DisplayMatrix.Read(stream, parameters, layout);
        AvRational aspect = LibAvFormat.av_guess_sample_aspect_ratio(context, stream, null);
        return new MediaStream
        {
            Index = *(int*)(stream + layout.StreamIndex),
            Kind = *(int*)(parameters + MediaLayout.ParametersCodecType) switch { 0 => MediaKind.Video, 1 => MediaKind.Audio, _ => MediaKind.Other },
            CodecId = codecId,
            Parameters = (nint)parameters,
            CodecName = name,
            Codec = codec,
            Width = *(int*)(parameters + layout.ParametersWidth),
            Height = *(int*)(parameters + layout.ParametersHeight),
            TimeBase = new MediaTimeBase(*(int*)(stream + layout.StreamTimeBase), *(int*)(stream + layout.StreamTimeBase + sizeof(int))),
            StartTicks = *(long*)(stream + layout.StreamStartTime),
            DurationTicks = *(long*)(stream + layout.StreamDuration),
            FrameRate = rate.Denominator > 0 ? (double)rate.Numerator / rate.Denominator : 0,
            ReorderedFrames = *(int*)(parameters + layout.ParametersVideoDelay),
            Extradata = extradata,
            NalLengthSize = LengthSize(codec, extradata),
            IsCover = (*(int*)(stream + layout.StreamDisposition) & LibAvFormat.AV_DISPOSITION_ATTACHED_PIC) != 0,
            ShownTurned = turned,
            ShownMirrored = mirrored,
            PixelAspect = aspect is { Numerator: > 0, Denominator: > 0 } ? (double)aspect.Numerator / aspect.Denominator : 1,
        };
    }

    private static VideoCodec? CodecOf(string name) => name switch
    {
        "h264" => VideoCodec.H264,
        "hevc" => VideoCodec.Hevc,
        "av1" => VideoCodec.Av1,
        _ => null,
    };

    /// <summary>A configuration record begins with version 1, which no start code does.</summary>
    private static int LengthSize(VideoCodec? codec, byte[] extradata) => codec switch
    {
        VideoCodec.H264 when extradata.Length >= AvcRecord && extradata[0] == 1 => (extradata[4] & 3) + 1,
        VideoCodec.Hevc when extradata.Length >= HevcRecord && extradata[0] == 1 => (extradata[21] & 3) + 1,
        _ => 0,
    };

    private static byte[] Extradata(byte* parameters)
    {
        byte* data = *(byte**)(parameters + MediaLayout.ParametersExtradata);
        int size = *(int*)(parameters + MediaLayout.ParametersExtradataSize);
        return data == null || size <= 0 ? [] : new ReadOnlySpan<byte>(data, size).ToArray();
    }
}
