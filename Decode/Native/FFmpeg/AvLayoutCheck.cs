using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>Compares a row of the layout table with the library that is loaded: a wrong offset would corrupt memory, silently.</summary>
internal static unsafe class AvLayoutCheck
{
    private const long AV_NOPTS_VALUE = long.MinValue;
    private const int AVCOL_UNSPECIFIED = 2;
    private const int ScannedBytes = 544;

    /// <summary>Runs every check.</summary>
    internal static IReadOnlyList<Canary> Run(AvLayout layout, nint avcodec)
    {
        var found = new List<Canary>();
        CheckContext(layout, avcodec, found);
        CheckFrame(layout, found);
        CheckPacket(found);
        return found;
    }

    /// <summary>The place of a pointer in a context whose value is an exported function; -1 when it is not there.</summary>
    internal static int FindDefault(byte* context, nint avcodec, string function)
    {
        if (!NativeLibrary.TryGetExport(avcodec, function, out nint address))
        {
            return -1;
        }

        // The function pointers lie within the first 544 bytes in every known layout; every struct is larger than that.
        for (int offset = 0; offset < ScannedBytes; offset += sizeof(nint))
        {
            if (*(nint*)(context + offset) == address)
            {
                return offset;
            }
        }

        return -1;
    }

    private static void CheckContext(AvLayout layout, nint avcodec, List<Canary> found)
    {
        byte* context = LibAvCodec.avcodec_alloc_context3(null);
        if (context == null)
        {
            found.Add(new Canary("avcodec_alloc_context3", 1, 0));
            return;
        }

        foreach ((string option, int expected) in OptionsOf(layout))
        {
            byte* entry = LibAvUtil.av_opt_find(context, option, null, 0, 0);
            found.Add(new Canary($"offset of option {option}", expected, entry == null ? -1 : *(int*)(entry + AvLayout.OptionOffset)));
        }

        found.Add(new Canary("place of get_buffer2", layout.ContextGetBuffer2, FindDefault(context, avcodec, "avcodec_default_get_buffer2")));
        found.Add(new Canary("place of get_format", layout.ContextGetFormat, FindDefault(context, avcodec, "avcodec_default_get_format")));

        // These have no option; they must be empty and lie where their neighbours leave room.
        found.Add(new Canary("extradata is empty", 0, *(nint*)(context + layout.ContextExtradata)));
        found.Add(new Canary("extradata_size is zero", 0, *(int*)(context + layout.ContextExtradataSize)));
        found.Add(new Canary("extradata lies before its size", 8, layout.ContextExtradataSize - layout.ContextExtradata));
        found.Add(new Canary("extradata_size ends at time_base", 4, layout.ContextTimeBase - layout.ContextExtradataSize));
        found.Add(new Canary("hw_device_ctx is empty", 0, *(nint*)(context + layout.ContextHwDeviceCtx)));
        found.Add(new Canary("hw_device_ctx ends at hwaccel_flags", 8, layout.ContextHwaccelFlags - layout.ContextHwDeviceCtx));
        found.Add(new Canary("opaque is empty", 0, *(nint*)(context + AvLayout.ContextOpaque)));
        LibAvCodec.avcodec_free_context(&context);
    }

    private static IEnumerable<(string Option, int Offset)> OptionsOf(AvLayout layout) =>
    [
        ("flags", layout.ContextFlags),
        ("flags2", layout.ContextFlags2),
        ("time_base", layout.ContextTimeBase),
        ("video_size", layout.ContextWidth),
        ("pixel_format", layout.ContextPixFmt),
        ("g", layout.ContextGopSize),
        ("bf", layout.ContextMaxBFrames),
        ("threads", layout.ContextThreadCount),
        ("thread_type", layout.ContextThreadType),
        ("color_range", layout.ContextColorRange),
        ("colorspace", layout.ContextColorspace),
        ("hwaccel_flags", layout.ContextHwaccelFlags),
        ("extra_hw_frames", layout.ContextExtraHwFrames),
    ];

