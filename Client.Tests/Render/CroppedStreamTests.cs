using System;
using System.Buffers;
using Fathom.Client.Tests.Decode;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>Encoders pad pictures to whole macroblocks; what the stream crops must not be seen.</summary>
public sealed class CroppedStreamTests
{
    [SkippableTheory]
    [InlineData(RenderPath.Shader, 178, 102)]
    [InlineData(RenderPath.Shader, 98, 50)]
    [InlineData(RenderPath.Blit, 178, 102)]
    [InlineData(RenderPath.Blit, 98, 50)]
    public void A_cropped_picture_shows_its_own_pixels_up_to_every_edge(RenderPath path, int width, int height)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        YuvSamples samples = YuvSamples.Waves(PixelLayout.Yuv420P, width, height, ColorDescription.Bt709Limited);
        var ledger = new LeaseLedger(4, "cropped");
        using var pool = new NativeBufferPool();
        using HeadlessSurface surface = HeadlessGl.Open(width, height);
        using GlRenderer renderer = HeadlessGl.Renderer(surface, path, PictureRows.TopDown);
        using FfmpegDecoder decoder = FfmpegDecoder.Open(new DecoderOptions { Codec = VideoCodec.H264, Ledger = ledger, Threads = 1 });

        Assert.Equal(SubmitResult.Accepted, decoder.Submit(Encode(samples, pool)));
        Assert.Equal(ReceiveResult.Frame, decoder.TryReceive(out FrameLease lease));
        lease.Acquire(LeaseRole.Renderer);
        lease.Release(LeaseRole.Decoder);
        Assert.Equal((width, height), (lease.Info.Width, lease.Info.Height));
        Assert.True(renderer.Draw(lease, DrawOptions.Default));

        (double decibels, double shift) = YuvReference.Compare(YuvReference.ToRgb(samples), renderer.Capture().Rgba);
        renderer.Finish();
        Assert.True(decibels >= 40, $"{decibels:F1} dB, shift {shift:F2}");
    }

    private static EncodedUnit Encode(YuvSamples samples, NativeBufferPool pool)
    {
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = samples.Width, Height = samples.Height, Crf = 4, Slices = 1, Parallel = false });
        Fill(encoder.Picture.YPlane, samples.Y, samples.Width);
        Fill(encoder.Picture.UPlane, samples.U, samples.ChromaWidth);
        Fill(encoder.Picture.VPlane, samples.V, samples.ChromaWidth);
        var output = new ArrayBufferWriter<byte>();
        Assert.True(encoder.Encode(true, output, out _));
        NativeBuffer buffer = pool.Rent(output.WrittenCount);
        output.WrittenSpan.CopyTo(buffer.GetSpan());
        buffer.Length = output.WrittenCount;
        var unit = new EncodedUnit
        {
            Buffer = buffer,
            Length = output.WrittenCount,
            Header = new PixelHeader(0, 1, (ushort)samples.Width, (ushort)samples.Height, VideoCodec.H264, true, 0),
        };
        Assert.True(UnitPreparation.TryPrepare(ref unit, true));
        return unit;
    }

    private static void Fill(PlaneView plane, ushort[] samples, int width)
    {
        for (int y = 0; y < plane.Rows; y++)
        {
            Span<byte> row = plane.Row(y);
            for (int x = 0; x < width; x++)
            {
                row[x] = (byte)samples[(y * width) + x];
            }
        }
    }
}
