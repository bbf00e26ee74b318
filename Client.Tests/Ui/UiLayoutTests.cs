using Fathom.Client.Ui;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Where the panels stand.</summary>
public sealed class UiLayoutTests
{
    [Theory]
    [InlineData(1280, 720, 1f, 2)]
    [InlineData(1280, 720, 1.5f, 3)]
    [InlineData(2560, 1440, 2f, 5)]
    [InlineData(500, 400, 1f, 2)]
    [InlineData(320, 200, 1f, 4)]
    public void Panels_and_picture_fill_the_window_and_never_overlap(int width, int height, float scale, int axes)
    {
        UiLayout layout = UiLayout.Divide(width, height, scale, axes, isShown: true);

        float area = Area(layout.Dock) + Area(layout.Dims) + Area(layout.Status) + Area(layout.Canvas);
        Assert.Equal(width * (float)height, area);
        Assert.True(layout.Dock.Intersect(layout.Canvas).IsEmpty);
        Assert.True(layout.Dims.Intersect(layout.Canvas).IsEmpty);
        Assert.Equal(layout.Canvas.X, layout.Dims.X);
    }

    [Fact]
    public void Hidden_panels_leave_the_whole_window_to_the_picture()
        => Assert.Equal(new ShapeRect(0, 0, 640, 480), UiLayout.Divide(640, 480, 1, 3, isShown: false).Canvas);

    [Fact]
    public void A_narrow_window_keeps_its_picture_and_hides_the_dock()
    {
        UiLayout layout = UiLayout.Divide(400, 600, 1, 2, isShown: true);
        Assert.True(layout.Dock.IsEmpty);
        Assert.Equal(400, layout.Canvas.Width);
    }

    [Fact]
    public void Twice_the_scale_makes_panels_twice_as_large()
    {
        UiLayout one = UiLayout.Divide(1280, 720, 1, 2, isShown: true);
        UiLayout two = UiLayout.Divide(2560, 1440, 2, 2, isShown: true);
        Assert.Equal(one.Dock.Width * 2, two.Dock.Width);
        Assert.Equal(one.Dims.Height * 2, two.Dims.Height);
    }

    private static float Area(ShapeRect rect) => rect.IsEmpty ? 0 : rect.Width * rect.Height;
}
