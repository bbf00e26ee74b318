using System;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class PixelHeaderTests
{
    private static readonly byte[] s_keyframe = Convert.FromHexString("0000000041da36bc3e200000000007800000043801010000");

    [Fact]
    public void Reads_every_field_in_network_order()
    {
        Assert.True(PixelHeader.TryRead(s_keyframe, out PixelHeader header, out PixelError error));

        Assert.Equal(PixelError.None, error);
        Assert.Equal(new PixelHeader(0, 1759179000.5, 1920, 1080, VideoCodec.H264, true, 0), header);
    }

    [Fact]
    public void Writes_the_bytes_that_it_read()
    {
        PixelHeader.TryRead(s_keyframe, out PixelHeader header, out _);
        byte[] written = new byte[PixelHeader.Size];

        header.Write(written);

        Assert.Equal(s_keyframe, written);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    public void Refuses_fewer_than_24_bytes_with_a_reason(int length)
    {
        Assert.False(PixelHeader.TryRead(new byte[length], out _, out PixelError error));
        Assert.Equal(PixelError.TooShort, error);
    }

    [Fact]
    public void Keeps_a_timestamp_that_is_not_a_number_and_a_codec_it_does_not_know()
    {
        byte[] bytes = Convert.FromHexString("ffffffff7ff8000000000000ffffffffffffffff09feffff");

        Assert.True(PixelHeader.TryRead(bytes, out PixelHeader header, out _));

        Assert.True(double.IsNaN(header.Timestamp));
        Assert.Equal(uint.MaxValue, header.Sequence);
        Assert.Equal(9, (int)header.Codec);
        Assert.False(header.IsKeyframe);
        Assert.Equal(ushort.MaxValue, header.ViewLength);
    }
}
