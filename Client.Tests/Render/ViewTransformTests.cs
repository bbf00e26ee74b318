using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

public sealed class ViewTransformTests
{
    [Theory]
    [InlineData(1280, 720, 1280, 720, FitMode.Fit, 0, 0, 1280, 720)]
    [InlineData(1280, 720, 1000, 1000, FitMode.Fit, 0, 219, 1000, 562)]
    [InlineData(720, 1280, 1000, 1000, FitMode.Fit, 219, 0, 562, 1000)]
    [InlineData(1280, 720, 1000, 1000, FitMode.Fill, -389, 0, 1778, 1000)]
    [InlineData(640, 480, 1000, 1000, FitMode.OneToOne, 180, 260, 640, 480)]
    [InlineData(1001, 1001, 1000, 1000, FitMode.OneToOne, -1, -1, 1001, 1001)]
    [InlineData(10000, 1, 100, 100, FitMode.Fit, 0, 49, 100, 1)]
    public void A_picture_is_placed_in_the_middle(int pw, int ph, int fw, int fh, FitMode fit, int x, int y, int w, int h)
        => Assert.Equal(new ViewTransform(x, y, w, h, pw, ph), ViewTransform.Place(pw, ph, fw, fh, fit));

    [Theory]
    [InlineData(0, 720, 100, 100)]
    [InlineData(1280, 720, 0, 0)]
    public void Nothing_is_placed_where_there_is_no_room(int pw, int ph, int fw, int fh)
    {
        ViewTransform view = ViewTransform.Place(pw, ph, fw, fh, FitMode.Fit);

        Assert.Equal((0, 0), (view.Width, view.Height));
        Assert.False(view.TryToPicture(0, 0, out _, out _));
    }

    [Fact]
    public void Positions_go_there_and_back()
    {
        ViewTransform view = ViewTransform.Place(1280, 720, 1000, 1000, FitMode.Fit);

        (double x, double y) = view.ToFramebuffer(640, 360);
        Assert.True(view.TryToPicture(x, y, out double pictureX, out double pictureY));

        Assert.Equal((640, 360), (pictureX, pictureY));
    }

    [Fact]
    public void Bars_are_outside_the_picture()
    {
        ViewTransform view = ViewTransform.Place(1280, 720, 1000, 1000, FitMode.Fit);

        Assert.False(view.TryToPicture(500, 218.9, out _, out _));
        Assert.True(view.TryToPicture(500, 219, out _, out _));
        Assert.True(view.TryToPicture(500, 780.9, out _, out _));
        Assert.False(view.TryToPicture(500, 781, out _, out _));
    }
}
