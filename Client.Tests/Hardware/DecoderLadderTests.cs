using System;
using System.Linq;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>What happens when a path fails at each of its steps; devices are fakes, so no GPU is needed.</summary>
public sealed class DecoderLadderTests : IDisposable
{
    private static readonly byte[] s_key = [0, 0, 0, 2, 0x65, 1];
    private static readonly byte[] s_delta = [0, 0, 0, 2, 0x41, 1];

    private readonly CallLog _log = new();
    private readonly LeaseLedger _ledger = new();
    private readonly NativeBufferPool _pool = new();
    private readonly RecordingSink _sink = new();
    private readonly ScriptedDecoder.Script _vaapi;
    private readonly ScriptedDecoder.Script _software;
    private readonly DecoderLadder _ladder;

    public DecoderLadderTests()
    {
        _vaapi = new ScriptedDecoder.Script("vaapi", SurfaceKind.DmaBuf, _log);
        _software = new ScriptedDecoder.Script("software", SurfaceKind.DmaBuf, _log);
        _ladder = new DecoderLadder([ScriptedDecoder.Candidate(_vaapi), ScriptedDecoder.Candidate(_software)], "as a test wants it");
    }

    public void Dispose()
    {
        _pool.Dispose();
        Assert.Equal(0, _ledger.Outstanding);
    }

    [Fact]
    public void A_path_that_works_is_kept()
    {
        using DecodeWorker worker = Start();

        Play(worker, 0, count: 3);

        Assert.Equal("vaapi", _ladder.Path);
        Assert.Empty(_ladder.Refusals);
        Assert.Equal(["vaapi open", "vaapi free 0", "vaapi free 1", "vaapi free 2"], _log.All);
    }

    [Fact]
    public void A_path_that_does_not_open_is_passed_over_and_its_reason_kept()
    {
        _vaapi.OpenFails = "no such device";
        using DecodeWorker worker = Start();

        Play(worker, 0, count: 2);

        Assert.Equal("software", _ladder.Path);
        Assert.Equal("vaapi: no such device", Assert.Single(_ladder.Refusals).ToString());
        Assert.Equal(["vaapi open", "software open", "software free 0", "software free 1"], _log.All);
        Assert.Equal(0, worker.Counters.Faults);
    }

