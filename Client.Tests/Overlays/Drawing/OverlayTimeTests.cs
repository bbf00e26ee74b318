using Fathom.Client.Overlays.Drawing;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Drawing;

/// <summary>Which frame of a video is drawn with which picture, and what is drawn while that one is not there.</summary>
/// <remarks>Frame 0 of the test's videos is black, like what is not there: the tests use the others.</remarks>
public sealed class OverlayTimeTests
{
    [SkippableFact]
    public void A_picture_carries_the_frame_of_the_step_that_it_shows_whatever_was_asked_meanwhile()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(1);
        stage.Serve();
        foreach (int step in new[] { 3, 1, 7, 2, 6, 5, 4 })
        {
            stage.TellDims((step + 1) % 8);
            stage.Show(step);
            stage.Serve();

            Assert.Equal(step, OverlayStage.NumberIn(stage.Redraw()));
            Assert.Equal((step, step, false), (item.ShownFrame, item.WantedFrame, item.IsLate));
        }
    }

    [SkippableFact]
    public void A_frame_that_is_kept_is_drawn_with_the_very_picture_that_wants_it()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Stack.Update();
        stage.Serve();
        for (int step = 1; step < 8; step++)
        {
            item.Reader!.Read(step).Dispose();
        }

        foreach (int step in new[] { 5, 1, 7, 2 })
        {
            Assert.Equal(step, OverlayStage.NumberIn(stage.Show(step)));
        }

        Assert.Equal(0, item.LateCount);
    }

    [SkippableFact]
    public void A_late_frame_leaves_the_one_before_for_a_quarter_of_a_second_and_then_nothing()
    {
        using var stage = new OverlayStage(cacheFrames: 0);
        OverlayItem item = stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(1);
        stage.Serve();
        Assert.Equal(1, OverlayStage.NumberIn(stage.Redraw()));
        Assert.Null(stage.Stack.NextDue());

        Assert.Equal(1, OverlayStage.NumberIn(stage.Show(2)));
        Assert.Equal((1, 2, true), (item.ShownFrame, item.WantedFrame, item.IsLate));
        Assert.Equal(stage.Time.GetTimestamp() + 250_000, stage.Stack.NextDue());
        stage.Time.Advance(0.2);
        Assert.Equal(1, OverlayStage.NumberIn(stage.Show(3)));
        stage.Stack.Update();
        Assert.False(stage.State.NeedsRedraw);

        // Late since the first picture that it was late for, whatever came after that.
        stage.Time.Advance(0.051);
        stage.Stack.Update();
        Assert.True(stage.State.NeedsRedraw);
        Assert.Equal(-1, OverlayStage.NumberIn(stage.Redraw()));
        Assert.Equal((OverlayItem.None, 3, true), (item.ShownFrame, item.WantedFrame, item.IsLate));
        Assert.Null(stage.Stack.NextDue());
        stage.Stack.Update();
        Assert.False(stage.State.NeedsRedraw);

        stage.Serve();
        Assert.True(stage.State.NeedsRedraw);
        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw()));
        Assert.False(item.IsLate);
        Assert.True(item.LateCount >= 3);
    }

    [SkippableFact]
    public void Nothing_is_drawn_where_the_video_has_no_frame_and_nothing_old_after_that()
    {
        using var stage = new OverlayStage(cacheFrames: 0);
        OverlayItem item = stage.Stack.Add(stage.Video(frames: 4));
        stage.Tell();
        stage.Show(3);
        stage.Serve();
        Assert.Equal(3, OverlayStage.NumberIn(stage.Redraw()));

        Assert.Equal(-1, OverlayStage.NumberIn(stage.Show(6)));
        Assert.Equal((OverlayItem.None, OverlayItem.None, false), (item.ShownFrame, item.WantedFrame, item.IsLate));

        // Frame 3 is still in the texture, and belongs to another time.
        Assert.Equal(-1, OverlayStage.NumberIn(stage.Show(2)));
        stage.Serve();
        Assert.Equal(2, OverlayStage.NumberIn(stage.Redraw()));
    }

    [SkippableFact]
    public void Without_a_time_axis_the_frame_is_chosen_by_hand()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        stage.Tell(timeUnit: "");
        stage.Stack.ShowFrame("cam", 5);
        stage.Show(2);
        stage.Serve();

        Assert.Equal(5, OverlayStage.NumberIn(stage.Redraw()));
        Assert.False(item.FollowsTime);
        Assert.Contains(stage.Said, text => text.Contains("by hand", System.StringComparison.Ordinal));
        stage.Stack.ShowFrame("cam", 800);
        Assert.Equal(-1, OverlayStage.NumberIn(stage.Redraw()));
    }

    [SkippableFact]
    public void An_offset_that_is_changed_moves_the_video_while_it_stays_in_sight()
    {
        using var stage = new OverlayStage();
        OverlayItem item = stage.Stack.Add(stage.Video());
        stage.Tell();
        stage.Show(5);
        stage.Serve();
        Assert.Equal(5, OverlayStage.NumberIn(stage.Redraw()));

        // Somebody drags a slider: its panel says what comes of it, not a notice for every move.
        int said = stage.Said.Count;
        stage.Stack.TellsEdits = false;
        stage.Stack.Replace(item.Spec with { Clock = new(0.3) });
        Assert.Equal(5, OverlayStage.NumberIn(stage.Redraw()));
        stage.Serve();
        Assert.Equal(2, OverlayStage.NumberIn(stage.Redraw()));
        Assert.Equal(said, stage.Said.Count);
        Assert.Contains(item.Warnings, static text => text.Contains("of the scene", System.StringComparison.Ordinal));
    }
}
