using System;
using System.Buffers;
using System.Collections.Generic;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Decode;

/// <summary>Encodes flat pictures with whatever encoder this machine's FFmpeg has, told to hold nothing back.</summary>
internal static unsafe class OtherCodecEncoder
{
    internal static List<TestStream.Unit> Hevc(int count, int keyEvery) => Encode(
        "libx265", VideoCodec.Hevc, count, ("preset", "ultrafast"), ("tune", "zerolatency"), ("x265-params", $"log-level=none:repeat-headers=1:keyint={keyEvery}:min-keyint={keyEvery}:scenecut=0"));

    internal static List<TestStream.Unit> Av1(int count, int keyEvery) => Encode(
        "libaom-av1", VideoCodec.Av1, count, ("usage", "realtime"), ("cpu-used", "8"), ("lag-in-frames", "0"), ("b", "1000000"), ("g", $"{keyEvery}"), ("keyint_min", $"{keyEvery}"));

    internal static List<TestStream.Unit> Encode(string encoder, VideoCodec codec, int count, params (string Name, string Value)[] options)
    {
        FFmpegRuntime runtime = FFmpegRuntime.Require();
        void* found = LibAvCodec.avcodec_find_encoder_by_name(encoder);
        Skip.If(found == null, $"This FFmpeg has no encoder {encoder}.");
        using var context = new AvContext(found);
        context.Set("video_size", $"{TestStream.Width}x{TestStream.Height}");
        context.Set("pixel_format", "yuv420p");
        context.Set("time_base", "1/30");
        context.Set("colorspace", "bt709");
        context.Set("color_range", "tv");
        foreach ((string name, string value) in options)
        {
            context.Set(name, value);
        }

        Assert.True(context.Open(found) >= 0, AvLog.Last);
        byte* frame = LibAvUtil.av_frame_alloc();
        byte* packet = LibAvCodec.av_packet_alloc();
        var units = new List<TestStream.Unit>();
        try
        {
            for (int i = 0; i < count; i++)
            {
                Fill(new AvFrameRef(frame, runtime.Layout), frame, i);
                Assert.True(LibAvCodec.avcodec_send_frame(context.Pointer, frame) >= 0, AvLog.Last);
                LibAvUtil.av_frame_unref(frame);
                Collect(context, packet, codec, units);
            }

            // Some encoders look ahead; what they made is in decoding order all the same.
            Assert.True(LibAvCodec.avcodec_send_frame(context.Pointer, null) >= 0, AvLog.Last);
            Collect(context, packet, codec, units);
        }
        finally
        {
            LibAvUtil.av_frame_free(&frame);
            LibAvCodec.av_packet_free(&packet);
        }

        return units;
    }

    private static void Collect(AvContext context, byte* packet, VideoCodec codec, List<TestStream.Unit> units)
    {
        while (LibAvCodec.avcodec_receive_packet(context.Pointer, packet) >= 0)
        {
            units.Add(Wire(packet, codec));
            LibAvCodec.av_packet_unref(packet);
        }
    }

    private static void Fill(AvFrameRef view, byte* frame, int index)
    {
        view.Width = TestStream.Width;
        view.Height = TestStream.Height;
        view.Format = 0;
        view.Pts = index;
        Assert.True(LibAvUtil.av_frame_get_buffer(frame, 0) >= 0);
        for (int plane = 0; plane < 3; plane++)
        {
            int rows = plane == 0 ? TestStream.Height : TestStream.Height / 2;
            new Span<byte>(view.Data[plane], view.Linesize[plane] * rows).Fill(plane == 0 ? TestStream.Gray(index) : (byte)128);
        }
    }

    private static TestStream.Unit Wire(byte* packet, VideoCodec codec)
    {
        var data = new ReadOnlySpan<byte>(*(byte**)(packet + AvLayout.PacketData), *(int*)(packet + AvLayout.PacketSize));
        bool isKey = (*(int*)(packet + AvLayout.PacketFlags) & 1) != 0;
        if (codec == VideoCodec.Av1)
        {
            return new TestStream.Unit(data.ToArray(), isKey);
        }

        var output = new ArrayBufferWriter<byte>(data.Length + 64);
        NalFormat.WriteAvcc(new NalUnitReader(data, NalLayout.StartCodes), output);
        return new TestStream.Unit(output.WrittenSpan.ToArray(), isKey);
    }
}
