using System;
using System.Linq;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Hardware;

/// <summary>FFmpeg's negotiation with a device that is real and cannot decode: Vulkan on the CPU (lavapipe). It needs FFmpeg 6.1, whose H.264 decoder
/// takes such a device; elsewhere it skips.</summary>
public sealed class RealDeviceTests : IDisposable
{
    private readonly NativeBufferPool _pool = new();
    private readonly LeaseLedger _ledger = new();
    private readonly RecordingSink _sink = new();

    public void Dispose() => _pool.Dispose();

    [SkippableFact]
    public void A_device_that_cannot_decode_is_found_out_with_the_first_key_frame_and_left()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        SkipWithoutDevice();
        TestStream stream = TestStream.Make(6, keyEvery: 2);
        var ladder = new DecoderLadder([new DecoderCandidate("vulkan", SurfaceKind.DmaBuf, Open), .. DecoderCandidates.For(DecoderWish.Software)]);
        using var worker = new DecodeWorker(new DecodeWorkerOptions { Ledger = _ledger, Sink = _sink, OpenDecoder = ladder.Open });
        worker.Start();

        Post(worker, stream, 0);
        Assert.True(RecordingSink.WaitFor(() => ladder.Refusals.Length == 1), worker.LastError);
        Assert.True(RecordingSink.WaitFor(() => _sink.News.Contains("ask DecodeError")));
        for (uint i = 2; i < 6; i++)
        {
            Post(worker, stream, i);
        }

        Assert.True(RecordingSink.WaitFor(() => _sink.Frames.Length == 4), worker.LastError);
        Assert.Equal("software", ladder.Path);
        Assert.Contains("The device does not decode this stream.", ladder.Refusals[0].Why, StringComparison.Ordinal);
        Assert.Equal([2u, 3u, 4u, 5u], _sink.Frames.Select(frame => frame.Sequence));
    }

    [SkippableFact]
    public void Opening_and_closing_on_a_device_leaves_no_buffer_out()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        SkipWithoutDevice();
        TestStream stream = TestStream.Make(1);

        for (uint i = 0; i < 5; i++)
        {
            using HardwareDecoder decoder = Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger });
            EncodedUnit unit = TestStream.Wrap(_pool, stream.Units[0].Payload, i, isKey: true);
            Assert.True(UnitPreparation.TryPrepare(ref unit, isKey: true));

            bool given = decoder.Submit(unit) == SubmitResult.Accepted && decoder.TryReceive(out FrameLease _) == ReceiveResult.Frame;

            Assert.False(given);
            Assert.Contains("The device does not decode this stream.", decoder.LastError, StringComparison.Ordinal);
        }

        Assert.True(RecordingSink.WaitFor(() => _pool.Rented == 0), $"{_pool.Rented} buffers are out");
    }

    private static HardwareDecoder Open(DecoderOptions options) => HardwareDecoder.Open(options, "vulkan", new UnusedReader(), null);

    private void SkipWithoutDevice()
    {
        try
        {
            Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = _ledger }).Dispose();
        }
        catch (FathomException error)
        {
            Skip.If(true, error.Message);
        }
    }

    private void Post(DecodeWorker worker, TestStream stream, uint index)
        => worker.TryPost(TestStream.Wrap(_pool, stream.Units[(int)index].Payload, index, stream.Units[(int)index].IsKey));

    /// <summary>Stands where a reader of surfaces would: no surface ever comes.</summary>
    private sealed class UnusedReader : ISurfaceReader
    {
        public string DeviceType => "vulkan";

        public SurfaceKind Kind => SurfaceKind.DmaBuf;

        public string? Describe(SurfaceBacking backing, AvLayout layout) => "This device gave a surface against all expectation.";
    }
}
