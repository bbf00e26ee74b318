using System.Collections.Generic;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Compares a row of <see cref="MediaLayout"/> with a fresh stream of the library that is loaded.</summary>
internal static unsafe class MediaLayoutCheck
{
    private const long AV_NOPTS_VALUE = long.MinValue;
    private const int AVMEDIA_TYPE_UNKNOWN = -1;
    private const int AVCOL_UNSPECIFIED = 2;
    private const int FF_PROFILE_UNKNOWN = -99;
    private const int LargestContext = 400;

    internal static IReadOnlyList<AvLayoutCheck.Canary> Run(MediaLayout layout)
    {
        var found = new List<AvLayoutCheck.Canary>();
        byte* context = LibAvFormat.avformat_alloc_context();
        byte* first = context == null ? null : LibAvFormat.avformat_new_stream(context, null);
        byte* stream = first == null ? null : LibAvFormat.avformat_new_stream(context, null);
        if (stream == null)
        {
            found.Add(new("avformat_new_stream", 1, 0));
            LibAvFormat.avformat_free_context(context);
            return found;
        }

        found.Add(new("AVFormatContext.nb_streams", 2, *(int*)(context + MediaLayout.FormatStreamCount)));
        byte** streams = *(byte***)(context + MediaLayout.FormatStreams);
        bool holds = streams != null && streams[0] == first && streams[1] == stream;
        found.Add(new("AVFormatContext.streams holds what was added", 1, holds ? 1 : 0));
        found.Add(new("AVFormatContext.iformat is empty", 0, *(nint*)(context + MediaLayout.FormatInput)));
        found.Add(new("AVFormatContext.oformat is empty", 0, *(nint*)(context + MediaLayout.FormatOutput)));
        found.Add(new("AVFormatContext.pb is empty", 0, *(nint*)(context + MediaLayout.FormatIo)));
        CheckMetadata(context, found);
        found.Add(new("AVStream.index", 1, *(int*)(stream + layout.StreamIndex)));
        found.Add(new("AVStream.time_base is empty", 0, *(int*)(stream + layout.StreamTimeBase)));
        found.Add(new("AVStream.start_time", AV_NOPTS_VALUE, *(long*)(stream + layout.StreamStartTime)));
        found.Add(new("AVStream.duration", AV_NOPTS_VALUE, *(long*)(stream + layout.StreamDuration)));
        found.Add(new("AVStream.disposition is empty", 0, *(int*)(stream + layout.StreamDisposition)));
        found.Add(new("AVStream.disposition lies two behind duration", 16, layout.StreamDisposition - layout.StreamDuration));
        found.Add(new("AVStream.time_base ends at start_time", 8, layout.StreamStartTime - layout.StreamTimeBase));

        // Another major's row could name any bytes here: they are followed only when everything before was right.
        if (AvLayoutCheck.Failures(found).Length == 0)
        {
            CheckDisposition(layout, stream, found);
            CheckParameters(layout, *(byte**)(stream + layout.StreamParameters), found);
        }

        LibAvFormat.avformat_free_context(context);
        return found;
    }

    private static void CheckMetadata(byte* context, List<AvLayoutCheck.Canary> found)
    {
        int place = MediaLayout.FindMetadata(context);
        bool isPlausible = place > MediaLayout.FormatStreams && place < LargestContext && place % sizeof(nint) == 0;
        found.Add(new("AVFormatContext.metadata lies in front of start_time_realtime", 1, isPlausible ? 1 : 0));
        if (isPlausible)
        {
            found.Add(new("AVFormatContext.metadata is empty", 0, *(nint*)(context + place)));
        }
    }

    /// <summary>Streams with a class have an option that tells the place.</summary>
    private static void CheckDisposition(MediaLayout layout, byte* stream, List<AvLayoutCheck.Canary> found)
    {
        byte* entry = layout.StreamIndex > 0 ? LibAvUtil.av_opt_find(stream, "disposition", null, 0, 0) : null;
        if (entry != null)
        {
            found.Add(new("offset of option disposition", layout.StreamDisposition, *(int*)(entry + AvLayout.OptionOffset)));
        }
    }

    private static void CheckParameters(MediaLayout layout, byte* parameters, List<AvLayoutCheck.Canary> found)
    {
        found.Add(new("AVStream.codecpar is there", 1, parameters == null ? 0 : 1));
        if (parameters == null)
        {
            return;
        }

        found.Add(new("AVCodecParameters.codec_type", AVMEDIA_TYPE_UNKNOWN, *(int*)(parameters + MediaLayout.ParametersCodecType)));
        found.Add(new("AVCodecParameters.codec_id", 0, *(int*)(parameters + MediaLayout.ParametersCodecId)));
        found.Add(new("AVCodecParameters.codec_tag", 0, *(int*)(parameters + MediaLayout.ParametersCodecTag)));
        found.Add(new("AVCodecParameters.extradata is empty", 0, *(nint*)(parameters + MediaLayout.ParametersExtradata)));
        found.Add(new("AVCodecParameters.extradata_size", 0, *(int*)(parameters + MediaLayout.ParametersExtradataSize)));
        if (layout.ParametersSideData > 0)
        {
            found.Add(new("AVCodecParameters.coded_side_data is empty", 0, *(nint*)(parameters + layout.ParametersSideData)));
            found.Add(new("AVCodecParameters.nb_coded_side_data", 0, *(int*)(parameters + layout.ParametersSideData + sizeof(nint))));
        }

        found.Add(new("AVCodecParameters.format", -1, *(int*)(parameters + layout.ParametersFormat)));
        found.Add(new("AVCodecParameters.profile", FF_PROFILE_UNKNOWN, *(int*)(parameters + layout.ParametersProfile)));
        found.Add(new("AVCodecParameters.level", FF_PROFILE_UNKNOWN, *(int*)(parameters + layout.ParametersLevel)));
        found.Add(new("AVCodecParameters.width", 0, *(int*)(parameters + layout.ParametersWidth)));
        found.Add(new("AVCodecParameters.width follows level", 4, layout.ParametersWidth - layout.ParametersLevel));
        found.Add(new("AVCodecParameters.color_primaries", AVCOL_UNSPECIFIED, *(int*)(parameters + layout.ParametersColorPrimaries)));
        found.Add(new("AVCodecParameters.color_space", AVCOL_UNSPECIFIED, *(int*)(parameters + layout.ParametersColorSpace)));
        found.Add(new("AVCodecParameters.video_delay", 0, *(int*)(parameters + layout.ParametersVideoDelay)));
        found.Add(new("AVCodecParameters.video_delay lies two behind color_space", 8, layout.ParametersVideoDelay - layout.ParametersColorSpace));
    }
}
