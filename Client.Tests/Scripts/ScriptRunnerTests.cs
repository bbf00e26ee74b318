using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Hosting;
using Fathom.Client.Scripts;
using Fathom.Client.Streams;
using Fathom.Client.Tests.Client;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Scripts;

/// <summary>Scripts in virtual time, against a loop without sockets.</summary>
public sealed class ScriptRunnerTests : IDisposable
{
    private readonly LoopFixture _f = new();

    public void Dispose() => _f.Dispose();

    [Fact]
    public void Time_counts_from_the_first_picture()
    {
        ScriptRunner runner = Run("""{"at_ms":500,"do":"dims","axis":"z","index":12}""");
        Connect();
        Tick(2);
        Assert.Empty(Indices());

        Picture();
        Tick(0.4);
        Assert.Empty(Indices());
        Tick(0.2);

        Assert.Equal([12], Indices());
        Assert.Equal(1, runner.Progress.Done);
    }

    [Fact]
    public void Without_a_time_a_line_is_done_right_after_the_one_before()
    {
        ScriptRunner runner = Run("""{"do":"dims","axis":"z","index":3}""", """{"do":"dims","axis":"0","delta":2}""");
        Connect();
        Tick(0);

        Assert.Equal([3, 2], Indices());
        Assert.Equal(2, runner.Progress.Done);
    }

    [Fact]
    public void On_a_server_that_shows_nothing_time_counts_from_three_seconds_after_its_axes()
    {
        Run("""{"at_ms":100,"do":"dims","axis":"z","index":12}""");
        Connect();
        Tick(2.9);
        Tick(0.2);
        Assert.Empty(Indices());
        Tick(0.11);

        Assert.Equal([12], Indices());
    }

    [Fact]
    public void A_scrub_leaves_no_move_out_however_late_the_tick_is()
    {
        Run("""{"do":"scrub","axis":"z","from":0,"to":10,"ms":1000,"hz":10}""", """{"do":"mark","text":"end"}""");
        Connect();
        Tick(0);
        Tick(0.55);
        Answer();
        Assert.Equal(5, Indices()[^1]);
        Tick(5);

        Assert.Equal(10, Indices()[^1]);
    }

    [Fact]
    public void The_same_seed_seeks_the_same_indices()
    {
        List<long> first = Seek(7), again = Seek(7), other = Seek(8);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.All(first, index => Assert.InRange(index, 0, 19));
    }

