using Fathom.Client.Intents;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Moving the last picture until the true one comes.</summary>
public sealed class CameraPredictionTests
{
    private readonly CameraPrediction _camera = new();

    [Fact]
    public void A_pan_is_seen_at_once_and_the_true_picture_stands_where_the_moved_one_stood()
    {
        Show(1, 2, 10, 20);
        _camera.Pan(7, -3);
        Assert.Equal(new PictureShift(1, 7, -3), _camera.Shift);

        _camera.OnSent("pan", "a");
        _camera.OnAnswered("a", 2);
        Assert.Equal(new PictureShift(1, 7, -3), _camera.Shift);
        Show(2, 2, 17, 17);

        Assert.False(_camera.IsAhead);
    }

    [Fact]
    public void A_zoom_keeps_the_point_under_the_pointer()
    {
        Show(1, 2, 10, 20);
        _camera.Zoom(1.5, 100, 60);
        PictureShift shift = _camera.Shift;
        Assert.Equal(1.5, shift.Scale, 12);
        Assert.Equal(100, (1.5 * 100) + shift.X, 9);
        Assert.Equal(60, (1.5 * 60) + shift.Y, 9);
    }

    [Fact]
    public void A_picture_that_has_taken_up_a_part_is_moved_by_the_rest()
    {
        Show(1, 1, 0, 0);
        _camera.Pan(10, 0);
        _camera.OnSent("pan", "a");
        _camera.Pan(5, 0);
        _camera.OnSent("pan", "b");
        _camera.OnAnswered("a", 2);

        Show(2, 1, 10, 0);

        Assert.Equal(new PictureShift(1, 5, 0), _camera.Shift);
    }

    [Fact]
    public void The_picture_that_comes_before_its_answer_is_not_moved_twice()
    {
        Show(1, 1, 0, 0);
        _camera.Pan(10, 0);
        _camera.OnSent("pan", "a");
        Show(2, 1, 10, 0);
        Assert.False(_camera.IsAhead);
        _camera.OnAnswered("a", 2);
        Assert.False(_camera.IsAhead);
    }

    [Fact]
    public void A_refused_move_springs_back()
    {
        Show(1, 1, 0, 0);
        _camera.Pan(10, 0);
        _camera.OnSent("pan", "a");
        _camera.OnAnswered("a", null);
        Assert.False(_camera.IsAhead);
    }

    [Fact]
    public void What_others_do_is_followed_when_nothing_is_on_its_way()
    {
        Show(1, 1, 0, 0);
        Show(2, 4, 30, 40);
        Assert.False(_camera.IsAhead);
    }

    [Fact]
    public void A_reset_is_not_guessed()
    {
        Show(1, 3, 50, 50);
        _camera.Pan(10, 0);
        _camera.OnSent("pan", "a");
        _camera.Suspend();
        _camera.OnSent("reset", "b");
        Assert.False(_camera.IsAhead);
        Show(2, 3, 60, 50);
        Assert.False(_camera.IsAhead);
        _camera.OnAnswered("a", 2);
        _camera.OnAnswered("b", 3);
        Show(3, 1, 0, 0);
        Assert.False(_camera.IsAhead);
        _camera.Pan(1, 1);
        Assert.True(_camera.IsAhead);
    }

    [Fact]
    public void Without_a_view_or_in_a_volume_nothing_is_predicted()
    {
        _camera.OnShown(new FrameInfo { Width = 100, Height = 100 });
        _camera.Pan(10, 0);
        Assert.False(_camera.IsAhead);

        _camera.OnShown(new FrameInfo { Width = 100, Height = 100, HasView = true, View = new FrameView([0, 0, 0], [0, 1, 2]) });
        _camera.Zoom(2, 0, 0);
        Assert.False(_camera.IsAhead);
    }

    private void Show(long revision, double scale, double x, double y) => _camera.OnShown(new FrameInfo
    {
        Width = 200,
        Height = 100,
        HasView = true,
        View = new FrameView([0, 0, 0], [1, 2])
        {
            Revision = revision,
            WorldToPixel = new ViewMatrix([scale, 0, 0, x, 0, scale, 0, y, 0, 0, 1, 0, 0, 0, 0, 1]),
        },
    });
}
