using System.Linq;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Timing;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>Which frames are decoded, in which order, and what is given up for what.</summary>
public sealed class FrameWishTests
{
    [Fact]
    public void The_frame_that_is_shown_comes_before_those_that_will_be()
    {
        var wish = new FrameWish();
        wish.Set(10, [11, 12], isDone: false);
        Assert.Equal(10, wish.Next());
        Assert.Equal(10, wish.Next());
        wish.Done(10);
        Assert.Equal([11, 12, -1, -1], Enumerable.Range(0, 4).Select(_ => wish.Next()));
        wish.Set(-1, [], isDone: false);
        Assert.True(wish.IsDone);
    }

    [Theory]
    [InlineData(10, true)] // Behind what is wanted: the way back is a way anew.
    [InlineData(5, false)]
    [InlineData(4, false)] // On the way.
    [InlineData(-1, false)]
    public void Only_what_keeps_the_wanted_frame_waiting_is_broken_off(int decoding, bool isInTheWay)
    {
        var wish = new FrameWish();
        wish.Set(5, [], isDone: false);
        Assert.Equal(isInTheWay, wish.IsInTheWay(decoding));
        wish.Set(5, [], isDone: true);
        Assert.False(wish.IsInTheWay(decoding));
    }

    [Fact]
    public void A_jump_far_ahead_does_not_wait_for_what_was_wanted_before()
    {
        var wish = new FrameWish();
        wish.Set(1000, [], isDone: false);
        Assert.True(wish.IsInTheWay(4));
        Assert.False(wish.IsInTheWay(990));
    }

    [Fact]
    public void What_comes_next_follows_the_direction_and_begins_with_what_was_asked_for()
    {
        var alignment = VideoAlignment.Of(VideoAlignment.Even(100, 10), VideoAlignment.Even(200, 20), TimeLine.Same);
        var plan = new FramePlan();
        Assert.Equal([51, 52, 53, 54], Ahead(plan, alignment, 100, 100)[..4]);
        Assert.Equal([47, 46, 45, 44], Ahead(plan, alignment, 96, 96)[..4]);
        Assert.Equal([40, 39, 38], Ahead(plan, alignment, 94, 80)[..3]);

        // A jump says nothing about a direction.
        Assert.Equal([4, 3, 2, 1, 0], Ahead(plan, alignment, 10, 10));
    }

    private static int[] Ahead(FramePlan plan, VideoAlignment alignment, int at, int asked)
    {
        var ahead = new int[FrameWish.MostAhead];
        int count = plan.Ahead(alignment, at, asked, alignment.Indices[at], ahead);
        return ahead[..count];
    }
}
