using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Playback;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>Playing in virtual time.</summary>
public sealed class PlaybackClockTests
{
    private readonly PlaybackClock _clock = new();

    [Fact]
    public void In_real_time_the_index_is_start_plus_elapsed_times_rate()
    {
        _clock.Start(new PlaybackSettings { Fps = 10 }, 3, 100, TimeSpan.Zero);
        Assert.False(_clock.TryAdvance(Ms(99), 3, out _));
        Assert.True(_clock.TryAdvance(Ms(100), 3, out int index));
        Assert.Equal(4, index);
    }

    [Fact]
    public void A_late_tick_leaves_out_exactly_what_it_missed()
    {
        _clock.Start(new PlaybackSettings { Fps = 10 }, 0, 100, TimeSpan.Zero);
        Assert.True(_clock.TryAdvance(Ms(750), 0, out int index));
        Assert.Equal(7, index);
        Assert.Equal(6, _clock.Skipped);
    }

    [Fact]
    public void Once_stops_at_the_end_and_starts_from_the_beginning_again()
    {
        var settings = new PlaybackSettings { Fps = 10, Loop = PlaybackLoop.Once };
        _clock.Start(settings, 7, 10, TimeSpan.Zero);
        Assert.True(_clock.TryAdvance(Ms(5000), 7, out int index));
        Assert.Equal(9, index);
        Assert.False(_clock.IsPlaying);
        Assert.Null(_clock.NextDue(Ms(5000), 9));

        _clock.Start(settings, 9, 10, Ms(6000));
        _clock.TryAdvance(Ms(6100), 9, out index);
        Assert.Equal(1, index);
    }

    [Theory]
    [InlineData("Loop", false, "6 7 4 5 6 7 4")]
    [InlineData("Loop", true, "4 7 6 5 4 7 6")]
    [InlineData("Bounce", false, "6 7 6 5 4 5 6")]
    [InlineData("Bounce", true, "4 5 6 7 6 5 4")]
    public void The_range_is_played_around_as_its_end_says(string loop, bool reverse, string expected)
    {
        _clock.Start(new PlaybackSettings { Fps = 1, Loop = Enum.Parse<PlaybackLoop>(loop), Reverse = reverse, First = 4, Last = 7 }, 5, 100, TimeSpan.Zero);
        var played = new List<int>();
        for (int second = 1; second <= 7; second++)
        {
            _clock.TryAdvance(TimeSpan.FromSeconds(second), 0, out int index);
            played.Add(index);
        }

        Assert.Equal(expected, string.Join(' ', played));
    }

    [Fact]
    public void With_every_frame_the_next_index_waits_for_the_last_to_be_shown()
    {
        _clock.Start(new PlaybackSettings { Fps = 10, EveryFrame = true }, 0, 100, TimeSpan.Zero);
        Assert.True(_clock.TryAdvance(Ms(100), 0, out int index));
        Assert.Equal(1, index);
        Assert.False(_clock.TryAdvance(Ms(900), 0, out _));
        Assert.True(_clock.TryAdvance(Ms(901), 1, out index));
        Assert.Equal(2, index);
        Assert.Equal(0, _clock.Skipped);
    }

    [Fact]
    public void With_every_frame_all_indices_come_in_order_whatever_the_delays()
    {
        var random = new Random(5);
        _clock.Start(new PlaybackSettings { Fps = 25, EveryFrame = true }, 0, 400, TimeSpan.Zero);
        var played = new List<int>();
        int shown = 0;
        TimeSpan now = TimeSpan.Zero;
        while (played.Count < 300)
        {
            now += Ms(random.Next(1, 90));
            if (_clock.TryAdvance(now, shown, out int index))
            {
                played.Add(index);
            }

            shown = random.Next(3) > 0 ? _clock.Current : shown;
        }

        Assert.Equal(Enumerable.Range(1, 300), played);
    }

    [Fact]
    public void It_asks_to_be_called_when_the_next_index_is_due()
    {
        _clock.Start(new PlaybackSettings { Fps = 4 }, 0, 100, TimeSpan.Zero);
        Assert.Equal(Ms(250), _clock.NextDue(TimeSpan.Zero, 0));
        _clock.TryAdvance(Ms(260), 0, out _);
        Assert.Equal(Ms(500), _clock.NextDue(Ms(260), 0));
    }

    [Fact]
    public void An_axis_of_one_index_does_not_play()
    {
        _clock.Start(new PlaybackSettings(), 0, 1, TimeSpan.Zero);
        Assert.False(_clock.IsPlaying);
    }

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
