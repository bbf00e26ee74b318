using System;
using System.Collections.Concurrent;
using Fathom.Client.Loop;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Decode.Compression;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class StillWorkerTests
{
    private const int Width = 16;
    private const int Height = 8;

    [SkippableFact]
    public void A_picture_that_was_asked_for_is_not_given_up_for_a_still_of_the_view()
    {
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(4, "stills");
        using var answers = new BlockingCollection<ExactPicture>();
        using var views = new BlockingCollection<uint>();
        var worker = new StillWorker(pool, ledger, lease => ShowAndRelease(lease, views), answers.Add, new FlightCounters(), TimeProvider.System);
        worker.Post(Still(pool, sequence: 1, isView: false));
        worker.Post(Still(pool, sequence: 2, isView: true));
        worker.Post(Still(pool, sequence: 3, isView: true));

        worker.Start();

        Assert.True(answers.TryTake(out ExactPicture? answer, TimeSpan.FromSeconds(60)));
        Assert.Equal(1, answer!.Timestamp);
        Assert.True(views.TryTake(out uint shown, TimeSpan.FromSeconds(60)));
        Assert.Equal(3u, shown);
        worker.RequestStop();
        Assert.True(worker.Join(TimeSpan.FromSeconds(60)));
        Assert.Equal(0, ledger.Outstanding);
    }

    private static void ShowAndRelease(FrameLease lease, BlockingCollection<uint> views)
    {
        uint sequence = lease.Info.Sequence;
        lease.Release(LeaseRole.Presenter);
        views.Add(sequence);
    }

    private static EncodedUnit Still(NativeBufferPool pool, uint sequence, bool isView)
    {
        Assert.True(pool.TryRent(LosslessStill.MaxPackedBytes(Width, Height), out NativeBuffer? buffer));
        Assert.True(LosslessStill.TryPack(new byte[LosslessStill.RgbBytes(Width, Height)], buffer!.GetSpan(), out int length));
        buffer.Length = length;
        return new EncodedUnit
        {
            Buffer = buffer,
            Length = length,
            Header = new PixelHeader(sequence, sequence, Width, Height, VideoCodec.LosslessStill, isView, 0),
        };
    }
}
