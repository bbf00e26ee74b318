using Fathom.Protocol.Pixel;
using Xunit;

namespace Fathom.Client.Tests.Pixel;

public sealed class SequenceNumberTests
{
    [Theory]
    [InlineData(5u, 6u, 1, 0, false)]
    [InlineData(6u, 8u, 2, 1, true)]
    [InlineData(8u, 8u, 0, 0, true)]
    [InlineData(9u, 8u, -1, 0, true)]
    [InlineData(uint.MaxValue, 0u, 1, 0, false)]
    [InlineData(uint.MaxValue, 3u, 4, 3, true)]
    [InlineData(0u, uint.MaxValue, -1, 0, true)]
    public void Goes_the_shorter_way_round(uint previous, uint current, int distance, int missing, bool discontinuity)
    {
        Assert.Equal(distance, SequenceNumber.Distance(previous, current));
        Assert.Equal(missing, SequenceNumber.Missing(previous, current));
        Assert.Equal(discontinuity, SequenceNumber.IsDiscontinuity(previous, current));
        Assert.Equal(distance > 0, SequenceNumber.IsNewer(current, previous));
    }

    [Fact]
    public void Next_wraps()
    {
        Assert.Equal(0u, SequenceNumber.Next(uint.MaxValue));
    }
}
