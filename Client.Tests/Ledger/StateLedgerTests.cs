using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Intents;
using Fathom.Protocol.Ledger;
using Fathom.Protocol.Messages;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Ledger;

public sealed class StateLedgerTests
{
    private static readonly PropertyKey s_key = new("dims", "z", "index");
    private static readonly PropertyKey s_pan = new("camera", "main", "pan");
    private readonly StateLedger _ledger = new();

    [Fact]
    public void A_change_is_shown_at_once_and_the_clamped_answer_wins()
    {
        Assert.True(_ledger.Propose(s_key, 7));
        Assert.Equal(7, Shown());
        _ledger.Dispatch(s_key, 7, IntentKind.Absolute, "a", At(0));

        LedgerChange change = _ledger.Accept("a", 5, At(10));

        Assert.Equal(new LedgerChange(true, s_key, true, 5), change);
        Assert.True(Value().IsOurs);
    }

    [Fact]
    public void A_value_that_the_server_already_has_is_not_sent_but_a_delta_always_is()
    {
        _ledger.Notify(s_key, 3);

        Assert.False(_ledger.Propose(s_key, 3));
        Assert.False(_ledger.Propose(s_key, 3.0));
        Assert.True(_ledger.Propose(s_key, 3, IntentKind.Delta));
        Assert.True(_ledger.Propose(s_key, 4));
        Assert.True(_ledger.Propose(s_key, 3), "something else is on its way");
    }

    [Fact]
    public void A_refusal_rolls_back_to_the_newest_value_that_stands()
    {
        _ledger.Notify(s_key, 0);
        Send("a", 1);
        Send("b", 2);
        Send("c", 3);
        _ledger.Accept("a", null, At(5));

        LedgerChange change = _ledger.Reject("c");
        Assert.Equal(2, Shown());
        Assert.True(change.IsShownChanged);
        _ledger.Reject("b");

        Assert.Equal(1, Shown());
    }

    [Fact]
    public void The_late_answer_to_a_superseded_intent_does_not_move_what_is_shown()
    {
        Send("a", 1);
        Send("b", 2);

        Assert.False(_ledger.Accept("a", 1, At(5)).IsShownChanged);
        Assert.Equal(2, Shown());
        _ledger.Accept("b", 2, At(6));
        Assert.Equal(2, Shown());
    }

    [Fact]
    public void Answers_that_overtake_each_other_leave_the_newest_value()
    {
        Send("a", 1);
        Send("b", 2);
        _ledger.Accept("b", 2, At(5));

        Assert.False(_ledger.Accept("a", 1, At(6)).IsShownChanged);
        Assert.Equal((2, 2, 0), (Shown(), Number(Value().Confirmed), _ledger.PendingCount));
    }

    [Fact]
    public void An_overdue_answer_marks_the_value_and_moves_nothing()
    {
        _ledger.Notify(s_key, 0);
        Send("a", 9);

        Assert.False(Value(At(249)).IsUnconfirmed);
        Assert.Equal(At(250), _ledger.NextDue(At(0)));
        Assert.True(Value(At(250)).IsUnconfirmed);
        _ledger.Notify(s_key, 0);
        _ledger.Advance(At(5000), []);
        Assert.Equal(9, Shown());

        _ledger.Accept("a", 9, At(6000));
        Assert.False(Value(At(6000)).IsUnconfirmed);
    }

    [Fact]
    public void A_notice_does_not_wipe_what_the_user_is_doing()
    {
        Send("a", 4);
        _ledger.Propose(s_key, 6);

        Assert.False(_ledger.Notify(s_key, 0).IsShownChanged);
        _ledger.Accept("a", 4, At(5));
        _ledger.Notify(s_key, 4);

        Assert.Equal((6, 4), (Shown(), Number(Value().Confirmed)));
    }

    [Fact]
    public void The_echo_of_an_older_change_behind_the_newest_answer_does_not_flicker()
    {
        Send("a", 1);
        Send("b", 2);
        _ledger.Accept("a", 1, At(5));
        _ledger.Accept("b", 2, At(6));

        Assert.False(_ledger.Notify(s_key, 1).IsShownChanged);
        Assert.False(_ledger.Notify(s_key, 2).IsShownChanged);
        Assert.Equal(2, Shown());
    }

    [Fact]
    public void Somebody_elses_change_shows_at_once_or_when_the_pause_is_over()
    {
        Assert.True(_ledger.Notify(s_key, 8).IsShownChanged);
        Send("a", 1);
        _ledger.Accept("a", 1, At(10));
        _ledger.Notify(s_key, 3);
        Assert.Equal(At(260), _ledger.NextDue(At(20)));

        var changes = new List<LedgerChange>();
        _ledger.Advance(At(259), changes);
        Assert.Empty(changes);
        _ledger.Advance(At(260), changes);

        Assert.Equal(new LedgerChange(true, s_key, true, 3), Assert.Single(changes));
        Assert.False(Value().IsOurs);
        Assert.Null(_ledger.NextDue(At(300)));
    }

    [Fact]
    public void During_the_pause_a_value_equal_to_a_stale_echo_is_still_sent()
    {
        Send("a", 1);
        Send("b", 2);
        _ledger.Accept("a", 1, At(1));
        _ledger.Accept("b", 2, At(2));
        _ledger.Notify(s_key, 1);

        Assert.True(_ledger.Propose(s_key, 1));
    }

