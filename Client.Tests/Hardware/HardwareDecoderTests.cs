using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>The parts of the hardware path that need FFmpeg but no device.</summary>
public sealed unsafe class HardwareDecoderTests
{
    private static readonly List<string> s_freed = [];

    [SkippableTheory]
    [InlineData("vaapi", "vaapi")]
    [InlineData("cuda", "cuda")]
    public void The_codecs_name_the_surface_format_of_a_device(string type, string format)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        int number = LibAvUtil.av_hwdevice_find_type_by_name(type);
        Skip.If(number == 0, $"This FFmpeg was built without {type}.");

        foreach (string codec in new[] { "h264", "hevc" })
        {
            int found = DeviceBinding.FormatFor(LibAvCodec.avcodec_find_decoder_by_name(codec), number);

            Assert.Equal(format, AvNames.NameOf(found));
        }

        Assert.Equal(-1, DeviceBinding.FormatFor(LibAvCodec.avcodec_find_decoder_by_name("ffv1"), number));
    }

    [SkippableFact]
    public void The_place_of_a_pools_sample_format_is_found_in_a_fresh_pool()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        int type = LibAvUtil.av_hwdevice_find_type_by_name("vaapi");
        Skip.If(type == 0, "This FFmpeg was built without vaapi.");
        void* device = LibAvUtil.av_hwdevice_ctx_alloc(type);

        int place = AvHwFrames.FindSoftwareFormat(device);

        LibAvUtil.av_buffer_unref(&device);

        // avutil 59 took a private pointer out of the struct.
        Assert.Equal(FFmpegRuntime.Require().Version.AvUtil >= 59 ? 64 : 72, place);
    }

    [SkippableTheory]
    [InlineData(DecoderWish.Vaapi)]
    [InlineData(DecoderWish.Nvdec)]
    public void A_device_that_is_not_there_says_so_and_software_decodes(DecoderWish wish)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var ladder = new DecoderLadder(DecoderCandidates.For(wish));

        using IVideoDecoder decoder = ladder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = new LeaseLedger() });

        Skip.If(ladder.Refusals.Length == 0, $"This machine opens {wish}.");
        Assert.Equal("software", ladder.Path);
        Assert.All(ladder.Refusals, refusal => Assert.NotEqual("", refusal.Why));
    }

    [SkippableFact]
    public void A_failed_opening_leaves_no_watched_log_line_and_names_the_step()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var options = new DecoderOptions { Codec = VideoCodec.H264, Ledger = new LeaseLedger() };

        for (int i = 0; i < 100; i++)
        {
            FathomException error = Assert.Throws<FathomException>(() => HardwareDecoder.Open(options, "vaapi", new VaapiSurfaceReader(), "/no/such/node"));
            Assert.Equal("Cannot open the device vaapi /no/such/node.", error.What);
            Assert.NotEqual("", error.Why);
        }
    }

    [Fact]
    public void An_exported_surface_is_read_object_by_object_and_layer_by_layer()
    {
        byte* descriptor = stackalloc byte[AvDrmDescriptor.Size];
        WriteNv12(descriptor);

        Assert.True(AvDrmDescriptor.TryRead(descriptor, out DmaBufPicture picture, out _));

        Assert.Equal((2, 2), (picture.Count, picture.Layers));
        Assert.Equal(new DmaBufPlane(0, DrmFormat.R8, 11, 9999, 0, 512, 0x0100_0000_0000_0001), picture[0]);
        Assert.Equal(new DmaBufPlane(1, DrmFormat.GR88, 11, 9999, 4096, 512, 0x0100_0000_0000_0001), picture[1]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(AvDrmDescriptor.LayerCount, 0)]
    [InlineData(AvDrmDescriptor.LayerCount, 9)]
    [InlineData(AvDrmDescriptor.Layers + 4, 5)]
    [InlineData(AvDrmDescriptor.Layers + 8, 1)]
    [InlineData(AvDrmDescriptor.Layers + 8, -1)]
    [InlineData(AvDrmDescriptor.Layers + 8 + 16, 0)]
    public void An_exported_surface_that_makes_no_sense_is_refused(int place, int value)
    {
        byte* descriptor = stackalloc byte[AvDrmDescriptor.Size];
        WriteNv12(descriptor);
        *(int*)(descriptor + place) = value;

        Assert.False(AvDrmDescriptor.TryRead(descriptor, out _, out string? why));
        Assert.NotNull(why);
    }

    [SkippableFact]
    public void The_export_is_let_go_before_the_surface()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        s_freed.Clear();
        using var pool = new SurfacePool();
        SurfaceBacking backing = pool.Rent();
        AvFrameBacking decoded = pool.Frames.Rent();
        Attach(decoded, 1);
        backing.Hold(decoded);
        Attach(backing.Map(), 2);

        backing.Free();

        Assert.Equal(["export", "surface"], s_freed);
        Assert.Same(backing, pool.Rent());
        backing.Free();
    }

    [Fact]
    public void What_was_slower_than_the_CPU_is_not_tried_before_it()
    {
        Assert.Equal(["software"], DecoderCandidates.For(DecoderWish.Software).Select(candidate => candidate.Path));
        Assert.Equal("software", DecoderCandidates.For(DecoderWish.Auto)[^1].Path);
        Assert.Equal(["software"], DecoderCandidates.For(DecoderWish.Auto, ["software", "nvdec", "vaapi"]).Select(candidate => candidate.Path));
        Assert.Equal(["nvdec", "software"], DecoderCandidates.For(DecoderWish.Nvdec).Select(candidate => candidate.Path));
    }

    private static void WriteNv12(byte* descriptor)
    {
        NativeMemory.Clear(descriptor, AvDrmDescriptor.Size);
        *(int*)descriptor = 1;
        *(int*)(descriptor + AvDrmDescriptor.Objects) = 11;
        *(nint*)(descriptor + AvDrmDescriptor.Objects + 8) = 9999;
        *(ulong*)(descriptor + AvDrmDescriptor.Objects + 16) = 0x0100_0000_0000_0001;
        *(int*)(descriptor + AvDrmDescriptor.LayerCount) = 2;
        for (int i = 0; i < 2; i++)
        {
            byte* layer = descriptor + AvDrmDescriptor.Layers + (i * AvDrmDescriptor.LayerSize);
            *(uint*)layer = i == 0 ? DrmFormat.R8 : DrmFormat.GR88;
            *(int*)(layer + 4) = 1;
            *(nint*)(layer + 16) = i * 4096;
            *(nint*)(layer + 24) = 512;
        }
    }

    private static void Attach(AvFrameBacking frame, nint mark)
    {
        byte* memory = (byte*)LibAvUtil.av_mallocz(64);
        void* reference = LibAvUtil.av_buffer_create(memory, 64, &OnFreed, (void*)mark, 0);
        *(void**)(frame.Frame + FFmpegRuntime.Require().Layout.FrameBuf) = reference;
    }

    [UnmanagedCallersOnly]
    private static void OnFreed(void* opaque, byte* data)
    {
        s_freed.Add((nint)opaque == 1 ? "surface" : "export");
        LibAvUtil.av_free(data);
    }
}
