using System.Collections.Generic;
using System.Linq;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class OtherCodecTests
{
    [SkippableFact]
    public void Hevc_gives_one_picture_for_one_unit() => AssertOneForOne(VideoCodec.Hevc, Hevc());

    [SkippableFact]
    public void Hevc_gives_one_picture_for_one_unit_also_when_its_sets_allow_two_of_delay()
    {
        List<TestStream.Unit> units = Hevc();
        Assert.Equal(2, units.Count(unit => unit.IsKey));

        AssertOneForOne(VideoCodec.Hevc, [.. units.Select(unit => unit with { Payload = ReorderingSets.AllowHevc(unit.Payload, out _) })]);
    }

    [SkippableFact]
    public void Without_rewriting_a_promise_of_reordering_would_hold_hevc_pictures_back()
    {
        byte[] careless = ReorderingSets.AllowHevc(Hevc()[0].Payload, out bool changed);
        Assert.True(changed);
        using var pool = new NativeBufferPool();
        using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.Hevc, Ledger = new LeaseLedger() });
        EncodedUnit asSent = TestStream.Wrap(pool, careless, 1, isKey: true, VideoCodec.Hevc);
        Assert.True(UnitPreparation.TryPrepare(ref asSent, isKey: false));

        decoder.Submit(asSent);

        Assert.Equal(ReceiveResult.NeedsInput, decoder.TryReceive(out _));
    }

    [SkippableTheory]
    [InlineData("libaom-av1", "usage=realtime,cpu-used=8,lag-in-frames=0,b=1000000")]
    [InlineData("libsvtav1", "preset=12,svtav1-params=pred-struct=1:lookahead=0")]
    public void Av1_gives_one_picture_for_one_unit(string encoder, string options)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        AssertOneForOne(VideoCodec.Av1, OtherCodecEncoder.Encode(
            encoder, VideoCodec.Av1, 20, [.. options.Split(',').Select(option => option.Split('=', 2)).Select(pair => (pair[0], pair[1]))]));
    }

    [SkippableFact]
    public void A_unit_with_two_pictures_in_it_counts_once_and_leaves_nothing_behind()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        byte[] one = OtherCodecEncoder.Av1(1, 8)[0].Payload;
        var sink = new RecordingSink();
        using var pool = new NativeBufferPool();
        using var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = new LeaseLedger(), Sink = sink });
        worker.Start();

        worker.TryPost(TestStream.Wrap(pool, [.. one, .. one], 1, isKey: true, VideoCodec.Av1));
        worker.TryPost(TestStream.Wrap(pool, one, 2, isKey: true, VideoCodec.Av1));

        Assert.True(RecordingSink.WaitFor(() => worker.Counters.Delivered == 2), $"{worker.LastError} {worker.Counters} {string.Join(", ", sink.News)}");
        Assert.Equal([1u, 2u], sink.Frames.Select(frame => frame.Sequence));
        Assert.Equal((2, 2, 0), (worker.Counters.Received, worker.Counters.Delivered, worker.Counters.Queued));
    }

    private static List<TestStream.Unit> Hevc()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        return OtherCodecEncoder.Hevc(30, 15);
    }

    private static void AssertOneForOne(VideoCodec codec, List<TestStream.Unit> units)
    {
        var ledger = new LeaseLedger();
        var sink = new RecordingSink();
        using var pool = new NativeBufferPool();
        using var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = ledger, Sink = sink });
        worker.Start();
        for (int i = 0; i < units.Count; i++)
        {
            worker.TryPost(TestStream.Wrap(pool, units[i].Payload, (uint)i, units[i].IsKey, codec));
            Assert.True(RecordingSink.WaitFor(() => sink.Frames.Length == i + 1), $"picture {i}: {worker.LastError}");
            Assert.InRange(sink.Frames[i].Gray, TestStream.Gray(i) - 4, TestStream.Gray(i) + 4);
        }

        Assert.Equal(0, worker.Counters.DecodeError);
    }
}
