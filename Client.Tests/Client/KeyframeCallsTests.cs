using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Client.Streams;
using Fathom.Decode;
using Fathom.Protocol.Messages;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class KeyframeCallsTests : IDisposable
{
    private readonly LoopFixture _f = new();

    public KeyframeCallsTests()
    {
        _f.BeginSession();
        _f.Loop.Tick();
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void Wishes_while_a_request_is_out_are_one_wish()
    {
        for (int i = 0; i < 5; i++)
        {
            Wish(atLeast: 1.1);
        }

        Assert.Single(Calls());
    }

    [Fact]
    public void The_loop_comes_back_for_a_wish_that_waits_for_its_pause()
    {
        Wish();
        Answer();
        _f.Time.Advance(0.25);
        TimeSpan sleep = Wish();
        Assert.Single(Calls());
        Assert.InRange(sleep.TotalMilliseconds, 700, 751);

        _f.Time.Advance(sleep.TotalSeconds + 0.001);
        _f.Loop.Tick();

        Assert.Equal(2, Calls().Count);
    }

    [Fact]
    public void Requests_in_vain_grow_rarer_until_a_key_frame_comes()
    {
        var askedAt = new List<double>();
        for (int i = 0; i < 160; i++)
        {
            int before = Calls().Count;
            Wish(atLeast: 0.1);
            if (Calls().Count > before)
            {
                askedAt.Add(_f.Time.GetTimestamp() / 1e6);
                Answer();
            }
        }

        IEnumerable<double> pauses = askedAt.Zip(askedAt.Skip(1), static (a, b) => Math.Round(b - a));
        Assert.Equal([1, 2, 4, 4], pauses.Take(4));
        _f.Inbox.Post(new GateChanged(GateState.Live, GateReason.Keyframe));
        _f.Loop.Tick();
        int sent = Calls().Count;
        _f.Time.Advance(30);
        _f.Loop.Tick();
        Assert.Equal(sent, Calls().Count);
    }

    [Fact]
    public void A_new_session_asks_at_once_and_ignores_what_became_of_the_old_request()
    {
        Wish();
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Connected, null, 0));
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, new ChannelEnd(ChannelEndKind.Lost, "gone"), 0));
        _f.Loop.Tick();
        Wish();
        Assert.Single(Calls());

        _f.BeginSession();
        _f.Loop.Tick();
        Wish();

        Assert.Equal(2, Calls().Count);
    }

    private TimeSpan Wish(double atLeast = 0)
    {
        _f.Time.Advance(atLeast);
        _f.Inbox.Post(new KeyframeWanted(GateReason.Gap));
        return _f.Loop.Tick();
    }

    /// <summary>The answer takes its way over the pool.</summary>
    private void Answer()
    {
        _f.Receive(new ReplyCommand(new Envelope { Session = "s", FrameId = "r", Timestamp = 1 }, Calls()[^1].FrameId!, null));
        bool came = SpinWait.SpinUntil(TickedAndAnswered, TimeSpan.FromSeconds(10));
        Assert.True(came, "the answer did not come back");
    }

    private bool TickedAndAnswered()
    {
        _f.Loop.Tick();
        return !_f.Reader.AwaitsKeyframe;
    }

    private List<CallCommand> Calls() => [.. _f.Posted.OfType<CallCommand>()];
}
