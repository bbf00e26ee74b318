using System;
using System.Linq;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes.Embryo;
using Xunit;

namespace Fathom.Client.Tests.Server;

public sealed class PacingTests
{
    [Fact]
    public void The_first_intent_after_a_pause_passes_at_once_and_the_average_stays_below_the_rate()
    {
        var pacer = new Pacer(30);
        double now = 100;
        int passed = 0;
        for (int i = 0; i < 1000; i++, now += 0.001)
        {
            if (pacer.Delay(now) <= 0)
            {
                pacer.Spend(now);
                passed++;
            }
        }

        Assert.InRange(passed, 30, 32);
        Assert.Equal(0, pacer.Delay(now + 0.1));
    }

    [Fact]
    public void A_player_keeps_its_beat_and_wraps_around()
    {
        SceneStore store = Store();
        var player = new Player(0, 120, 10);
        double now = 50, end = now + 13;
        int steps = 0;
        while (now < end)
        {
            steps += player.TryAdvance(store, now, out double due) ? 1 : 0;
            now = due + 0.004;
        }

        Assert.InRange(steps, 128, 131);
        Assert.Equal(steps % 120, store.Current.Step[0]);
    }

    [Fact]
    public void A_player_rests_while_a_viewer_drives_its_axis_and_makes_up_for_nothing()
    {
        SceneStore store = Store();
        var player = new Player(0, 120, 10);
        player.TryAdvance(store, 10, out _);
        player.Rest(1, 10.05);
        player.Rest(0, 10.05);

        Assert.False(player.TryAdvance(store, 11, out double due));
        Assert.Equal(10.05 + Player.RestSeconds, due, 6);
        Assert.True(player.TryAdvance(store, 20, out due));
        Assert.False(player.TryAdvance(store, 20.05, out _));
    }

    [Fact]
    public void A_slow_viewer_loses_all_up_to_the_next_key_frame_and_asks_for_one_only_when_it_has_caught_up()
    {
        var queue = new ViewerQueue();
        Assert.False(queue.Offer(Frame(0, false)));
        Assert.True(queue.Offer(Frame(1, true)));
        for (uint i = 2; i <= ViewerQueue.Capacity; i++)
        {
            Assert.True(queue.Offer(Frame(i, false)));
        }

        Assert.False(queue.Offer(Frame(98, false)));
        Assert.False(queue.Offer(Frame(99, false)));
        Assert.Equal(ViewerQueue.Capacity + 2, queue.Dropped);
        Assert.True(queue.TakeResume());
        Assert.False(queue.TakeResume());
        Assert.True(queue.Offer(Frame(105, true)));
        Assert.True(queue.Offer(Frame(106, false)));

        // What was dropped was never sent, so that no number is missing on the wire.
        Assert.Equal([(105u, 0u), (106u, 1u)], Enumerable.Range(0, 2).Select(_ => queue.TryTake(out QueuedFrame frame) ? (frame.Frame.Header.Sequence, frame.Sequence) : default));
        Assert.False(queue.TryTake(out _));
    }

    [Fact]
    public void A_frame_of_the_stream_that_a_viewer_has_left_is_not_taken()
    {
        var settings = new VideoSettings(320, 180, 30, 2_000_000, false);
        var clock = new ServerClock(TimeProvider.System);
        using VideoStream left = new(StreamKind.Described, settings, clock), joined = new(StreamKind.Slow, settings, clock);
        var queue = new ViewerQueue();
        queue.Restart(left);
        queue.Restart(joined);

        Assert.False(queue.Offer(left, Frame(1, true), out _));
        Assert.False(queue.Offer(joined, Frame(2, false), out _));
        Assert.True(queue.Offer(joined, Frame(3, true), out uint sequence));
        Assert.Equal(0u, sequence);
    }

    /// <summary>Nobody makes a key frame for a gap that belongs to another stream, and a stream with a gap only is not encoded.</summary>
    [Fact]
    public void A_gap_is_left_behind_with_the_stream()
    {
        var queue = new ViewerQueue();
        for (uint i = 0; i <= ViewerQueue.Capacity; i++)
        {
            queue.Offer(Frame(i, i == 0));
        }

        Assert.True(queue.HasGap);
        queue.Restart(null);

        Assert.False(queue.HasGap);
        Assert.True(queue.NeedsKeyframe);
    }

    [Fact]
    public void A_stall_is_no_narrow_path()
    {
        var history = new ViewerHistory();

        Assert.False(history.IsLasting(true, 10));
        Assert.False(history.IsLasting(true, 10.7));
        Assert.False(history.IsLasting(false, 10.8));
        Assert.False(history.IsLasting(true, 11.1));
        Assert.True(history.IsLasting(true, 12.2));
    }

    [Fact]
    public void The_newest_picture_wins_and_the_encoder_keeps_the_last_one()
    {
        var exchange = new PictureExchange(16, 16, takers: 2);
        RenderedPicture first = exchange.Drawing;
        exchange.Publish();
        RenderedPicture second = exchange.Drawing;
        exchange.Publish();

        PictureTap tap = exchange.Taps[0], other = exchange.Taps[1];
        Assert.True(tap.TryTake());
        Assert.Same(second, tap.Current);
        Assert.Same(first, exchange.Drawing);
        Assert.False(tap.TryTake());
        Assert.Same(second, tap.Current);
        Assert.Equal(1, exchange.Superseded);

        // Each takes the newest, and what one of them holds is not drawn over.
        exchange.Publish();
        Assert.True(other.TryTake());
        Assert.Same(first, other.Current);
        Assert.NotSame(first, exchange.Drawing);
        Assert.NotSame(second, exchange.Drawing);
    }

    private static SceneStore Store() => new(SceneState.Initial(SceneLayout.Of(new EmbryoVolume(7)), 640, 360));

    private static EncodedFrame Frame(uint sequence, bool isKeyframe)
    {
        EncodedFrame frame = EncodedFrame.Rent();
        frame.Header = new PixelHeader(sequence, 0, 16, 16, VideoCodec.H264, isKeyframe, 0);
        return frame;
    }
}
