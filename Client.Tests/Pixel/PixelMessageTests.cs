using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class PixelMessageTests
{
    private static readonly PixelHeader s_header = new(41, 1759179000.5, 1280, 720, VideoCodec.H264, true, 0);

    [Fact]
    public void A_plain_message_is_header_and_access_unit()
    {
        byte[] message = [.. Prefix(null), 0, 0, 0, 1, 0x65];

        Assert.True(PixelMessage.TryParse(message, true, out PixelHeader header, out _, out bool hasView, out int offset, out PixelError error));

        Assert.Equal((s_header, false, 24, PixelError.None), (header, hasView, offset, error));
    }

    [Fact]
    public void A_negotiated_message_carries_its_view_between_them()
    {
        FrameView sent = FrameViewTests.Example();
        byte[] message = [.. Prefix(sent), 0x65];

        Assert.True(PixelMessage.TryParse(message, true, out PixelHeader header, out FrameView view, out bool hasView, out int offset, out PixelError error));

        Assert.True(hasView);
        Assert.Equal(sent, view);
        Assert.Equal(sent.Size, header.ViewLength);
        Assert.Equal(0x65, message[offset]);
        Assert.Equal(PixelError.None, error);
    }

    [Fact]
    public void Without_negotiation_the_reserved_bits_mean_nothing()
    {
        byte[] message = [.. Prefix(null), 0x65];
        message[22] = 0x7f;

        Assert.True(PixelMessage.TryParse(message, false, out _, out _, out bool hasView, out int offset, out PixelError error));
        Assert.Equal((false, 24, PixelError.None), (hasView, offset, error));
    }

    [Fact]
    public void An_unknown_version_is_skipped_by_its_length()
    {
        FrameView sent = FrameViewTests.Example();
        byte[] message = [.. Prefix(sent), 0x65];
        message[PixelHeader.Size] = 2;

        Assert.True(PixelMessage.TryParse(message, true, out _, out _, out bool hasView, out int offset, out PixelError error));

        Assert.Equal((false, PixelError.ViewVersionUnknown), (hasView, error));
        Assert.Equal(0x65, message[offset]);
    }

    [Fact]
    public void A_block_longer_than_the_message_is_refused()
    {
        byte[] message = Prefix(FrameViewTests.Example())[..^1];

        Assert.False(PixelMessage.TryParse(message, true, out _, out _, out bool hasView, out int offset, out PixelError error));
        Assert.Equal((false, 0, PixelError.ViewTruncated), (hasView, offset, error));
    }

    [Fact]
    public void Too_few_bytes_for_a_header_are_refused()
    {
        Assert.False(PixelMessage.TryParse(new byte[23], true, out _, out _, out _, out _, out PixelError error));
        Assert.Equal(PixelError.TooShort, error);
    }

    [Fact]
    public void A_plain_prefix_never_announces_a_view()
    {
        byte[] prefix = new byte[PixelHeader.Size];

        PixelMessage.WritePrefix(prefix, s_header with { ViewLength = 99 });

        Assert.Equal([0, 0], prefix[22..]);
    }

    [Fact]
    public void Parsing_and_writing_allocate_nothing()
    {
        byte[] message = [.. Prefix(FrameViewTests.Example()), 0x65];
        byte[] output = new byte[PixelMessage.MaxPrefixSize];
        int sum = 0;

        Assert.Equal(0, LeastAllocated.Bytes(() =>
        {
            for (int i = 0; i < 100; i++)
            {
                PixelMessage.TryParse(message, true, out PixelHeader header, out FrameView view, out _, out int offset, out _);
                sum += offset + PixelMessage.WritePrefix(output, header, view);
            }
        }));
        Assert.True(sum > 0);
    }

    private static byte[] Prefix(FrameView? view)
    {
        byte[] bytes = new byte[PixelMessage.MaxPrefixSize];
        int length = view is { } given ? PixelMessage.WritePrefix(bytes, s_header, given) : PixelMessage.WritePrefix(bytes, s_header);
        return bytes[..length];
    }
}
