using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The functions of libavutil that are used. C names, C order of arguments.</summary>
internal static unsafe partial class LibAvUtil
{
    internal const string Name = "avutil";

    internal const int AV_LOG_QUIET = -8;
    internal const int AV_LOG_ERROR = 16;
    internal const int AV_LOG_WARNING = 24;
    internal const int AV_OPT_SEARCH_CHILDREN = 1;
    internal const int AV_HWDEVICE_TYPE_NONE = 0;
    internal const int AV_HWFRAME_MAP_READ = 1;
    internal const int AV_HWFRAME_MAP_DIRECT = 8;
    internal const int AV_CUDA_USE_PRIMARY_CONTEXT = 1;
    internal const int AV_PIX_FMT_NONE = -1;

    [LibraryImport(Name)]
    internal static partial uint avutil_version();

    [LibraryImport(Name)]
    internal static partial byte* av_version_info();

    [LibraryImport(Name)]
    internal static partial int av_strerror(int errnum, byte* errbuf, nuint errbuf_size);

    [LibraryImport(Name)]
    internal static partial void av_log_set_level(int level);

    [LibraryImport(Name)]
    internal static partial void av_log_set_callback(delegate* unmanaged<void*, int, byte*, void*, void> callback);

    [LibraryImport(Name)]
    internal static partial int av_log_format_line2(void* ptr, int level, byte* fmt, void* vl, byte* line, int line_size, int* print_prefix);

    [LibraryImport(Name)]
    internal static partial void* av_mallocz(nuint size);

    [LibraryImport(Name)]
    internal static partial void av_free(void* ptr);

    [LibraryImport(Name)]
    internal static partial byte* av_frame_alloc();

    [LibraryImport(Name)]
    internal static partial void av_frame_free(byte** frame);

    [LibraryImport(Name)]
    internal static partial void av_frame_unref(byte* frame);

    [LibraryImport(Name)]
    internal static partial void av_frame_move_ref(byte* dst, byte* src);

    [LibraryImport(Name)]
    internal static partial int av_frame_get_buffer(byte* frame, int align);

    [LibraryImport(Name)]
    internal static partial int av_frame_make_writable(byte* frame);

    [LibraryImport(Name)]
    internal static partial void* av_buffer_create(byte* data, nuint size, delegate* unmanaged<void*, byte*, void> free, void* opaque, int flags);

    [LibraryImport(Name)]
    internal static partial void av_buffer_unref(void** buf);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_opt_set(void* obj, string name, string val, int search_flags);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_opt_set_int(void* obj, string name, long val, int search_flags);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_opt_get_int(void* obj, string name, int search_flags, long* out_val);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial byte* av_opt_find(void* obj, string name, string? unit, int opt_flags, int search_flags);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_get_pix_fmt(string name);

    [LibraryImport(Name)]
    internal static partial byte* av_get_pix_fmt_name(int pix_fmt);

    [LibraryImport(Name)]
    internal static partial int av_hwdevice_iterate_types(int prev);

    [LibraryImport(Name)]
    internal static partial byte* av_hwdevice_get_type_name(int type);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_hwdevice_ctx_create(void** device_ctx, int type, string? device, void* opts, int flags);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_dict_set(void** pm, string key, string value, int flags);

    [LibraryImport(Name)]
    internal static partial void av_dict_free(void** m);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int av_hwdevice_find_type_by_name(string name);

    [LibraryImport(Name)]
    internal static partial void* av_hwdevice_ctx_alloc(int type);

    [LibraryImport(Name)]
    internal static partial void* av_hwframe_ctx_alloc(void* device_ctx);

    [LibraryImport(Name)]
    internal static partial int av_hwframe_map(byte* dst, byte* src, int flags);

    [LibraryImport(Name)]
    internal static partial void* av_buffer_ref(void* buf);

    [LibraryImport(Name)]
    internal static partial double av_display_rotation_get(int* matrix);
}