    [Theory]
    [InlineData("submit")]
    [InlineData("receive")]
    [InlineData("layout")]
    public void A_path_that_fails_in_mid_stream_is_closed_and_a_key_frame_asked_for(string step)
    {
        _vaapi.Submit = sequence => step == "submit" && sequence == 2 ? SubmitResult.Failed : SubmitResult.Accepted;
        _vaapi.Receive = sequence => sequence != 2 ? ReceiveResult.Frame : step == "layout" ? ReceiveResult.UnknownLayout : ReceiveResult.Failed;
        using DecodeWorker worker = Start();
        Play(worker, 0, count: 2);

        Post(worker, 2);
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Contains("ask DecodeError")));
        Post(worker, 3);
        Play(worker, 4, count: 2);

        Assert.Equal([0u, 1u, 4u, 5u], _sink.Frames.Select(frame => frame.Sequence));
        Assert.Equal("software", _ladder.Path);
        Assert.StartsWith("vaapi: ", Assert.Single(_ladder.Refusals).ToString(), StringComparison.Ordinal);
        Assert.Equal(["vaapi open", "vaapi free 0", "vaapi free 1", "vaapi close", "software open", "software free 4", "software free 5"], _log.All);
    }

    [Fact]
    public void One_broken_key_frame_is_the_streams_fault_and_two_are_the_paths()
    {
        _vaapi.Receive = _ => ReceiveResult.InvalidData;
        using DecodeWorker worker = Start();

        Post(worker, 0, key: true);
        Assert.True(RecordingSink.WaitFor(() => worker.Counters.DecodeError == 1));
        Assert.Empty(_ladder.Refusals);
        Post(worker, 1, key: true);
        Assert.True(RecordingSink.WaitFor(() => _ladder.Refusals.Length == 1));
        Play(worker, 2, count: 2);

        Assert.Equal("software", _ladder.Path);
        Assert.Equal(["vaapi open", "vaapi close", "vaapi open", "vaapi close", "software open", "software free 2", "software free 3"], _log.All);
    }

    [Fact]
    public void Damage_between_pictures_does_not_cost_the_path()
    {
        _vaapi.Receive = sequence => sequence % 2 == 1 ? ReceiveResult.InvalidData : ReceiveResult.Frame;
        using DecodeWorker worker = Start();

        for (uint i = 0; i < 12; i++)
        {
            Post(worker, i, key: true);
            Assert.True(RecordingSink.WaitFor(() => worker.Counters.DecodeError + worker.Counters.Delivered == i + 1));
        }

        Assert.Equal(6, worker.Counters.DecodeError);
        Assert.Empty(_ladder.Refusals);
    }

    [Fact]
    public void A_picture_that_cannot_be_drawn_puts_its_path_out_once()
    {
        using DecodeWorker worker = Start();
        Play(worker, 0, count: 2);

        Assert.True(_ladder.Refuse("vaapi h264", "the driver does not import"));
        worker.Reopen("the driver does not import");
        Assert.False(_ladder.Refuse("vaapi h264", "the next picture of the same path"));
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Contains("ask DecodeError")));
        Post(worker, 2);
        Play(worker, 3, count: 2);

        Assert.Equal([0u, 1u, 3u, 4u], _sink.Frames.Select(frame => frame.Sequence));
        Assert.False(_ladder.Refuse("vaapi h264", "late news of a path that is out"));
        Assert.Equal("vaapi: the driver does not import", Assert.Single(_ladder.Refusals).ToString());
        Assert.Equal("software", _ladder.Path);
    }

    [Fact]
    public void The_last_path_has_nothing_below_it_and_is_never_given_up()
    {
        _vaapi.OpenFails = "no such device";
        _software.Receive = sequence => sequence < 4 ? ReceiveResult.Failed : ReceiveResult.Frame;
        using DecodeWorker worker = Start();

        for (uint i = 0; i < 4; i++)
        {
            Post(worker, i, key: true);
            Assert.True(RecordingSink.WaitFor(() => worker.Counters.DecodeError == i + 1));
        }

        Play(worker, 4, count: 1);

        Assert.False(_ladder.Refuse("software h264", "nothing is below"));
        Assert.Single(_ladder.Refusals);
    }

    [Fact]
    public void What_the_last_path_says_is_what_the_caller_hears()
    {
        _vaapi.OpenFails = "no such device";
        _software.OpenFails = "no such codec";

        FathomException error = Assert.Throws<FathomException>(() => _ladder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger }));

        Assert.Equal("no such codec", error.Why);
        Assert.Equal("vaapi: no such device", Assert.Single(_ladder.Refusals).ToString());
    }

    [Fact]
    public void A_path_that_lacks_one_codec_serves_the_others()
    {
        _vaapi.OpenFails = "no AV1 on this device";
        using (_ladder.Open(new DecoderOptions { Codec = VideoCodec.Av1, Ledger = _ledger }))
        {
            _vaapi.OpenFails = null;
        }

        using IVideoDecoder second = _ladder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger });

        Assert.Equal("vaapi h264", second.Name);
    }

    private DecodeWorker Start()
    {
        var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink, OpenDecoder = _ladder.Open });
        worker.Start();
        return worker;
    }

    private void Play(DecodeWorker worker, uint first, uint count)
    {
        int before = _sink.Frames.Length;
        for (uint i = first; i < first + count; i++)
        {
            Post(worker, i, key: i == first);
        }

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == before + count));
    }

    private void Post(DecodeWorker worker, uint sequence, bool key = false) => worker.TryPost(TestStream.Wrap(_pool, key ? s_key : s_delta, sequence, key));
}
