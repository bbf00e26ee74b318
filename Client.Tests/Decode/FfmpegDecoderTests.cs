using System;
using System.Collections.Generic;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class FfmpegDecoderTests
{
    private readonly LeaseLedger _ledger = new();

    [SkippableFact]
    public void One_unit_in_is_one_picture_out_with_its_own_header()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(40, keyEvery: 15);
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = Open();

        for (int i = 0; i < stream.Units.Count; i++)
        {
            Assert.Equal(SubmitResult.Accepted, decoder.Submit(AnnexB(pool, stream, i)));
            Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));

            Assert.Equal((uint)(100 + i), lease.Info.Sequence);
            Assert.Equal(stream.Units[i].IsKey, lease.Info.IsKeyframe);
            Assert.Equal(TestStream.Width, lease.Info.Width);
            Assert.Equal(TestStream.Height, lease.Info.Height);
            Assert.Equal(PixelLayout.Yuv420P, lease.Info.Layout);
            Assert.Equal(ColorDescription.Bt709Limited, lease.Info.Color);
            Assert.Equal("software h264", lease.Info.Path);
            Assert.InRange(lease.GetPlane(0).Row(8)[8], TestStream.Gray(i) - 3, TestStream.Gray(i) + 3);
            Assert.InRange(lease.GetPlane(1).Row(2)[2], 108, 112);
            Assert.InRange(lease.GetPlane(2).Row(2)[2], 138, 142);
            lease.Release(LeaseRole.Decoder);
            Assert.Equal(ReceiveResult.NeedsInput, decoder.TryReceive(out _));
        }

        Assert.True(pool.Rented <= 1, $"{pool.Rented} packets are still held");
    }

    [SkippableTheory]
    [InlineData(178, 98)]
    [InlineData(320, 180)]
    public void Sizes_that_are_no_multiple_of_a_macroblock_are_cropped(int width, int height)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(2, settings: new EncoderSettings { Width = width, Height = height });
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = Open();

        decoder.Submit(AnnexB(pool, stream, 0));
        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));

        Assert.Equal((width, height), (lease.Info.Width, lease.Info.Height));
        Assert.Equal(width, lease.GetPlane(0).RowBytes);
        Assert.Equal(height / 2, lease.GetPlane(1).Rows);
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void Leases_outlive_the_decoder_that_made_them()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(4);
        using var pool = new NativeBufferPool();
        var leases = new List<FrameLease>();
        using (FfmpegDecoder decoder = Open())
        {
            for (int i = 0; i < 4; i++)
            {
                decoder.Submit(AnnexB(pool, stream, i));
                decoder.TryReceive(out FrameLease lease);
                leases.Add(lease);
            }
        }

        Assert.Equal(0, pool.Rented);
        for (int i = 0; i < 4; i++)
        {
            Assert.InRange(leases[i].GetPlane(0).Row(8)[8], TestStream.Gray(i) - 3, TestStream.Gray(i) + 3);
            leases[i].Release(LeaseRole.Decoder);
        }
    }

    [SkippableFact]
    public void Over_the_lease_cap_pictures_are_let_go_and_the_references_stay_whole()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(6);
        using var pool = new NativeBufferPool();
        var small = new LeaseLedger(1);
        using FfmpegDecoder decoder = Open(small);
        decoder.Submit(AnnexB(pool, stream, 0));
        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease held));

        for (int i = 1; i < 5; i++)
        {
            decoder.Submit(AnnexB(pool, stream, i));
            Assert.Equal(ReceiveResult.NoLeaseFree, decoder.TryReceive(out _));
        }

        held.Release(LeaseRole.Decoder);
        decoder.Submit(AnnexB(pool, stream, 5));
        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease last));
        Assert.InRange(last.GetPlane(0).Row(8)[8], TestStream.Gray(5) - 3, TestStream.Gray(5) + 3);
        last.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void Garbage_is_an_answer_and_the_next_key_frame_is_right()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(1);
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = Open();
        byte[] garbage = new byte[500];
        new Random(5).NextBytes(garbage);

        SubmitResult submitted = decoder.Submit(TestStream.Wrap(pool, garbage, 1, isKey: true));
        ReceiveResult received = decoder.TryReceive(out FrameLease none);
        decoder.Flush();

        Assert.True(submitted != SubmitResult.Accepted || received != ReceiveResult.Frame);
        Assert.True(none.IsNull);
        decoder.Submit(AnnexB(pool, stream, 0));
        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableTheory]
    [InlineData(VideoCodec.Hevc)]
    [InlineData(VideoCodec.Av1)]
    public void The_other_codecs_open_by_name(VideoCodec codec)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = codec, Ledger = _ledger });

        Assert.StartsWith("software ", decoder.Name, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Parameter_sets_from_the_announcement_serve_a_stream_that_does_not_repeat_them()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(1);
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger, ParameterSets = stream.AvcC });
        EncodedUnit whole = AnnexB(pool, stream, 0);
        int slices = whole.Payload.IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 1, 0x65]);
        whole.Offset += slices;
        whole.Length -= slices;

        decoder.Submit(whole);

        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void Announced_parameter_sets_lose_their_permission_to_reorder_too()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(1);
        byte[] careless = ReorderingSets.Allow(stream.Units[0].Payload, out _);
        Assert.True(AvcDecoderConfiguration.TryCreate(new NalUnitReader(careless, NalLayout.LengthPrefixed), out AvcDecoderConfiguration? record));
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger, ParameterSets = record!.ToArray() });
        EncodedUnit whole = AnnexB(pool, stream, 0);
        int slices = whole.Payload.IndexOf((ReadOnlySpan<byte>)[0, 0, 0, 1, 0x65]);
        whole.Offset += slices;
        whole.Length -= slices;

        decoder.Submit(whole);

        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));
        lease.Release(LeaseRole.Decoder);
    }

    [SkippableFact]
    public void Without_rewriting_a_promise_of_reordering_would_hold_pictures_back()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(1);
        byte[] careless = ReorderingSets.Allow(stream.Units[0].Payload, out _);
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = Open();
        EncodedUnit asSent = TestStream.Wrap(pool, careless, 1, isKey: true);
        Assert.True(UnitPreparation.TryPrepare(ref asSent, isKey: false));

        decoder.Submit(asSent);

        Assert.Equal(ReceiveResult.NeedsInput, decoder.TryReceive(out _));
    }

    private static EncodedUnit AnnexB(NativeBufferPool pool, TestStream stream, int index)
    {
        EncodedUnit unit = TestStream.Wrap(pool, stream.Units[index].Payload, (uint)(100 + index), stream.Units[index].IsKey);
        Assert.True(UnitPreparation.TryPrepare(ref unit, stream.Units[index].IsKey));
        return unit;
    }

    private FfmpegDecoder Open(LeaseLedger? ledger = null)
        => FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = ledger ?? _ledger });
}
