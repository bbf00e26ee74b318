using System;
using System.Linq;
using System.Runtime.Intrinsics.X86;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

/// <summary>The fused conversion of the common case against the general one, which makes any part of a picture and therefore also one column less.</summary>
public sealed class PlanarRowsTests
{
    [SkippableTheory]
    [InlineData(64, 32, ChromaSiting.Left, ColorRange.Limited)]
    [InlineData(64, 32, ChromaSiting.Center, ColorRange.Full)]
    [InlineData(97, 33, ChromaSiting.TopLeft, ColorRange.Limited)]
    [InlineData(35, 7, ChromaSiting.Top, ColorRange.Full)]
    [InlineData(33, 1, ChromaSiting.Left, ColorRange.Limited)]
    [InlineData(3, 2, ChromaSiting.Center, ColorRange.Limited)]
    public void It_differs_from_the_general_conversion_by_a_rounding_at_most(int width, int height, ChromaSiting siting, ColorRange range)
    {
        Skip.IfNot(Avx2.IsSupported, "This processor has no AVX2; the general conversion does everything.");
        byte[] whole = new byte[width * height * 4], part = new byte[(width - 1) * height * 4];
        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(1);
        FrameLease lease = Open(pool, ledger, width, height, new ColorDescription(ColorMatrix.Bt709, range, siting));
        using var converter = new PictureConverter();

        Assert.True(converter.TryToRgba(lease, whole, width * 4));
        Assert.True(converter.TryToRgba(lease, part, (width - 1) * 4, new PictureRegion(width, height, 0, 0, width - 1, height)));
        lease.Release(LeaseRole.Decoder);

        int[] off = [.. Enumerable.Range(0, height).SelectMany(y => Enumerable.Range(0, (width - 1) * 4)
            .Select(x => whole[(y * width * 4) + x] - part[(y * (width - 1) * 4) + x]))];
        Assert.InRange(off.Max(Math.Abs), 0, 1);
        Assert.InRange(off.Average(), -0.1, 0.1);
    }

    [Theory]
    [InlineData(64, 33, true)]
    [InlineData(96, 50, true)]
    [InlineData(200, 99, false)]
    public void Rows_in_turn_are_the_picture_at_once_whatever_came_between(int fullWidth, int fullHeight, bool smooth)
    {
        using var pool = new NativeBufferPool();
        var ledger = new LeaseLedger(2);
        FrameLease lease = Open(pool, ledger, 64, 33, ColorDescription.Bt709Limited), other = Open(pool, ledger, 64, 33, ColorDescription.Bt709Limited, seed: 7);
        var region = new PictureRegion(fullWidth, fullHeight, 0, 0, fullWidth, fullHeight);
        int stride = fullWidth * 4;
        byte[] whole = new byte[stride * fullHeight], inTurn = new byte[whole.Length], rest = new byte[whole.Length];
        using var converter = new PictureConverter();

        Assert.True(converter.TryToRgba(lease, whole, stride, region, smooth));
        for (int first = 0; first < fullHeight; first += 5)
        {
            int count = Math.Min(5, fullHeight - first);
            Assert.True(converter.TryToRgba(lease, inTurn.AsSpan(first * stride), stride, region, smooth, first, count));
            if (first == 10)
            {
                Assert.True(converter.TryToRgba(other, rest, stride, region, smooth, 0, first + count));
            }
        }

        lease.Release(LeaseRole.Decoder);
        other.Release(LeaseRole.Decoder);
        Assert.Equal(whole, inTurn);
    }

    /// <summary>Noise of every code, also of those that are not allowed in a limited range.</summary>
    private static FrameLease Open(NativeBufferPool pool, LeaseLedger ledger, int width, int height, ColorDescription color, int seed = 1)
    {
        int halfWidth = (width + 1) / 2, halfHeight = (height + 1) / 2, luma = width * height, chroma = halfWidth * halfHeight;
        NativeBuffer buffer = pool.Rent(luma + (2 * chroma));
        buffer.Length = luma + (2 * chroma);
        new Random(width * seed).NextBytes(buffer.Bytes);
        ReadOnlySpan<PlaneView> planes =
        [
            new PlaneView(buffer.Address, width, width, height),
            new PlaneView(buffer.Address + luma, halfWidth, halfWidth, halfHeight),
            new PlaneView(buffer.Address + luma + chroma, halfWidth, halfWidth, halfHeight),
        ];
        var info = new FrameInfo { Width = width, Height = height, Layout = PixelLayout.Yuv420P, Color = color, Path = "noise" };
        Assert.True(ledger.TryOpen(info, planes, buffer, out FrameLease lease));
        return lease;
    }
}
