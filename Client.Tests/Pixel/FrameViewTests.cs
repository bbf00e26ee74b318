using System;
using System.Buffers.Binary;
using System.Linq;
using System.Runtime.CompilerServices;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class FrameViewTests
{
    [Fact]
    public void Survives_the_wire_in_every_field()
    {
        FrameView view = Example();
        byte[] block = new byte[view.Size];

        int written = view.Write(block);
        bool read = FrameView.TryRead(block, out FrameView back, out PixelError error);

        Assert.True(read);
        Assert.Equal(PixelError.None, error);
        Assert.Equal(block.Length, written);
        Assert.True(view == back);
        Assert.Equal([7, 3, 100, 200], back.Step.ToArray());
        Assert.Equal([2, 3], back.Displayed.ToArray());
        Assert.Equal(view.GetHashCode(), back.GetHashCode());
    }

    [Fact]
    public void Lies_in_memory_without_a_reference()
    {
        Assert.False(RuntimeHelpers.IsReferenceOrContainsReferences<FrameView>());
    }

    [Fact]
    public void Puts_each_field_where_the_documentation_says()
    {
        FrameView view = Example();
        byte[] block = new byte[view.Size];
        view.Write(block);

        Assert.Equal([1, 4, 2, (byte)FrameQuality.Refined], block[..4]);
        Assert.Equal(2, BinaryPrimitives.ReadInt32BigEndian(block.AsSpan(4)));
        Assert.Equal(long.MaxValue - 5, BinaryPrimitives.ReadInt64BigEndian(block.AsSpan(8)));
        Assert.Equal([-9000, -5000, -4500, -500, 12], Enumerable.Range(0, 5).Select(i => BinaryPrimitives.ReadInt32BigEndian(block.AsSpan(16 + (4 * i)))));
        Assert.Equal(0.25, BinaryPrimitives.ReadDoubleBigEndian(block.AsSpan(36 + (8 * 3))));
        Assert.Equal(7, BinaryPrimitives.ReadInt32BigEndian(block.AsSpan(164)));
        Assert.Equal([2, 3], block[180..]);
    }

    [Fact]
    public void Ignores_bytes_that_a_later_revision_appended()
    {
        FrameView view = Example();
        byte[] block = new byte[view.Size + 9];
        view.Write(block);

        Assert.True(FrameView.TryRead(block, out FrameView back, out _));
        Assert.Equal(view, back);
    }

    [Fact]
    public void Every_truncation_is_a_typed_error()
    {
        FrameView view = Example();
        byte[] block = new byte[view.Size];
        view.Write(block);

        for (int length = 0; length < block.Length; length++)
        {
            Assert.False(FrameView.TryRead(block.AsSpan(0, length), out FrameView back, out PixelError error));
            Assert.Equal(PixelError.ViewTruncated, error);
            Assert.Equal(default, back);
        }
    }

    [Theory]
    [InlineData(0, 2, PixelError.ViewVersionUnknown)]
    [InlineData(0, 0, PixelError.ViewVersionUnknown)]
    [InlineData(1, 9, PixelError.ViewAxesInvalid)]
    [InlineData(2, 5, PixelError.ViewAxesInvalid)]
    [InlineData(180, 4, PixelError.ViewAxesInvalid)]
    [InlineData(36, 0x7f, PixelError.ViewMatrixInvalid)]
    public void Refuses_what_it_cannot_mean(int offset, byte value, PixelError expected)
    {
        FrameView view = Example();
        byte[] block = new byte[view.Size];
        view.Write(block);
        block[offset] = value;
        if (expected == PixelError.ViewMatrixInvalid)
        {
            block[offset + 1] = 0xf0;
        }

        Assert.False(FrameView.TryRead(block, out _, out PixelError error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void Reads_a_quality_of_the_future_as_unknown()
    {
        FrameView view = Example();
        byte[] block = new byte[view.Size];
        view.Write(block);
        block[3] = 77;

        Assert.True(FrameView.TryRead(block, out FrameView back, out _));
        Assert.Equal(FrameQuality.Unknown, back.Quality);
    }

    [Fact]
    public void Cannot_be_made_with_axes_that_do_not_exist()
    {
        Assert.Throws<ArgumentException>(() => new FrameView(new int[FrameView.MaxAxes + 1], []));
        Assert.Throws<ArgumentException>(() => new FrameView([1], [0, 0]));
        Assert.Throws<ArgumentException>(() => new FrameView([1, 2], [2]));
        Assert.Throws<ArgumentException>(() => new FrameView([1, 2], [-1]));
    }

    [Fact]
    public void The_longest_block_fits_the_documented_maximum()
    {
        var view = new FrameView(new int[FrameView.MaxAxes], [0, 1, 2, 3, 4, 5, 6, 7]);

        Assert.Equal(FrameView.MaxSize, view.Size);
        Assert.Equal(FrameView.MaxSize, view.Write(new byte[FrameView.MaxSize]));
    }

    [Fact]
    public void Stage_times_are_relative_microseconds_within_32_bits()
    {
        Assert.Equal(-16_600, StageTimes.Relative(1759179000.5, 1759179000.4834));
        Assert.Equal(int.MaxValue, StageTimes.Relative(0, 1e9));
        Assert.Equal(int.MinValue, StageTimes.Relative(1e9, 0));
        Assert.Equal(0, StageTimes.Relative(double.NaN, 1));
        Assert.Equal(99.5, StageTimes.Absolute(100, -500_000), 9);
    }

    internal static FrameView Example()
    {
        ViewMatrix matrix = ViewMatrix.Identity;
        matrix[0, 3] = 0.25;
        return new FrameView([7, 3, 100, 200], [2, 3])
        {
            Revision = long.MaxValue - 5,
            Level = 2,
            Quality = FrameQuality.Refined,
            Times = new StageTimes(-9000, -5000, -4500, -500, 12),
            WorldToPixel = matrix,
        };
    }
}
