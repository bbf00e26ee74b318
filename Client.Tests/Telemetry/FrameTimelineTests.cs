using System;
using System.Linq;
using Fathom.Client.Intents;
using Fathom.Client.Presentation;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Client.Tests.Client;
using Fathom.Protocol.Messages;
using Xunit;

namespace Fathom.Client.Tests.Telemetry;

/// <summary>The whole loop in virtual time: what it shows, drops and answers is recorded.</summary>
public sealed class FrameTimelineTests : IDisposable
{
    private readonly LoopFixture _f = new();
    private readonly RecordList _list = new();

    public FrameTimelineTests() => _f.Telemetry.Add(_list);

    [Fact]
    public void A_shown_frame_is_recorded_when_its_fence_has_signalled()
    {
        _f.Screen.Stamps = _f.Time;
        _f.Screen.Slow = true;
        long offered = _f.Time.GetTimestamp();
        _f.Offer(1);
        _f.Time.Advance(0.002);
        _f.Loop.Tick();
        Assert.Empty(_list.Frames);

        _f.Time.Advance(0.003);
        _f.Screen.Finish();
        _f.Loop.Tick();

        FrameRecord record = Assert.Single(_list.Frames);
        Assert.Equal((1u, FrameFate.Shown, FrameChoice.First), (record.Sequence, record.Fate, record.Choice));
        Assert.Equal((offered, offered + 2000, offered + 2000), (record.Queued, record.TickStart, record.Latched));
        Assert.Equal((offered + 2000, offered + 2000, offered + 5000), (record.Drawn, record.Swapped, record.GpuDone));
        Assert.Equal(offered + 5000, record.Shown);
    }

    [Fact]
    public void A_frame_whose_fence_nobody_tells_of_is_complete_at_the_end()
    {
        _f.Screen.Stamps = _f.Time;
        _f.Screen.Slow = true;
        _f.Offer(1);
        _f.Loop.Tick();

        _f.Loop.Finish();

        Assert.Equal(0, Assert.Single(_list.Frames).GpuDone);
        Assert.NotEqual(0, _list.Frames[0].Shown);
    }

    [Fact]
    public void Frames_that_are_given_up_are_recorded_with_the_reason()
    {
        _f.Offer(1);
        _f.Offer(2);
        _f.Offer(3);
        _f.Loop.Tick();
        _f.Offer(2);
        _f.Loop.Tick();

        Assert.Equal(
            [(3u, FrameFate.Shown), (1u, FrameFate.Superseded), (2u, FrameFate.Superseded), (2u, FrameFate.Late)],
            _list.Frames.Select(frame => (frame.Sequence, frame.Fate)));
        Assert.Equal(2, _list.Frames[0].Overtaken);
        Assert.Equal((1, 2), (_f.Counters.Drops[DropReason.Late], _f.Counters.Drops[DropReason.Superseded]));
    }

    [Fact]
    public void A_drag_is_followed_to_the_picture_that_shows_it()
    {
        _f.Screen.Stamps = _f.Time;
        _f.BeginSession("pixel.frame_view", "ack.revision");
        _f.TellDims(0, 0, 0, 0);
        _f.Loop.Tick();
        long input = _f.Time.GetTimestamp() - 1500;
        _f.Input = () =>
        {
            _f.Intents.Book.NoteInput(input);
            _f.Intents.SetIndex(1, 5);
            _f.Intents.SetIndex(1, 6);
        };
        _f.Loop.Tick();
        _f.Input = null;
        StateUpdate update = _f.Posted.OfType<StateUpdate>().Single();
        _f.Time.Advance(0.010);
        _f.Receive(AckState.Accept(new Envelope { Session = "s", FrameId = "a", Timestamp = 1 }, update.IntentId!, update.FrameId!, 6, 1, 41));
        _f.Loop.Tick();
        _f.Time.Advance(0.010);
        double now = _f.Time.GetTimestamp() / 1e6;
        _f.Presenter.Offer(_f.Leases.MakeShowing(9, now, 41), now, now);

        _f.Loop.Tick();
        _f.Loop.Tick();

        Assert.Equal([IntentFate.Superseded, IntentFate.Answered], _list.Intents.Select(intent => intent.Fate));
        Assert.Equal((input, 9u), (_list.Intents[1].Input, _list.Intents[1].AnsweredBySequence));
        Assert.Equal(21.5, (_list.Intents[1].Shown - input) / 1000.0, 3);
        Assert.Equal(IntentQueue.IndexOf(_f.State.Dims!, 1), _list.Intents[1].Key);
    }

    [Fact]
    public void A_broken_connection_leaves_no_intent_open()
    {
        _f.BeginSession("ack.revision");
        _f.TellDims(0, 0, 0, 0);
        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Connected, null, 0));
        _f.Input = () => _f.Intents.SetIndex(1, 5);
        _f.Loop.Tick();
        _f.Input = null;
        Assert.Equal(1, _f.Intents.Book.Count);

        _f.Inbox.Post(new ChannelChanged(ChannelKind.State, ChannelPhase.Waiting, ChannelEnd.Stopped, 0));
        _f.Loop.Tick();

        Assert.Equal(IntentFate.Lost, Assert.Single(_list.Intents).Fate);
        Assert.Equal(0, _f.Intents.Book.Count);
    }

    public void Dispose() => _f.Dispose();
}