    [Fact]
    public void A_step_that_cannot_be_done_is_noted_and_the_script_goes_on()
    {
        ScriptRunner runner = Run("""{"do":"dims","axis":"w","index":3}""", """{"do":"dims","axis":"z","index":4}""", """{"do":"quit"}""");
        Connect();
        Tick(0);

        Assert.Equal([4], Indices());
        Assert.Equal((2, 1), (runner.Progress.Done, runner.Progress.Failed));
        Assert.Equal("script.axis", _f.State.Errors.Kept[0].Code);
        Assert.Contains("line 1: There is no axis 'w'; there are t, z, y, x.", _f.State.Errors.Kept[0].Text, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Rejected, _f.State.Exit?.ExitCode);
        Assert.StartsWith("line 1: There is no axis 'w'", _f.State.Exit?.Error?.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void The_run_ends_when_all_is_answered_and_has_rested()
    {
        ScriptRunner runner = Run("""{"do":"dims","axis":"z","index":4}""");
        Connect();
        Picture();
        Tick(0);
        Tick(2);
        Assert.Null(_f.State.Exit);

        Answer();
        Tick(1);
        Assert.Null(_f.State.Exit);
        _f.TellDims(0, 4, 0, 0);
        Tick(0);
        Assert.Null(_f.State.Exit);
        Tick(0.51);

        Assert.Equal("script", _f.State.Exit?.Reason);
        Assert.Equal(ExitCode.Ok, _f.State.Exit?.ExitCode);
        Assert.True(runner.Progress.IsComplete);
    }

    [Fact]
    public void An_answer_that_never_comes_is_told_in_the_end()
    {
        Run("""{"do":"dims","axis":"z","index":4}""");
        Connect();
        Picture();
        Tick(0);
        Tick(31);

        Assert.Equal(ExitCode.Rejected, _f.State.Exit?.ExitCode);
        Assert.Contains("1 intents are unanswered", _f.State.Errors.Last?.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wait_that_is_over_is_a_failed_step()
    {
        ScriptRunner runner = Run("""{"do":"wait","until":"picture","timeout_ms":100}""", """{"do":"quit"}""");
        Connect();
        Tick(0);
        Tick(0.2);

        Assert.Equal(1, runner.Progress.Failed);
        Assert.Equal("script.timeout", _f.State.Errors.Kept[0].Code);
    }

    [Fact]
    public void The_loop_sleeps_no_longer_than_until_the_next_step()
    {
        ScriptRunner runner = Run("""{"at_ms":400,"do":"dims","axis":"z","index":4}""");
        Connect();
        Picture();
        Tick(0);

        long due = runner.NextDue(_f.Time.GetTimestamp())!.Value;

        Assert.Equal(0.4, (due - _f.State.FirstShownAt) / 1e6, 3);
    }

    [Fact]
    public void What_would_harm_a_plain_server_is_not_sent_and_is_told()
    {
        Run("""{"do":"orbit","azimuth":10,"elevation":0}""", """{"do":"set","scope":"layer","target":"layer-0","key":"contrast_limits","value":[3,3]}""");
        Connect();
        Tick(0);
        Tick(0.1);

        Assert.Empty(_f.Posted.OfType<StateUpdate>());
        Assert.Equal(["intent.withheld", "intent.withheld"], _f.State.Errors.Kept.Select(error => error.Code));
    }

    private ScriptRunner Run(params string[] lines)
    {
        var parts = new InputParts(
            _f.Intents, _f.State, _f.Presenter, _f.Counters, _f.Reader.Commands, new FrameFactory(_f.Time), _f.TryPost, _f.Wake.Post, static () => { })
        {
            Keyframes = _f.Reader.Keyframes,
        };
        var runner = new ScriptRunner(ScriptFile.Parse(lines, "test"), parts, inner: null, player: null, endsRun: true, _f.Time);
        _f.Input = () => runner.Read(_f.Time.GetTimestamp());
        return runner;
    }

    private void Connect()
    {
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Connected, null, 0));
        _f.BeginSession();
        _f.Inbox.Post(new ChannelChanged(ChannelKind.Pixel, ChannelPhase.Connected, null, 0));
        _f.TellDims(0, 0, 0, 0);
        _f.Loop.Tick();
    }

    private void Picture()
    {
        _f.Offer(1);
        _f.Loop.Tick();
    }

    private void Tick(double seconds)
    {
        _f.Time.Advance(seconds);
        _f.Loop.Tick();
        _f.Loop.Tick();
    }

    private void Answer()
    {
        foreach (StateUpdate update in _f.Posted.OfType<StateUpdate>())
        {
            _f.Receive(AckState.Accept(new Envelope { Session = "s", FrameId = "a", Timestamp = 1 }, update.IntentId!, update.FrameId!, update.Value, 1, null));
        }

        _f.Loop.Tick();
    }

    private List<long> Indices() => [.. _f.Posted.OfType<StateUpdate>().Select(update => update.Value.TryGetInt64(out long index) ? index : -1)];

    private static List<long> Seek(int seed)
    {
        using var test = new ScriptRunnerTests();
        test.Run($$"""{"do":"seek","axis":"z","seed":{{seed}},"count":6,"every_ms":1000}""");
        test.Connect();
        for (int i = 0; i < 7; i++)
        {
            test.Tick(1);
            test.Answer();
        }

        return test.Indices();
    }
}
