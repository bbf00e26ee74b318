using Fathom.Decode.Local;
using Xunit;

namespace Fathom.Client.Tests.Overlays;

public sealed class SizesTests
{
    [Theory]
    [InlineData("640x480", 640, 480)]
    [InlineData("1X2", 1, 2)]
    public void A_size_is_read_width_first(string text, int width, int height)
    {
        Assert.True(SizePx.TryParse(text, out SizePx size));
        Assert.Equal(new SizePx(width, height), size);
    }

    [Theory]
    [InlineData("")]
    [InlineData("640")]
    [InlineData("640x")]
    [InlineData("x480")]
    [InlineData("0x480")]
    [InlineData("-1x480")]
    [InlineData("1.5x480")]
    public void What_is_no_size_is_not_read(string text) => Assert.False(SizePx.TryParse(text, out _));

    [Theory]
    [InlineData("1,2,3,4", true)]
    [InlineData("1, 2, 3, 4", true)]
    [InlineData("1,2,3", false)]
    [InlineData("1,2,3,4,5", false)]
    [InlineData("1,2,0,4", false)]
    [InlineData("-1,2,3,4", false)]
    public void A_crop_has_four_numbers(string text, bool expected) => Assert.Equal(expected, CropPx.TryParse(text, out _));

    [Theory]
    [InlineData(0, 0, 640, 480, true)]
    [InlineData(1, 0, 640, 480, false)]
    [InlineData(639, 479, 1, 1, true)]
    [InlineData(0, 0, int.MaxValue, 1, false)]
    [InlineData(0, 0, 0, 1, false)]
    public void A_crop_must_lie_in_the_frame(int x, int y, int width, int height, bool expected) =>
        Assert.Equal(expected, new CropPx(x, y, width, height).FitsInto(new SizePx(640, 480)));

    [Fact]
    public void Parts_of_a_pixel_are_left_out() => Assert.Equal(new SizePx(320, 240), new CropPx(0, 0, 641, 481).Downsampled(2));
}
