using System;
using System.Globalization;
using System.Threading;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;
using Xunit.Abstractions;

namespace Fathom.Client.Tests.Server;

/// <summary>How much of the picture is left while something moves: the generated volume dragged along z at 30 a second, 720p, 8 Mbit/s, coded as the server codes it.</summary>
public sealed class MotionQualityTests
{
    private const int Width = 1280;
    private const int Height = 720;
    private const int Frames = 60;
    private const long BitsPerSecond = 8_000_000;

    private readonly ITestOutputHelper _output;

    public MotionQualityTests(ITestOutputHelper output) => _output = output;

    [SkippableFact]
    public void A_drag_along_z_keeps_36_dB_at_8_megabits()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var layout = SceneLayout.Of(new EmbryoVolume(7));
        using var renderer = new SceneRenderer(layout, burnMarks: false);
        using VideoEncoder encoder = VideoEncoder.Open(VideoStream.CodedAs(Width, Height, 30, BitsPerSecond));
        var ledger = new LeaseLedger(4, "quality");
        using IVideoDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = ledger });
        using var pool = new NativeBufferPool();
        var picture = new RenderedPicture(Width, Height);
        SceneState state = SceneState.Initial(layout, Width, Height);
        long bytes = 0;
        double worst = double.PositiveInfinity, squared = 0;
        for (int i = 0; i < Frames; i++)
        {
            int z = 18 + Math.Abs((i % 120) - 60);
            renderer.Render(state with { Step = state.Step.SetItem(1, z) }, picture, RenderEffort.Interactive, CancellationToken.None);
            double error = Error(picture.Buffer, encoder, decoder, pool, (uint)i, ref bytes);
            squared += error;
            worst = Math.Min(worst, Decibel(error));
        }

        double mean = Decibel(squared / Frames), rate = bytes * 8.0 * 30 / Frames / 1e6;
        string line = string.Create(CultureInfo.InvariantCulture, $"moving picture: {mean:0.0} dB (worst frame {worst:0.0}) at {rate:0.00} Mbit/s, z drag, {Width}x{Height}, 30 fps");
        TestNotes.Tell(_output, line);

        Assert.True(mean >= 36, line);
        Assert.InRange(rate, 0, 1.1 * BitsPerSecond / 1e6);
    }

    private static double Decibel(double meanSquare) => 10 * Math.Log10(255 * 255 / Math.Max(meanSquare, 1e-9));

    /// <summary>Mean squared error of luma after a round trip.</summary>
    private static double Error(YuvBuffer drawn, VideoEncoder encoder, IVideoDecoder decoder, NativeBufferPool pool, uint sequence, ref long bytes)
    {
        PictureCopy.Into(encoder.Picture, drawn);
        EncodedFrame frame = EncodedFrame.Rent();
        Assert.True(encoder.Encode(sequence == 0, frame, out bool isKeyframe));
        bytes += frame.Length;
        NativeBuffer buffer = pool.Rent(frame.Length);
        buffer.Length = frame.Length;
        frame.Payload.CopyTo(buffer.Bytes);
        frame.Release();
        Assert.True(NalFormat.TryAvccToAnnexBInPlace(buffer.Bytes, out _));
        var unit = new EncodedUnit { Buffer = buffer, Length = buffer.Length, Header = new PixelHeader(sequence, 0, Width, Height, VideoCodec.H264, isKeyframe, 0) };
        Assert.Equal(SubmitResult.Accepted, decoder.Submit(unit));
        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));
        PlaneView luma = lease.GetPlane(0);
        double sum = 0;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> shown = luma.Row(y), source = drawn.Luma.AsSpan(y * Width, Width);
            for (int x = 0; x < Width; x++)
            {
                int difference = shown[x] - source[x];
                sum += difference * difference;
            }
        }

        lease.Release(LeaseRole.Decoder);
        return sum / (Width * Height);
    }
}
