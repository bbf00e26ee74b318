using System;
using System.Linq;
using Fathom.Client.Overlays.Timing;
using Fathom.Client.Overlays.Tracks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Tracks;

public sealed class TrackCursorTests
{
    [Theory]
    [InlineData(0, 50_000, 0, 50_000)]
    [InlineData(40_000, 50_000, 0, 50_000)]
    [InlineData(0, 50_001, 0, 1001)]
    [InlineData(500, 50_001, 0, 1501)]
    [InlineData(25_000, 50_001, 24_000, 26_001)]
    [InlineData(50_000, 50_001, 49_000, 50_001)]
    public void Long_scenes_are_kept_about_the_cursor(int cursor, int frames, int from, int to) =>
        Assert.Equal((from, to), TrackWindow.Usual.About(cursor, frames));

    [Theory]
    [InlineData(250, 50_001, false)]
    [InlineData(251, 50_001, true)]
    [InlineData(40_000, 50_000, false)]
    public void The_window_follows_after_two_hundred_and_fifty(int cursor, int frames, bool expected)
    {
        Assert.Equal(expected, TrackWindow.Usual.MustReload(cursor, 0, frames));
        Assert.Equal(expected, TrackWindow.Usual.MustReload(0, cursor, frames));
    }

    [Fact]
    public void A_long_scene_is_loaded_seldom_and_always_right()
    {
        const int Frames = 60_000;
        double[] times = VideoAlignment.Even(Frames, 10);
        var cursor = new TrackCursor([Line("a", [.. times])], times, TrackWindow.Usual);

        for (int frame = 0; frame < Frames; frame += 50)
        {
            cursor.Move(frame);
            Assert.True(cursor.TryNow(0, out PointWorld now));
            Assert.Equal(frame, now.X);
            Assert.Equal(Math.Min(frame, 100) + 1, cursor.Trail(0, 100).Length);
            Assert.True(cursor.Loaded.To - cursor.Loaded.From <= 2001);
        }

        // Each load serves 250 frames; the cursor came in steps of 50, so the sixth is the first that is too far.
        Assert.Equal(1 + ((Frames - 50) / 300), cursor.Loads);
    }

    [Fact]
    public void Tracks_end_where_they_end()
    {
        double[] scene = [0, 1, 2, 3, 4];
        var cursor = new TrackCursor([Line("a", [1.0, 2, 3])], scene, TrackWindow.Usual);

        bool[] seen = [.. Enumerable.Range(0, 5).Select(frame =>
        {
            cursor.Move(frame);
            return cursor.TryNow(0, out _);
        })];

        Assert.Equal([false, true, true, true, false], seen);
        Assert.Empty(cursor.Trail(0, 10).ToArray());
    }

    [Fact]
    public void A_trail_has_every_sample_and_breaks_where_nothing_was_seen()
    {
        // Four samples a frame, the seventh not seen.
        var times = Enumerable.Range(0, 17).Select(i => i / 4.0).ToArray();
        PlacedTrack fine = Line("a", times);
        fine = fine with { Points = fine.Points.SetItem(7, new PointWorld(double.NaN, 0)) };
        var cursor = new TrackCursor([fine], [0, 1, 2, 3, 4], TrackWindow.Usual);

        cursor.Move(3);
        PointWorld[] trail = cursor.Trail(0, 2).ToArray();

        Assert.Equal(9, trail.Length);
        Assert.Equal((4, 12), (trail[0].X, trail[^1].X));
        Assert.False(trail[3].IsFinite);
    }

    [Fact]
    public void Moving_inside_a_window_allocates_nothing()
    {
        double[] times = VideoAlignment.Even(60_000, 10);
        var cursor = new TrackCursor([Line("a", times)], times, TrackWindow.Usual);

        Assert.Equal(0, LeastAllocated.Bytes(() => Walk(cursor, 240)));
    }

    private static void Walk(TrackCursor cursor, int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            cursor.Move(frame);
            cursor.TryNow(0, out _);
            cursor.Trail(0, 100);
        }
    }

    private static PlacedTrack Line(string id, double[] times) => new(id, null, [.. times], [.. times.Select((_, i) => new PointWorld(i, 0))]);
}