    [Fact]
    public void Deltas_are_kept_in_order_until_answered_and_never_become_a_value()
    {
        _ledger.Dispatch(s_pan, 10, IntentKind.Delta, "p1", At(0));
        _ledger.Dispatch(s_pan, 20, IntentKind.Delta, "p2", At(1));
        _ledger.Dispatch(s_pan, 30, IntentKind.Delta, "p3", At(2));

        _ledger.Accept("p1", 10, At(3));
        _ledger.Reject("p3");

        Assert.Equal([20], _ledger.UnansweredDeltas(s_pan));
        Assert.Null(_ledger.Shown(s_pan));
        Assert.Empty(_ledger.UnansweredDeltas(s_key));
    }

    [Fact]
    public void A_lost_connection_keeps_the_wish_and_gives_up_deltas()
    {
        _ledger.Notify(s_key, 0);
        Send("a", 1);
        _ledger.Propose(s_key, 2);
        _ledger.Dispatch(s_pan, 10, IntentKind.Delta, "p", At(0));

        _ledger.Disconnect();

        Assert.Equal((2, true, 0), (Shown(), Value().IsUnconfirmed, _ledger.PendingCount));
        Assert.False(_ledger.Accept("a", 1, At(9)).IsKnown);
        Assert.Empty(_ledger.UnansweredDeltas(s_pan));
    }

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public void After_the_new_baseline_the_wish_is_sent_again_or_given_up(bool giveUp, int shown)
    {
        _ledger.Notify(s_key, 0);
        Send("a", 2);
        _ledger.Disconnect();
        _ledger.Notify(s_key, 0);
        var lost = new List<KeyValuePair<PropertyKey, StateValue>>();

        _ledger.TakeLost(lost, giveUp);

        Assert.Equal(new KeyValuePair<PropertyKey, StateValue>(s_key, 2), Assert.Single(lost));
        Assert.Equal(shown, Shown());
    }

    [Fact]
    public void A_wish_that_the_baseline_fulfils_is_not_lost()
    {
        Send("a", 2);
        _ledger.Disconnect();
        _ledger.Notify(s_key, 2);
        var lost = new List<KeyValuePair<PropertyKey, StateValue>>();

        _ledger.TakeLost(lost);

        Assert.Empty(lost);
        Assert.False(Value().IsUnconfirmed);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void After_a_restart_of_the_server_what_it_had_accepted_is_lost_too(bool isRestarted, int count)
    {
        Send("a", 2);
        _ledger.Accept("a", 2, At(1));
        _ledger.Notify(s_pan, 7);
        _ledger.Disconnect();
        _ledger.Notify(s_key, 0);
        _ledger.Notify(s_pan, 0);
        var lost = new List<KeyValuePair<PropertyKey, StateValue>>();

        _ledger.TakeLost(lost, isRestarted: isRestarted);

        Assert.Equal(count, lost.Count);
        Assert.Equal(isRestarted ? 2 : 0, Shown());
    }

    [Fact]
    public void Unanswered_intents_are_bounded_and_the_forgotten_are_counted()
    {
        var ledger = new StateLedger(new LedgerOptions { MaxPending = 3 });
        for (int i = 0; i < 10; i++)
        {
            ledger.Dispatch(s_key, i, IntentKind.Absolute, $"i{i}", At(i));
        }

        Assert.Equal((3, 7L), (ledger.PendingCount, ledger.ForgottenCount));
        Assert.False(ledger.Accept("i0", 0, At(20)).IsKnown);
        Assert.Equal(9, Number(ledger.Shown(s_key)));
    }

    [Fact]
    public void Messages_of_the_wire_are_understood()
    {
        Send("a", 1);
        Send("b", 2);
        var envelope = new Envelope { Session = "s", FrameId = "ack-1", Timestamp = 1 };

        Assert.True(_ledger.Acknowledge(AckState.Accept(envelope, "a", "f", 1, 1), At(1)).IsKnown);
        LedgerChange change = _ledger.Acknowledge(AckState.Reject(envelope, "b", "f", new ErrorInfo("state.invalid", "no")), At(2));

        Assert.Equal(new LedgerChange(true, s_key, true, 1), change);
        Assert.False(_ledger.Acknowledge(AckState.Accept(envelope, "b", "f", 1, 1), At(3)).IsKnown);
    }

    [Fact]
    public void Properties_are_told_apart_and_listed()
    {
        _ledger.Notify(s_key, 1);
        _ledger.Notify(s_pan, 2);

        Assert.Equal([s_key, s_pan], _ledger.Values(At(0)).Select(value => value.Key));
        Assert.False(_ledger.TryGet(new PropertyKey("view", "main", "ndisplay"), At(0), out _));
        Assert.Throws<ArgumentException>(() =>
        {
            Send("a", 1);
            Send("a", 2);
        });
    }

    private static TimeSpan At(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static int Number(StateValue? value) => value is not null && value.TryGetInt64(out long number) ? (int)number : -1;

    private void Send(string id, int value)
    {
        _ledger.Propose(s_key, value);
        _ledger.Dispatch(s_key, value, IntentKind.Absolute, id, At(0));
    }

    private int Shown() => Number(_ledger.Shown(s_key));

    private LedgerValue Value(TimeSpan now = default)
    {
        Assert.True(_ledger.TryGet(s_key, now, out LedgerValue value));
        return value;
    }
}
