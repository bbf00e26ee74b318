using System;
using System.Linq;
using System.Threading;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public sealed class DecodeWorkerTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly LeaseLedger _ledger = new();
    private readonly RecordingSink _sink = new();
    private readonly NativeBufferPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [SkippableFact]
    public void Every_unit_becomes_a_picture_in_order()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(60, keyEvery: 20);
        using DecodeWorker worker = Start();

        for (int i = 0; i < 60; i++)
        {
            Post(worker, stream, i);
            Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == i + 1), $"picture {i}");
        }

        Assert.Equal(Enumerable.Range(0, 60).Select(i => (uint)i), _sink.Frames.Select(f => f.Sequence));
        Assert.All(_sink.Frames, f => Assert.InRange(f.Gray, TestStream.Gray((int)f.Sequence) - 3, TestStream.Gray((int)f.Sequence) + 3));
        Assert.Equal(["Live Keyframe"], _sink.News);
        Assert.Equal("software h264", worker.DecoderName);
        AssertStill(worker);
    }

    [SkippableFact]
    public void Another_connection_may_begin_with_the_number_that_came_last()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(1);
        using DecodeWorker worker = Start();
        Post(worker, stream, 0);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));

        worker.OnPixelConnected();
        EncodedUnit unit = TestStream.Wrap(_pool, stream.Units[0].Payload, 0, isKey: true);
        unit.FirstByteTicks = 7;
        worker.TryPost(unit);

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 2), "the picture of the new connection was taken for one more of the old");
        AssertStill(worker);
    }

    [SkippableFact]
    public void A_gap_is_told_and_healed_by_the_next_key_frame()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(30, keyEvery: 10);
        using DecodeWorker worker = Start();
        Post(worker, stream, 0);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));

        Post(worker, stream, 5);
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Length == 3));
        for (int i = 6; i < 13; i++)
        {
            Post(worker, stream, i);
        }

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 4));
        Assert.Equal([0u, 10u, 11u, 12u], _sink.Frames.Select(f => f.Sequence));
        Assert.Equal(["Live Keyframe", "Gated Gap", "ask Gap", "Live Keyframe"], _sink.News);
        Assert.Equal(5, worker.Counters.Gated);
        AssertStill(worker);
    }

    [SkippableFact]
    public void A_broken_unit_closes_the_gate_and_a_queued_key_frame_opens_it()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(30, keyEvery: 10);
        using DecodeWorker worker = Start();
        Post(worker, stream, 0);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));
        byte[] broken = (byte[])stream.Units[1].Payload.Clone();
        new Random(1).NextBytes(broken.AsSpan(6));

        worker.TryPost(TestStream.Wrap(_pool, broken, 1, isKey: false));
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Contains("ask DecodeError")));
        for (int i = 2; i < 12; i++)
        {
            Post(worker, stream, i);
        }

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 3));
        Assert.Equal([0u, 10u, 11u], _sink.Frames.Select(f => f.Sequence));
        Assert.True(worker.Counters.DecodeError >= 1);
        AssertStill(worker, decoders: 2);
    }

    [SkippableFact]
    public void A_stream_that_lets_the_decoder_wait_is_rewritten_so_that_it_does_not()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(20);
        byte[] promising = ReorderingSets.Allow(stream.Units[0].Payload, out bool changed);
        Assert.True(changed);
        using DecodeWorker worker = Start();

        worker.TryPost(TestStream.Wrap(_pool, promising, 0, isKey: true));
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));
        for (int i = 1; i < 20; i++)
        {
            Post(worker, stream, i);
            Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == i + 1), $"picture {i} is held back");
        }
    }

    [SkippableFact]
    public void Decoding_allocates_nothing_per_frame()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(30, keyEvery: 30);
        long before = 0;
        long after = 0;
        int count = 0;
        var sink = new SilentSink(() =>
        {
            count++;
            before = count == 100 ? GC.GetAllocatedBytesForCurrentThread() : before;
            after = GC.GetAllocatedBytesForCurrentThread();
        });
        using var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = sink });
        worker.Start();
        uint sequence = 0;
        long postBefore = 0;
        for (int i = 0; i < 500; i++)
        {
            postBefore = i == 100 ? GC.GetAllocatedBytesForCurrentThread() : postBefore;
            TestStream.Unit source = stream.Units[i % 30];
            worker.TryPost(TestStream.Wrap(_pool, source.Payload, sequence++, source.IsKey));
            while (Volatile.Read(ref count) <= i)
            {
                Thread.Yield();
            }
        }

        long posted = GC.GetAllocatedBytesForCurrentThread() - postBefore;
        Assert.Equal(500, count);
        Assert.Equal(0, after - before);
        Assert.InRange(posted, 0, 400 * 100);
    }

    [SkippableFact]
    public void Stopping_decodes_nothing_more_and_returns_every_buffer()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        TestStream stream = TestStream.Make(20);
        using var reached = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        _sink.Keep = _ =>
        {
            reached.Set();
            go.Wait(s_patience);
            return false;
        };
        DecodeWorker worker = Start();
        for (int i = 0; i < 20; i++)
        {
            Post(worker, stream, i);
        }

        Assert.True(reached.Wait(s_patience));
        worker.RequestStop();
        go.Set();
        bool ended = worker.Join(s_patience);
        worker.Dispose();

        Assert.True(ended);
        Assert.False(worker.TryPost(TestStream.Wrap(_pool, stream.Units[0].Payload, 99, isKey: true)));
        Assert.Equal(0, _pool.Rented);
        Assert.Equal(21, worker.Counters.Received);
        Assert.Equal(0, worker.Counters.Queued);
        Assert.True(worker.Counters.Stopped >= 18);
    }

    [Fact]
    public void A_worker_that_was_never_started_stops_too()
    {
        var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink });
        worker.TryPost(TestStream.Wrap(_pool, [0, 0, 0, 1, 0x65], 0, isKey: true));

        worker.Dispose();

        Assert.Equal(0, _pool.Rented);
        Assert.Equal(1, worker.Counters.Stopped);
    }

    private DecodeWorker Start()
    {
        var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink });
        worker.Start();
        return worker;
    }

    private void Post(DecodeWorker worker, TestStream stream, int index)
        => worker.TryPost(TestStream.Wrap(_pool, stream.Units[index].Payload, (uint)index, stream.Units[index].IsKey));

    private void AssertStill(DecodeWorker worker, int decoders = 1)
    {
        Assert.True(RecordingSink.WaitFor(() => worker.Counters.Queued == 0));
        Assert.Equal(0, worker.Counters.Faults);
        Assert.Equal(decoders, worker.Counters.DecodersOpened);
        Assert.Equal(0, _ledger.Outstanding);
    }

    private sealed class SilentSink : IFrameSink
    {
        private readonly Action _onFrame;

        internal SilentSink(Action onFrame) => _onFrame = onFrame;

        public void OnFrame(FrameLease lease)
        {
            lease.Release(LeaseRole.Presenter);
            _onFrame();
        }

        public void OnGateChanged(GateState state, GateReason reason)
        {
        }

        public void OnKeyframeWanted(GateReason reason)
        {
        }
    }
}
