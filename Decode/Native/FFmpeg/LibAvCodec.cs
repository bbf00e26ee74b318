using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The functions of libavcodec that are used. C names, C order of arguments.</summary>
internal static unsafe partial class LibAvCodec
{
    internal const string Name = "avcodec";

    internal const int AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX = 1;
    internal const int AV_PKT_DATA_DISPLAYMATRIX = 5;

    [LibraryImport(Name)]
    internal static partial uint avcodec_version();

    [LibraryImport(Name)]
    internal static partial byte* avcodec_configuration();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void* avcodec_find_decoder_by_name(string name);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void* avcodec_find_encoder_by_name(string name);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int* avcodec_descriptor_get_by_name(string name);

    [LibraryImport(Name)]
    internal static partial void* avcodec_find_decoder(int id);

    [LibraryImport(Name)]
    internal static partial byte* avcodec_get_name(int id);

    [LibraryImport(Name)]
    internal static partial int avcodec_parameters_to_context(byte* codec, byte* par);

    [LibraryImport(Name)]
    internal static partial int avcodec_parameters_from_context(byte* par, byte* codec);

    [LibraryImport(Name)]
    internal static partial int avcodec_parameters_copy(byte* dst, byte* src);

    /// <summary>Only of avcodec 61 and later.</summary>
    [LibraryImport(Name)]
    internal static partial byte** av_packet_side_data_get(byte* sd, int nb_sd, int type);

    [LibraryImport(Name)]
    internal static partial byte* avcodec_get_hw_config(void* codec, int index);

    [LibraryImport(Name)]
    internal static partial byte* avcodec_alloc_context3(void* codec);

    [LibraryImport(Name)]
    internal static partial void avcodec_free_context(byte** avctx);

    [LibraryImport(Name)]
    internal static partial int avcodec_open2(byte* avctx, void* codec, void** options);

    [LibraryImport(Name)]
    internal static partial int avcodec_send_packet(byte* avctx, byte* avpkt);

    [LibraryImport(Name)]
    internal static partial int avcodec_receive_frame(byte* avctx, byte* frame);

    [LibraryImport(Name)]
    internal static partial int avcodec_send_frame(byte* avctx, byte* frame);

    [LibraryImport(Name)]
    internal static partial int avcodec_receive_packet(byte* avctx, byte* avpkt);

    [LibraryImport(Name)]
    internal static partial void avcodec_flush_buffers(byte* avctx);

    [LibraryImport(Name)]
    internal static partial byte* av_packet_alloc();

    [LibraryImport(Name)]
    internal static partial void av_packet_free(byte** pkt);

    [LibraryImport(Name)]
    internal static partial void av_packet_unref(byte* pkt);
}
