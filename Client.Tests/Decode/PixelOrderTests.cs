using System;
using Fathom.Client.Tests.Render;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

/// <summary>Pictures in the order of a window's pixels: the same colours at other places.</summary>
public sealed class PixelOrderTests
{
    private const int Width = 66;
    private const int Height = 23;

    [Theory]
    [InlineData(PixelLayout.Yuv420P, 1, true)]
    [InlineData(PixelLayout.Yuv420P, 2, true)]
    [InlineData(PixelLayout.Yuv420P, 1, false)]
    [InlineData(PixelLayout.Nv12, 1, true)]
    [InlineData(PixelLayout.P010, 1, true)]
    [InlineData(PixelLayout.Yuv444P, 1, true)]
    [InlineData(PixelLayout.Gray, 1, true)]
    [InlineData(PixelLayout.Rgba, 1, true)]
    [InlineData(PixelLayout.Rgb24, 1, true)]
    [InlineData(PixelLayout.Gbrp, 1, false)]
    public void Blue_first_and_turned_rows_are_the_same_picture(PixelLayout layout, int scale, bool smooth)
    {
        using var pool = new NativeBufferPool();
        FrameLease lease = Open(layout, pool);
        using var converter = new PictureConverter();
        (int width, int height) = (Width * scale, Height * scale);
        var region = new PictureRegion(width, height, 0, 0, width, height);
        int stride = width * 4;
        byte[] upright = new byte[stride * height], turned = new byte[upright.Length], back = new byte[upright.Length];

        Assert.True(converter.TryToRgba(lease, upright, stride, region, smooth));
        for (int first = 0; first < height; first += 7)
        {
            int count = Math.Min(7, height - first);
            Assert.True(converter.TryToRgba(lease, turned.AsSpan((height - first - count) * stride, count * stride), -stride, region, smooth, first, count, blueFirst: true));
        }

        lease.Release(LeaseRole.Decoder);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < stride; x += 4)
            {
                ReadOnlySpan<byte> pixel = turned.AsSpan(((height - 1 - y) * stride) + x, 4);
                (back[(y * stride) + x], back[(y * stride) + x + 1], back[(y * stride) + x + 2], back[(y * stride) + x + 3]) = (pixel[2], pixel[1], pixel[0], pixel[3]);
            }
        }

        Assert.Equal(upright, back);
    }

    [Fact]
    public void Turned_rows_need_the_same_room()
    {
        using var pool = new NativeBufferPool();
        FrameLease lease = Open(PixelLayout.Yuv420P, pool);
        using var converter = new PictureConverter();
        PictureRegion region = PictureRegion.Whole(Width, Height);

        Assert.Throws<ArgumentException>(() => converter.TryToRgba(lease, new byte[(Width * Height * 4) - 1], -Width * 4, region, true, 0, Height));
        lease.Release(LeaseRole.Decoder);
    }

    private static FrameLease Open(PixelLayout layout, NativeBufferPool pool) => layout is PixelLayout.Rgba or PixelLayout.Rgb24 or PixelLayout.Gbrp
        ? RgbPictures.Open(new LeaseLedger(1), pool, layout, Width, Height)
        : YuvSamples.Waves(layout, Width, Height, ColorDescription.Bt709Limited).Open(new LeaseLedger(1), pool);
}
