using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Tests.Wire;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Decode;

/// <summary>What the worker does with queues, configurations and failures; the decoder is a fake, so FFmpeg is not needed.</summary>
public sealed class DecodeWorkerPolicyTests : IDisposable
{
    private static readonly byte[] s_key = [0, 0, 0, 2, 0x65, 1];
    private static readonly byte[] s_delta = [0, 0, 0, 2, 0x41, 1];

    private readonly LeaseLedger _ledger = new();
    private readonly RecordingSink _sink = new();
    private readonly NativeBufferPool _pool = new();
    private readonly List<FakeDecoder> _decoders = [];
    private Func<uint, ReceiveResult>? _behaviour;

    public void Dispose() => _pool.Dispose();

    [Fact]
    public void A_backlog_drops_the_queue_counts_it_and_asks_for_a_key_frame()
    {
        using DecodeWorker worker = Make(backlogTrigger: 8);
        Post(worker, 0, key: true);
        for (uint i = 1; i < 8; i++)
        {
            Post(worker, i);
        }

        worker.Start();

        Assert.True(RecordingSink.WaitFor(() => _sink.News.Contains("ask Backlog")));
        Assert.Empty(_sink.Frames);
        Assert.Equal(8, worker.Counters.Gated);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public void A_key_frame_that_trips_the_backlog_replaces_the_queue()
    {
        using DecodeWorker worker = Make(backlogTrigger: 8);
        Post(worker, 0, key: true);
        for (uint i = 1; i < 7; i++)
        {
            Post(worker, i);
        }

        Post(worker, 7, key: true);
        Post(worker, 8);
        worker.Start();

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 2));
        Assert.Equal([7u, 8u], _sink.Frames.Select(f => f.Sequence));
        Assert.Equal(7, worker.Counters.Superseded);
        Assert.DoesNotContain(_sink.News, news => news.StartsWith("ask", StringComparison.Ordinal));
    }

    [Fact]
    public void An_error_goes_on_with_a_key_frame_that_is_already_queued()
    {
        _behaviour = sequence => sequence == 1 ? ReceiveResult.InvalidData : ReceiveResult.Frame;
        using DecodeWorker worker = Make();
        Post(worker, 0, key: true);
        Post(worker, 1);
        Post(worker, 2);
        Post(worker, 3, key: true);
        Post(worker, 4);
        worker.Start();

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 3));
        Assert.Equal([0u, 3u, 4u], _sink.Frames.Select(f => f.Sequence));
        Assert.Equal(["Live Keyframe"], _sink.News);
        Assert.Equal((1, 1), (worker.Counters.DecodeError, worker.Counters.Gated));
    }

    [Fact]
    public void Another_configuration_needs_a_key_frame_and_a_new_decoder()
    {
        using DecodeWorker worker = Make();
        worker.Start();
        worker.Configure(new StreamConfiguration(VideoCodec.H264, TestStream.Width, TestStream.Height, new byte[] { 1 }));
        Post(worker, 0, key: true);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));

        worker.Configure(new StreamConfiguration(VideoCodec.H264, 640, 480, new byte[] { 2 }));
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Contains("ask Configuration")));
        Post(worker, 1);
        Post(worker, 2, key: true);

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 2));
        Assert.Equal(2u, _sink.Frames[1].Sequence);
        Assert.Equal(2, _decoders.Count);
        Assert.True(_decoders[0].IsDisposed);
    }

    [Fact]
    public void An_announcement_of_what_is_being_decoded_already_costs_nothing()
    {
        using DecodeWorker worker = Make();
        worker.Start();
        Post(worker, 0, key: true);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));

        worker.Configure(new StreamConfiguration(VideoCodec.H264, TestStream.Width, TestStream.Height, new byte[] { 1 }));
        Post(worker, 1);

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 2));
        Assert.Equal(["Live Keyframe"], _sink.News);
    }

    [Fact]
    public void Another_codec_in_the_header_opens_another_decoder()
    {
        using DecodeWorker worker = Make();
        worker.Start();
        Post(worker, 0, key: true);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));

        worker.TryPost(TestStream.Wrap(_pool, [0, 0, 0, 2, 0x26, 1], 1, isKey: true, VideoCodec.Hevc));

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 2));
        Assert.Equal(2, _decoders.Count);
        Assert.Equal("Live Keyframe", _sink.News[^1]);
    }

    [Fact]
    public void A_new_connection_starts_the_numbers_anew()
    {
        using DecodeWorker worker = Make();
        worker.Start();
        Post(worker, 500, key: true);
        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));

        worker.OnPixelConnected();
        Post(worker, 0, key: true);
        Post(worker, 1);

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 3));
        Assert.Equal(0, worker.Counters.Gaps);
        Assert.Equal(0, worker.Counters.KeyframeRequests);
    }

    [Fact]
    public void A_wish_is_repeated_after_the_cool_down_although_no_frame_comes()
    {
        var time = new ManualTime();
        using DecodeWorker worker = Make(time: time);
        worker.Start();
        Post(worker, 5);
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Length == 1));

        time.Advance(TimeSpan.FromSeconds(1.1));

        Assert.True(RecordingSink.WaitFor(() => _sink.News.Length == 2));
        Assert.Equal(["ask Start", "ask Start"], _sink.News);
    }

    [Fact]
    public void A_sink_that_throws_does_not_end_the_thread()
    {
        _sink.Keep = lease =>
        {
            if (lease.Info.Sequence == 0)
            {
                lease.Release(LeaseRole.Presenter);
                throw new InvalidOperationException("a bug in the sink");
            }

            return false;
        };
        using DecodeWorker worker = Make();
        worker.Start();
        Post(worker, 0, key: true);
        Assert.True(RecordingSink.WaitFor(() => worker.Counters.Faults == 1));
        Post(worker, 1, key: true);

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 1));
        Assert.Equal("a bug in the sink", worker.LastError);
    }

    [Fact]
    public void A_decoder_that_cannot_be_opened_is_counted_and_said_and_no_key_frame_is_asked_for()
    {
        using var worker = new DecodeWorker(new DecodeWorkerOptions
        {
            Ledger = _ledger,
            Sink = _sink,
            OpenDecoder = _ => throw new FathomException(ExitCode.MissingLibrary, "Cannot decode.", "It is missing.", "Install it."),
        });
        worker.Start();

        Post(worker, 0, key: true);

        Assert.True(RecordingSink.WaitFor(() => worker.Counters.Faults == 1 && worker.Counters.DecodeError == 1));
        Assert.Contains("Install it.", worker.LastError, StringComparison.Ordinal);
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Length == 2));
        Post(worker, 1);
        Assert.Equal(["Live Keyframe", "Gated NoDecoder"], _sink.News);
        Assert.Equal(0, worker.Counters.KeyframeRequests);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public void Over_the_lease_cap_pictures_are_dropped_and_nothing_is_asked_for()
    {
        var kept = new List<FrameLease>();
        _sink.Keep = lease =>
        {
            kept.Add(lease);
            return true;
        };
        using DecodeWorker worker = Make(backlogTrigger: 64);
        for (uint i = 0; i < 20; i++)
        {
            Post(worker, i, key: i == 0);
        }

        worker.Start();

        Assert.True(RecordingSink.WaitFor(() => worker.Counters.Queued == 0));
        worker.RequestStop();
        Assert.True(worker.Join(TimeSpan.FromSeconds(1)));
        Assert.Equal((LeaseLimits.DefaultCap, 20 - LeaseLimits.DefaultCap), ((int)worker.Counters.Delivered, (int)worker.Counters.OverCapacity));
        Assert.Equal(["Live Keyframe"], _sink.News);
        kept.ForEach(lease => lease.Release(LeaseRole.Presenter));
    }

    private DecodeWorker Make(int backlogTrigger = 32, TimeProvider? time = null) => new(new DecodeWorkerOptions
    {
        Ledger = _ledger,
        Sink = _sink,
        BacklogTrigger = backlogTrigger,
        Time = time ?? TimeProvider.System,
        OpenDecoder = options =>
        {
            var decoder = new FakeDecoder(options, _behaviour);
            _decoders.Add(decoder);
            return decoder;
        },
    });

    private void Post(DecodeWorker worker, uint sequence, bool key = false)
        => worker.TryPost(TestStream.Wrap(_pool, key ? s_key : s_delta, sequence, key));
}
