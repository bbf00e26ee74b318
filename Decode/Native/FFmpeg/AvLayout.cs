using System.Collections.Immutable;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>
/// Where the fields that are used lie, for each avcodec/avutil pair on 64-bit systems. <see cref="AvLayoutCheck"/> compares each row
/// with the library before the first use; whatever has an AVOption is set through it and only listed here to be compared.
/// </summary>
/// <remarks>
/// Why they moved: avutil 59 dropped the picture numbers, the reordered opaque and the packet position of AVFrame (200 for buf);
/// 60 dropped key_frame and packet size (pict_type 120). avcodec 60 dropped the debug block behind the threads fields;
/// 61 regrouped AVCodecContext by use (flags at 64), 62 dropped ticks_per_frame (width at 112).
/// </remarks>
internal sealed record AvLayout
{
    // The same in all four majors.
    internal const int FrameData = 0;
    internal const int FrameLinesize = 64;
    internal const int FrameExtendedData = 96;
    internal const int FrameWidth = 104;
    internal const int FrameHeight = 108;
    internal const int FrameFormat = 116;
    internal const int FramePts = 136;
    internal const int FramePktDts = 144;
    internal const int FrameTimeBase = 152;
    internal const int PacketBuf = 0;
    internal const int PacketPts = 8;
    internal const int PacketDts = 16;
    internal const int PacketData = 24;
    internal const int PacketSize = 32;
    internal const int PacketFlags = 40;
    internal const int ContextCodecType = 12;
    internal const int ContextCodec = 16;
    internal const int ContextCodecId = 24;
    internal const int ContextPrivData = 32;
    internal const int ContextOpaque = 48;
    internal const int BufferRefData = 8;
    internal const int BufferRefSize = 16;
    internal const int CodecName = 0;
    internal const int CodecId = 20;
    internal const int HwConfigPixFmt = 0;
    internal const int HwConfigMethods = 4;
    internal const int HwConfigDeviceType = 8;
    internal const int OptionOffset = 16;

    internal required AvVersion Version { get; init; }

    internal required int FramePictType { get; init; }

    internal required int FrameSampleAspectRatio { get; init; }

    internal required int FrameOpaque { get; init; }

    internal required int FrameBuf { get; init; }

    internal required int FrameFlags { get; init; }

    internal required int FrameColorRange { get; init; }

    internal required int FrameColorPrimaries { get; init; }

    internal required int FrameColorTrc { get; init; }

    internal required int FrameColorspace { get; init; }

    internal required int FrameChromaLocation { get; init; }

    internal required int FrameBestEffortTimestamp { get; init; }

    internal required int FrameDecodeErrorFlags { get; init; }

    internal required int FrameHwFramesCtx { get; init; }

    internal required int FrameCropTop { get; init; }

    internal required int ContextFlags { get; init; }

    internal required int ContextFlags2 { get; init; }

    internal required int ContextExtradata { get; init; }

    internal required int ContextExtradataSize { get; init; }

    internal required int ContextTimeBase { get; init; }

    internal required int ContextWidth { get; init; }

    internal required int ContextPixFmt { get; init; }

    internal required int ContextGopSize { get; init; }

    internal required int ContextMaxBFrames { get; init; }

    internal required int ContextThreadCount { get; init; }

    internal required int ContextThreadType { get; init; }

    internal required int ContextColorRange { get; init; }

    internal required int ContextColorspace { get; init; }

    internal required int ContextHwaccelFlags { get; init; }

    internal required int ContextExtraHwFrames { get; init; }

    internal required int ContextHwDeviceCtx { get; init; }

    /// <summary>Expected places of what is found at run time by its default value.</summary>
    internal required int ContextGetFormat { get; init; }

    /// <summary>Expected places of what is found at run time by its default value.</summary>
    internal required int ContextGetBuffer2 { get; init; }

    internal static ImmutableArray<AvLayout> Known { get; } = [.. AvLayoutTable.Rows];
}
