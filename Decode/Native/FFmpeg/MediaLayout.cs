using System.Collections.Immutable;
using System.Linq;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>
/// Where the fields of libavformat that are used lie, for each avformat major on 64-bit systems. <see cref="MediaLayoutCheck"/> compares a
/// row with fresh structures of the library before the first file is opened.
/// </summary>
/// <remarks>
/// Why they moved: avformat 60 put a class pointer in front of AVStream and the codec parameters behind its id; avcodec 61 grew
/// AVCodecParameters by coded side data (format at 44) and the frame rate (field order at 96).
/// </remarks>
internal sealed record MediaLayout
{
    // The same in all four majors.
    internal const int FormatStreamCount = 44;
    internal const int FormatStreams = 48;
    internal const int FormatInput = 8;
    internal const int FormatOutput = 16;
    internal const int FormatIo = 32;
    internal const int InputName = 0;
    internal const int OutputName = 0;
    internal const int ParametersCodecType = 0;
    internal const int ParametersCodecId = 4;
    internal const int ParametersCodecTag = 8;
    internal const int ParametersExtradata = 16;
    internal const int ParametersExtradataSize = 24;
    internal const int PacketStreamIndex = 36;
    internal const int PacketDuration = 64;
    internal const int PacketPosition = 72;

    internal required int AvFormat { get; init; }

    internal required int StreamIndex { get; init; }

    internal required int StreamParameters { get; init; }

    internal required int StreamTimeBase { get; init; }

    internal required int StreamStartTime { get; init; }

    internal required int StreamDuration { get; init; }

    internal required int StreamDisposition { get; init; }

    /// <summary>Where the parameters keep side data, its count behind it; 0 in releases whose streams keep it.</summary>
    internal required int ParametersSideData { get; init; }

    internal required int ParametersFormat { get; init; }

    internal required int ParametersProfile { get; init; }

    internal required int ParametersLevel { get; init; }

    internal required int ParametersWidth { get; init; }

    internal required int ParametersHeight { get; init; }

    internal required int ParametersColorPrimaries { get; init; }

    internal required int ParametersColorSpace { get; init; }

    internal required int ParametersVideoDelay { get; init; }

    internal static ImmutableArray<MediaLayout> Known { get; } = [.. Rows()];

    internal static MediaLayout For(AvVersion version) => Known.Single(row => row.AvFormat == version.AvFormat);

    /// <summary>Where a context keeps the texts of its file. All releases have them in front of the time at which a stream was taken, whose place
    /// its option tells.</summary>
    internal static unsafe int FindMetadata(byte* context)
    {
        byte* entry = LibAvUtil.av_opt_find(context, "start_time_realtime", null, 0, 0);
        return entry == null ? -1 : *(int*)(entry + AvLayout.OptionOffset) - sizeof(nint);
    }

    private static MediaLayout[] Rows()
    {
        var fiftyNine = new MediaLayout
        {
            AvFormat = 59,
            StreamIndex = 0,
            StreamParameters = 208,
            StreamTimeBase = 16,
            StreamStartTime = 24,
            StreamDuration = 32,
            StreamDisposition = 48,
            ParametersSideData = 0,
            ParametersFormat = 28,
            ParametersProfile = 48,
            ParametersLevel = 52,
            ParametersWidth = 56,
            ParametersHeight = 60,
            ParametersColorPrimaries = 80,
            ParametersColorSpace = 88,
            ParametersVideoDelay = 96,
        };
        MediaLayout sixty = fiftyNine with
        {
            AvFormat = 60,
            StreamIndex = 8,
            StreamParameters = 16,
            StreamTimeBase = 32,
            StreamStartTime = 40,
            StreamDuration = 48,
            StreamDisposition = 64,
        };
        MediaLayout sixtyOne = sixty with
        {
            AvFormat = 61,
            ParametersSideData = 32,
            ParametersFormat = 44,
            ParametersProfile = 64,
            ParametersLevel = 68,
            ParametersWidth = 72,
            ParametersHeight = 76,
            ParametersColorPrimaries = 104,
            ParametersColorSpace = 112,
            ParametersVideoDelay = 120,
        };
        return [sixtyOne with { AvFormat = 62 }, sixtyOne, sixty, fiftyNine];
    }
}
