using System.Collections.Generic;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class OtherCodecTests
{
    [SkippableFact]
    public void Hevc_gives_one_picture_for_one_unit()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        AssertOneForOne(VideoCodec.Hevc, OtherCodecEncoder.Encode(
            "libx265", VideoCodec.Hevc, 30, ("preset", "ultrafast"), ("tune", "zerolatency"), ("x265-params", "log-level=none:repeat-headers=1")));
    }

    [SkippableFact]
    public void Av1_gives_one_picture_for_one_unit()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        AssertOneForOne(VideoCodec.Av1, OtherCodecEncoder.Encode(
            "libaom-av1", VideoCodec.Av1, 20, ("usage", "realtime"), ("cpu-used", "8"), ("lag-in-frames", "0"), ("b", "1000000")));
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
