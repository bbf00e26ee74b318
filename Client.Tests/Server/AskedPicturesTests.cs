using System;
using System.Threading;
using Fathom.Client.Tests.Client;
using Fathom.Client.Tests.Painting;
using Fathom.Protocol.Pixel;
using Fathom.Render;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Streaming;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>A picture that a viewer asks for waits for no tick and for no work at rest. All times are virtual.</summary>
public sealed class AskedPicturesTests
{
    private const double Period = 1 / 30.0;

    [Fact]
    public void What_a_viewer_asks_for_does_not_wait_for_the_player_while_the_encoder_is_free()
    {
        Pacer pacer = PlayedFor(out double now);

        Assert.True(pacer.Delay(now + 0.005) > 0.01);
        Assert.Equal(0, pacer.DelayAsked(now + 0.005, isEncoderFree: true));
    }

    [Fact]
    public void With_a_busy_encoder_it_waits_for_a_period_after_the_last_picture_at_most()
    {
        Pacer pacer = PlayedFor(out double now);

        Assert.Equal(Period - 0.005, pacer.DelayAsked(now + 0.005, isEncoderFree: false), 4);
        Assert.Equal(0, pacer.DelayAsked(now + Period, isEncoderFree: false));
    }

    [Fact]
    public void However_fast_a_hand_moves_there_are_sixty_pictures_a_second_and_the_player_rides_with_them()
    {
        Pacer pacer = PlayedFor(out double now);
        int asked = 0, played = 0;
        for (double end = now + 2; now < end; now += 0.0005)
        {
            if (pacer.DelayAsked(now, isEncoderFree: true) <= 0)
            {
                pacer.Spend(now, isAsked: true);
                asked++;
            }
            else if (pacer.Delay(now) <= 0)
            {
                pacer.Spend(now);
                played++;
            }
        }

        Assert.InRange(asked, 110, 121);
        Assert.InRange(played, 0, 2);
        Assert.InRange(pacer.Delay(now), 0, 1.5 * Period);
        Assert.True(pacer.Delay(now + (1.5 * Period)) <= 0);
    }

    [Fact]
    public void The_player_makes_no_picture_between_two_of_a_drag_and_goes_on_after_it()
    {
        var pacer = new Pacer(30);
        pacer.Spend(100, isAsked: true);

        Assert.True(pacer.Delay(100.036) > 0);
        Assert.Equal(0, pacer.DelayAsked(100.036, isEncoderFree: true));
        Assert.True(pacer.Delay(100.051) <= 0);
    }

    [Fact]
    public void The_exact_picture_of_a_slice_does_not_come_between_two_steps_of_a_walk()
    {
        var time = new FakeTime();
        var clock = new ServerClock(time);
        var work = new ExactWork(clock, new StillMaker(clock, static _ => { }), static () => true, static _ => { });
        for (int i = 0; i < 10; i++)
        {
            work.NoteDrawn(new FrameView([i, 0, 0], [1, 2]) { Revision = i }, 64, 48, isFinal: true);
            time.Advance(0.25);
            Assert.True(work.DueIn(clock.Now) > 0);
        }

        time.Advance(0.06);
        Assert.Equal(0, work.DueIn(clock.Now));
    }

    [Fact]
    public void An_exact_picture_that_is_superseded_is_given_up_after_a_few_rows()
    {
        SceneLayout layout = PaintScene.SmoothLayout(4, 64, 64);
        using var movedOn = new CancellationTokenSource();
        int last = 0;
        var slices = new ExactSlices(layout)
        {
            Drawing = row =>
            {
                last = row;
                if (row > 20)
                {
                    movedOn.Cancel();
                }
            },
        };
        byte[] rgb = new byte[3 * 160 * 120];

        Assert.Throws<OperationCanceledException>(() => slices.Render(SceneState.Initial(layout, 160, 120), 160, 120, rgb, movedOn.Token));
        Assert.InRange(last, 21, 40);
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(0.2, 1)]
    [InlineData(1.7, 2)]
    [InlineData(1000, 1000)]
    public void A_wait_without_a_window_is_never_rounded_to_none(double milliseconds, int expected) =>
        Assert.Equal(expected, HeadlessSurface.WaitOf(TimeSpan.FromMilliseconds(milliseconds)));

    private static Pacer PlayedFor(out double now)
    {
        var pacer = new Pacer(30);
        now = 100;

        // What was saved up goes first.
        pacer.Spend(now);
        for (int i = 0; i < 60; i++, now += Period)
        {
            pacer.Spend(now);
        }

        now -= Period;
        return pacer;
    }
}
