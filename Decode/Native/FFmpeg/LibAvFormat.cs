using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The functions of libavformat that are used. C names, C order of arguments.</summary>
internal static unsafe partial class LibAvFormat
{
    internal const string Name = "avformat";

    internal const int AVSEEK_FLAG_BACKWARD = 1;
    internal const int AV_PKT_FLAG_DISCARD = 4;
    internal const int AVIO_FLAG_WRITE = 2;
    internal const int AV_DISPOSITION_ATTACHED_PIC = 0x400;

    [LibraryImport(Name)]
    internal static partial uint avformat_version();

    [LibraryImport(Name)]
    internal static partial byte* avformat_alloc_context();

    [LibraryImport(Name)]
    internal static partial void avformat_free_context(byte* s);

    [LibraryImport(Name)]
    internal static partial byte* avformat_new_stream(byte* s, void* c);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int avformat_open_input(byte** ps, string url, void* fmt, void** options);

    [LibraryImport(Name)]
    internal static partial int avformat_find_stream_info(byte* ic, void** options);

    [LibraryImport(Name)]
    internal static partial void avformat_close_input(byte** s);

    [LibraryImport(Name)]
    internal static partial int av_read_frame(byte* s, byte* pkt);

    [LibraryImport(Name)]
    internal static partial int avformat_seek_file(byte* s, int stream_index, long min_ts, long ts, long max_ts, int flags);

    [LibraryImport(Name)]
    internal static partial AvRational av_guess_frame_rate(byte* ctx, byte* stream, byte* frame);

    [LibraryImport(Name)]
    internal static partial AvRational av_guess_sample_aspect_ratio(byte* format, byte* stream, byte* frame);

    /// <summary>Only of avformat 59 and 60: later ones keep side data with the parameters.</summary>
    [LibraryImport(Name)]
    internal static partial byte* av_stream_get_side_data(byte* stream, int type, nuint* size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int avformat_alloc_output_context2(byte** ctx, void* oformat, string? format_name, string? filename);

    [LibraryImport(Name)]
    internal static partial int avformat_write_header(byte* s, void** options);

    [LibraryImport(Name)]
    internal static partial int av_write_frame(byte* s, byte* pkt);

    [LibraryImport(Name)]
    internal static partial int av_write_trailer(byte* s);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int avio_open2(void** s, string url, int flags, void* int_cb, void** options);

    [LibraryImport(Name)]
    internal static partial int avio_closep(void** s);
}