    private static void CheckFrame(AvLayout layout, List<Canary> found)
    {
        byte* frame = LibAvUtil.av_frame_alloc();
        if (frame == null)
        {
            found.Add(new Canary("av_frame_alloc", 1, 0));
            return;
        }

        found.Add(new Canary("AVFrame.extended_data points at data", (nint)frame, *(nint*)(frame + AvLayout.FrameExtendedData)));
        found.Add(new Canary("AVFrame.format", -1, *(int*)(frame + AvLayout.FrameFormat)));
        found.Add(new Canary("AVFrame.pict_type", 0, *(int*)(frame + layout.FramePictType)));
        found.Add(new Canary("AVFrame.sample_aspect_ratio is 0/1", 1L << 32, *(long*)(frame + layout.FrameSampleAspectRatio)));
        found.Add(new Canary("AVFrame.pts", AV_NOPTS_VALUE, *(long*)(frame + AvLayout.FramePts)));
        found.Add(new Canary("AVFrame.pkt_dts", AV_NOPTS_VALUE, *(long*)(frame + AvLayout.FramePktDts)));
        found.Add(new Canary("AVFrame.best_effort_timestamp", AV_NOPTS_VALUE, *(long*)(frame + layout.FrameBestEffortTimestamp)));
        found.Add(new Canary("AVFrame.color_range", 0, *(int*)(frame + layout.FrameColorRange)));
        found.Add(new Canary("AVFrame.color_primaries", AVCOL_UNSPECIFIED, *(int*)(frame + layout.FrameColorPrimaries)));
        found.Add(new Canary("AVFrame.color_trc", AVCOL_UNSPECIFIED, *(int*)(frame + layout.FrameColorTrc)));
        found.Add(new Canary("AVFrame.colorspace", AVCOL_UNSPECIFIED, *(int*)(frame + layout.FrameColorspace)));
        found.Add(new Canary("AVFrame.chroma_location", 0, *(int*)(frame + layout.FrameChromaLocation)));
        found.Add(new Canary("AVFrame.flags", 0, *(int*)(frame + layout.FrameFlags)));
        found.Add(new Canary("AVFrame.decode_error_flags", 0, *(int*)(frame + layout.FrameDecodeErrorFlags)));
        found.Add(new Canary("AVFrame.hw_frames_ctx", 0, *(nint*)(frame + layout.FrameHwFramesCtx)));
        found.Add(new Canary("AVFrame.crop_top", 0, *(nint*)(frame + layout.FrameCropTop)));
        CheckFrameBuffer(layout, frame, found);
        LibAvUtil.av_frame_free(&frame);
    }

    private static void CheckFrameBuffer(AvLayout layout, byte* frame, List<Canary> found)
    {
        *(int*)(frame + AvLayout.FrameWidth) = 64;
        *(int*)(frame + AvLayout.FrameHeight) = 48;
        *(int*)(frame + AvLayout.FrameFormat) = LibAvUtil.av_get_pix_fmt("gray");
        int result = LibAvUtil.av_frame_get_buffer(frame, 0);
        found.Add(new Canary("av_frame_get_buffer", 0, result));
        if (result < 0)
        {
            return;
        }

        byte* data = *(byte**)(frame + AvLayout.FrameData);
        byte* reference = *(byte**)(frame + layout.FrameBuf);
        bool holds = false;
        if (reference != null && data != null)
        {
            byte* start = *(byte**)(reference + AvLayout.BufferRefData);
            nuint size = *(nuint*)(reference + AvLayout.BufferRefSize);
            holds = data >= start && data + (64 * 48) <= start + size;
        }

        found.Add(new Canary("AVFrame.buf[0] holds data[0]", 1, holds ? 1 : 0));
        found.Add(new Canary("AVFrame.linesize[0] fits the width", 1, *(int*)(frame + AvLayout.FrameLinesize) >= 64 ? 1 : 0));
    }

    private static void CheckPacket(List<Canary> found)
    {
        byte* packet = LibAvCodec.av_packet_alloc();
        found.Add(new Canary("AVPacket.pts", AV_NOPTS_VALUE, *(long*)(packet + AvLayout.PacketPts)));
        found.Add(new Canary("AVPacket.dts", AV_NOPTS_VALUE, *(long*)(packet + AvLayout.PacketDts)));
        found.Add(new Canary("AVPacket.data", 0, *(nint*)(packet + AvLayout.PacketData)));
        found.Add(new Canary("AVPacket.size", 0, *(int*)(packet + AvLayout.PacketSize)));
        LibAvCodec.av_packet_free(&packet);
    }

    /// <summary>One thing looked at.</summary>
    internal readonly record struct Canary(string Name, long Expected, long Found)
    {
        internal bool Holds => Expected == Found;

        public override string ToString() => Holds ? $"{Name}: {Found}" : $"{Name}: expected {Expected}, found {Found}";
    }

    /// <summary>The failed ones in one line; "" when none failed.</summary>
    internal static string Failures(IReadOnlyList<Canary> canaries)
        => string.Join("; ", canaries.Where(c => !c.Holds).Select(c => c.ToString()));
}
