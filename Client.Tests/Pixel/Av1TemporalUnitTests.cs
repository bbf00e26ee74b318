using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class Av1TemporalUnitTests
{
    private static readonly byte[] s_delimiter = [0x12, 0];
    private static readonly byte[] s_frame = [0x32, 3, 0x10, 7, 7];

    [Fact]
    public void A_second_delimiter_ends_the_unit()
    {
        byte[] two = [.. s_delimiter, .. s_frame, .. s_frame, .. s_delimiter, .. s_frame];

        Assert.Equal(12, Av1TemporalUnit.LengthOfFirst(two));
    }

    [Fact]
    public void A_unit_alone_is_whole_with_and_without_a_delimiter()
    {
        Assert.Equal(7, Av1TemporalUnit.LengthOfFirst([.. s_delimiter, .. s_frame]));
        Assert.Equal(10, Av1TemporalUnit.LengthOfFirst([.. s_frame, .. s_frame]));
        Assert.Equal(0, Av1TemporalUnit.LengthOfFirst([]));
    }

    [Fact]
    public void What_makes_no_sense_is_left_to_the_decoder() =>
        Assert.Equal(8, Av1TemporalUnit.LengthOfFirst([.. s_delimiter, .. s_frame, 0xFF]));
}
