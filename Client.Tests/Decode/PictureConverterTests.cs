using System;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class PictureConverterTests
{
    private readonly LeaseLedger _ledger = new();

    [SkippableTheory]
    [InlineData(ColorMatrix.Bt601, ColorRange.Limited)]
    [InlineData(ColorMatrix.Bt709, ColorRange.Limited)]
    [InlineData(ColorMatrix.Bt2020, ColorRange.Limited)]
    [InlineData(ColorMatrix.Bt601, ColorRange.Full)]
    [InlineData(ColorMatrix.Bt709, ColorRange.Full)]
    [InlineData(ColorMatrix.Bt2020, ColorRange.Full)]
    public void Colours_follow_matrix_and_range(ColorMatrix matrix, ColorRange range)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using var pool = new NativeBufferPool();
        using var converter = new PictureConverter(ConversionQuality.Accurate);
        byte[] rgba = new byte[16 * 16 * 4];

        foreach ((byte y, byte u, byte v) in new (byte, byte, byte)[] { (128, 128, 128), (60, 100, 160), (180, 150, 90), (100, 128, 128) })
        {
            FrameLease lease = Flat(pool, y, u, v, new ColorDescription(matrix, range, ChromaSiting.Left));
            Assert.True(converter.TryToRgba(lease, rgba, 16 * 4));
            lease.Release(LeaseRole.Decoder);

            (double r, double g, double b) = Expected(y, u, v, matrix, range);
            Assert.InRange(rgba[0], r - 1.6, r + 1.6);
            Assert.InRange(rgba[1], g - 1.6, g + 1.6);
            Assert.InRange(rgba[2], b - 1.6, b + 1.6);
            Assert.Equal(255, rgba[3]);
        }
    }

    /// <summary>On a software rasteriser this is what the user sees.</summary>
    [SkippableTheory]
    [InlineData(ColorMatrix.Bt601, ColorRange.Limited)]
    [InlineData(ColorMatrix.Bt709, ColorRange.Limited)]
    [InlineData(ColorMatrix.Bt2020, ColorRange.Limited)]
    [InlineData(ColorMatrix.Bt709, ColorRange.Full)]
    [InlineData(ColorMatrix.Bt2020, ColorRange.Full)]
    public void The_conversion_does_not_shift_colours(ColorMatrix matrix, ColorRange range)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using var pool = new NativeBufferPool();
        using var converter = new PictureConverter();
        var random = new Random(3);
        byte[] rgba = new byte[16 * 16 * 4];
        double[] shift = new double[3];
        double squares = 0;
        const int Samples = 400;

        for (int i = 0; i < Samples; i++)
        {
            byte y = (byte)random.Next(60, 190);
            byte u = (byte)random.Next(100, 156);
            byte v = (byte)random.Next(100, 156);
            FrameLease lease = Flat(pool, y, u, v, new ColorDescription(matrix, range, ChromaSiting.Left));
            Assert.True(converter.TryToRgba(lease, rgba, 16 * 4));
            lease.Release(LeaseRole.Decoder);
            (double r, double g, double b) = Expected(y, u, v, matrix, range);
            double[] off = [rgba[0] - r, rgba[1] - g, rgba[2] - b];
            for (int channel = 0; channel < 3; channel++)
            {
                shift[channel] += off[channel] / Samples;
                squares += off[channel] * off[channel] / (3 * Samples);
            }
        }

        double decibels = 10 * Math.Log10(255 * 255 / squares);
        Assert.True(decibels >= 55 && Array.TrueForAll(shift, s => Math.Abs(s) < 0.1), $"{decibels:F1} dB, mean shifts {shift[0]:F2} {shift[1]:F2} {shift[2]:F2}");
    }

    [SkippableFact]
    public void Rows_keep_their_order_and_round_trips_stay_close()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using var pool = new NativeBufferPool();
        using var converter = new PictureConverter(ConversionQuality.Accurate);
        using VideoEncoder encoder = VideoEncoder.Open(new EncoderSettings { Width = 64, Height = 32 });
        byte[] source = new byte[64 * 32 * 4];
        for (int i = 0; i < 64 * 32; i++)
        {
            byte gray = (byte)(i / 64 * 7);
            source.AsSpan(i * 4, 4).Fill(gray);
        }

        Assert.True(converter.TryToYuv(source, 64 * 4, encoder.Picture));

        Assert.InRange(encoder.Picture.YPlane.Row(0)[5], 15, 17);
        Assert.InRange(encoder.Picture.YPlane.Row(31)[5], 16 + (217 * 219 / 255) - 2, 16 + (217 * 219 / 255) + 2);
        Assert.InRange(encoder.Picture.UPlane.Row(9)[5], 127, 129);
    }

    [SkippableFact]
    public void Converting_allocates_nothing_and_asks_for_enough_room()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using var pool = new NativeBufferPool();
        using var converter = new PictureConverter();
        byte[] rgba = new byte[16 * 16 * 4];
        FrameLease lease = Flat(pool, 100, 128, 128, ColorDescription.Bt709Limited);

        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                converter.TryToRgba(lease, rgba, 64);
            }
        }));
        Assert.Throws<ArgumentException>(() => converter.TryToRgba(lease, new byte[100], 64));
        lease.Release(LeaseRole.Decoder);
    }

    private static (double R, double G, double B) Expected(byte y, byte u, byte v, ColorMatrix matrix, ColorRange range)
    {
        (double kr, double kb) = matrix switch
        {
            ColorMatrix.Bt709 => (0.2126, 0.0722),
            ColorMatrix.Bt2020 => (0.2627, 0.0593),
            _ => (0.299, 0.114),
        };
        double luma = range == ColorRange.Full ? y : (y - 16) * 255 / 219.0;
        double scale = range == ColorRange.Full ? 1 : 255 / 224.0;
        double cb = (u - 128) * scale;
        double cr = (v - 128) * scale;
        double r = luma + (2 * (1 - kr) * cr);
        double b = luma + (2 * (1 - kb) * cb);
        double g = (luma - (kr * r) - (kb * b)) / (1 - kr - kb);
        return (Math.Clamp(r, 0, 255), Math.Clamp(g, 0, 255), Math.Clamp(b, 0, 255));
    }

    /// <summary>A flat picture of 16 × 16 in one native buffer, which the lease gives back.</summary>
    private FrameLease Flat(NativeBufferPool pool, byte y, byte u, byte v, ColorDescription color)
    {
        const int Size = 16;
        NativeBuffer buffer = pool.Rent(4096);
        buffer.GetSpan()[..1024].Fill(y);
        buffer.GetSpan().Slice(1024, 1024).Fill(u);
        buffer.GetSpan().Slice(2048, 1024).Fill(v);
        PlaneView[] planes =
        [
            new(buffer.Address, 32, Size, Size),
            new(buffer.Address + 1024, 32, Size / 2, Size / 2),
            new(buffer.Address + 2048, 32, Size / 2, Size / 2),
        ];
        var info = new FrameInfo { Width = Size, Height = Size, Layout = PixelLayout.Yuv420P, Color = color };
        return _ledger.TryOpen(info, planes, buffer, out FrameLease lease) ? lease : throw new InvalidOperationException("The cap is reached.");
    }
}
