using System;
using Fathom.Client.Loop;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class ClientStreamLoopTests : IDisposable
{
    private readonly LoopFixture _f = new();

    public void Dispose()
    {
        _f.Dispose();
        Assert.True(_f.Leases.Ledger.Outstanding == 0, _f.Leases.Ledger.Report());
    }

    [Fact]
    public void A_picture_is_shown_once_and_kept_with_the_cache_role()
    {
        _f.Loop.Tick();
        _f.Offer(1);
        _f.Loop.Tick();
        _f.Loop.Tick();

        Assert.Equal([1u], _f.Screen.Shown);
        Assert.Equal(1, _f.Counters.Presented);
        Assert.Equal(1, _f.State.Shown.CountOf(LeaseRole.Cache));
        Assert.Equal(0, _f.State.Shown.CountOf(LeaseRole.Presenter));
        Assert.Equal(0, _f.State.Shown.CountOf(LeaseRole.Renderer));
    }

    [Fact]
    public void Idle_draws_nothing_and_sleeps_long()
    {
        _f.Loop.Tick();
        _f.Offer(1);
        _f.Loop.Tick();
        TimeSpan sleep = default;
        for (int i = 0; i < 50; i++)
        {
            _f.Time.Advance(1);
            sleep = _f.Loop.Tick();
        }

        Assert.Single(_f.Screen.Shown);
        Assert.Equal(1, _f.Screen.Placeholders);
        Assert.True(sleep >= TimeSpan.FromSeconds(0.9), sleep.ToString());
    }

    [Fact]
    public void A_resize_draws_the_last_picture_again_without_a_new_one()
    {
        _f.Loop.Tick();
        _f.Offer(1);
        _f.Loop.Tick();

        _f.State.NeedsRedraw = true;
        _f.Loop.Tick();

        Assert.Equal([1u, 1u], _f.Screen.Shown);
        Assert.Equal(1, _f.Counters.Presented);
    }

    [Fact]
    public void A_picture_that_cannot_be_drawn_leaves_the_one_before_in_its_place()
    {
        _f.Loop.Tick();
        _f.Offer(1);
        _f.Loop.Tick();
        _f.Screen.Refuses = info => info.Sequence == 2;
        _f.Offer(2);
        _f.Loop.Tick();

        _f.State.NeedsRedraw = true;
        _f.Loop.Tick();

        Assert.Equal([1u, 1u], _f.Screen.Shown);
        Assert.Equal(1, _f.Counters.Presented);
        Assert.Equal(1, _f.Counters.Drops[DropReason.DecodeError]);
    }

    [Fact]
    public void No_frame_is_taken_before_a_back_buffer_is_free()
    {
        _f.Loop.Tick();
        _f.Screen.Free = false;
        _f.Offer(1);
        TimeSpan sleep = _f.Loop.Tick();
        _f.Offer(2);
        _f.Loop.Tick();
        Assert.Empty(_f.Screen.Shown);
        Assert.InRange(sleep, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(2));

        _f.Screen.Free = true;
        _f.Loop.Tick();

        Assert.Equal([2u], _f.Screen.Shown);
    }

    [Fact]
    public void The_loop_comes_back_soon_while_the_gpu_still_reads()
    {
        _f.Screen.Slow = true;
        _f.Offer(1);

        TimeSpan sleep = _f.Loop.Tick();

        Assert.Equal(1, _f.Screen.Pending);
        Assert.InRange(sleep, TimeSpan.FromTicks(1), TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public void The_loop_sleeps_until_the_next_frame_is_due()
    {
        using var f = new LoopFixture(PresenterPolicy.Fixed);
        f.Loop.Tick();
        f.Offer(1);
        f.Loop.Tick();
        f.Time.Advance(0.033);
        f.Offer(2);

        TimeSpan sleep = f.Loop.Tick();

        Assert.InRange(sleep.TotalMilliseconds, 45, 47);
        f.Time.Advance(sleep.TotalSeconds + 0.0001);
        f.Loop.Tick();
        Assert.Equal([1u, 2u], f.Screen.Shown);
    }

    [Fact]
    public void A_session_aims_the_pixel_channel_with_its_id_only_where_views_are_known()
    {
        _f.BeginSession(FeatureNames.PixelFrameView);
        _f.Loop.Tick();
        Assert.True(_f.Target!.ViewNegotiated);
        Assert.Contains("session=s", _f.Target.Url.Query, StringComparison.Ordinal);

        _f.BeginSession();
        _f.Loop.Tick();
        Assert.Equal(string.Empty, _f.Target.Url.Query);
    }

    [Fact]
    public void The_decoders_wish_for_a_key_frame_becomes_a_command_once_there_is_a_session()
    {
        _f.Inbox.Post(new KeyframeWanted(GateReason.Start));
        _f.Loop.Tick();
        Assert.Empty(_f.Posted);

        _f.BeginSession();
        _f.Inbox.Post(new KeyframeWanted(GateReason.Start));
        _f.Loop.Tick();

        Assert.Equal("napari.pixel.request_keyframe", Assert.IsType<CallCommand>(Assert.Single(_f.Posted)).Command);
    }

    [Fact]
    public void A_lost_connection_keeps_the_picture_and_says_what_happens()
    {
        _f.BeginSession();
        _f.Offer(1);
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Connected, null, 0));
        _f.Loop.Tick();

        var end = new ChannelEnd(ChannelEndKind.Lost, "The server closed the connection (1001).");
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, end, _f.Time.GetTimestamp() + 500_000));
        _f.Loop.Tick();

        Assert.Null(_f.State.Exit);
        Assert.False(_f.State.Shown.IsNull);
        Assert.Equal(1, _f.State.Reconnects);
        Assert.Equal("reconnecting in 0.5 s (The server closed the connection (1001).)", TitleText.Trouble(_f.State, _f.Time.GetTimestamp()));
    }

    [Fact]
    public void A_server_that_cannot_be_reached_ends_a_run_that_should_fail_fast()
    {
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, new ChannelEnd(ChannelEndKind.Unreachable, "Connection refused."), 0));
        _f.Loop.Tick();

        Assert.Equal(ExitCode.CannotConnect, _f.State.Exit?.ExitCode);
        Assert.Contains("Connection refused", _f.State.Exit!.Error!.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_is_not_there_yet_is_said_once_and_waited_for()
    {
        using var f = new LoopFixture(failFast: false);
        for (int i = 0; i < 3; i++)
        {
            f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, new ChannelEnd(ChannelEndKind.Unreachable, "Connection refused."), 0));
            f.Loop.Tick();
        }

        Assert.Null(f.State.Exit);
        Assert.Equal(["cannot reach h:1 yet: Connection refused. Trying again."], f.Said);
    }

    [Fact]
    public void Time_that_runs_out_without_a_picture_is_an_error()
    {
        using var f = new LoopFixture(duration: TimeSpan.FromSeconds(2));
        f.Loop.Tick();
        f.Time.Advance(2.1);
        f.Loop.Tick();

        Assert.Equal(ExitCode.CannotConnect, f.State.Exit?.ExitCode);
        Assert.Equal("no_picture", f.State.Exit?.Reason);
    }

    [Fact]
    public void An_interrupt_ends_the_run_with_130()
    {
        _f.Interrupt();

        ExitCause cause = _f.Loop.Run();

        Assert.Equal(ExitCode.Interrupted, cause.ExitCode);
    }

    [Fact]
    public void A_closed_window_ends_the_run_well()
    {
        _f.Screen.CloseRequested = true;

        Assert.Equal(ExitCode.Ok, _f.Loop.Run().ExitCode);
    }

    [Fact]
    public void A_bug_of_another_thread_ends_the_run_as_a_bug()
    {
        _f.Inbox.Post(new LoopFailed("pixel channel", new InvalidOperationException("no")));

        Assert.Equal(ExitCode.Bug, _f.Loop.Run().ExitCode);
    }
}
