using System;
using Fathom.Decode;
using Xunit;

namespace Fathom.Client.Tests.Decode;

public class KeyframeGateTests
{
    private const int Trigger = 8;
    private readonly KeyframeGate _gate = new(Trigger);

    [Fact]
    public void Nothing_passes_before_the_first_key_frame()
    {
        GateVerdict first = _gate.OnFrame(10, isKey: false, 0, At(0));
        GateVerdict second = _gate.OnFrame(11, isKey: false, 0, At(0.1));
        GateVerdict key = _gate.OnFrame(12, isKey: true, 0, At(0.2));

        Assert.Equal(new GateVerdict(false, false, AskKeyframe: true, false), first);
        Assert.Equal(new GateVerdict(false, false, false, false), second);
        Assert.Equal(new GateVerdict(Pass: true, false, false, Changed: true), key);
        Assert.Equal(GateState.Live, _gate.State);
    }

    [Fact]
    public void A_gap_closes_the_gate_and_asks_once_until_the_cool_down_is_over()
    {
        Live();

        GateVerdict gap = _gate.OnFrame(3, isKey: false, 2, At(1));
        GateVerdict next = _gate.OnFrame(4, isKey: false, 0, At(1.5));
        GateVerdict later = _gate.OnFrame(5, isKey: false, 0, At(2.1));

        Assert.Equal(new GateVerdict(false, ClearQueue: true, AskKeyframe: true, Changed: true), gap);
        Assert.Equal(GateReason.Gap, _gate.Reason);
        Assert.False(next.AskKeyframe);
        Assert.True(later.AskKeyframe);
    }

    [Fact]
    public void A_key_frame_after_a_gap_passes_without_a_request()
    {
        Live();

        GateVerdict verdict = _gate.OnFrame(9, isKey: true, 2, At(1));

        Assert.True(verdict.Pass);
        Assert.True(verdict.ClearQueue);
        Assert.False(verdict.AskKeyframe);
        Assert.Equal(GateState.Live, _gate.State);
        Assert.Equal(1, _gate.Gaps);
    }

    [Fact]
    public void Sequence_numbers_wrap_without_a_gap()
    {
        _gate.OnFrame(uint.MaxValue, isKey: true, 0, At(0));

        Assert.True(_gate.OnFrame(0, isKey: false, 0, At(0.1)).Pass);
        Assert.Equal(0, _gate.Gaps);
    }

    [Fact]
    public void A_gap_seen_while_closed_is_free()
    {
        _gate.OnFrame(1, isKey: false, 0, At(0));
        GateVerdict gap = _gate.OnFrame(5, isKey: false, 0, At(0.1));
        GateVerdict key = _gate.OnFrame(6, isKey: true, 0, At(0.2));

        Assert.False(gap.Changed);
        Assert.True(key.Pass);
    }

    [Fact]
    public void A_backlog_closes_the_gate()
    {
        Live();

        GateVerdict verdict = _gate.OnFrame(2, isKey: false, Trigger - 1, At(1));

        Assert.Equal(new GateVerdict(false, ClearQueue: true, AskKeyframe: true, Changed: true), verdict);
        Assert.Equal(GateReason.Backlog, _gate.Reason);
    }

    [Fact]
    public void A_key_frame_that_trips_the_backlog_is_kept()
    {
        Live();

        GateVerdict verdict = _gate.OnFrame(2, isKey: true, Trigger - 1, At(1));

        Assert.Equal(new GateVerdict(Pass: true, ClearQueue: true, false, false), verdict);
        Assert.Equal(GateState.Live, _gate.State);
    }

    [Fact]
    public void A_request_that_comes_too_early_is_granted_by_a_tick()
    {
        Live();
        _gate.OnFrame(5, isKey: false, 0, At(1));
        _gate.OnFrame(6, isKey: true, 0, At(1.1));
        GateVerdict second = _gate.OnFrame(9, isKey: false, 0, At(1.2));

        Assert.False(second.AskKeyframe);
        Assert.True(_gate.RequestPending);
        Assert.False(_gate.OnTick(At(1.9)));
        Assert.True(_gate.OnTick(At(2.01)));
        Assert.False(_gate.OnTick(At(2.02)));
    }

    [Fact]
    public void A_request_is_repeated_when_the_state_channel_comes_back()
    {
        Live();
        _gate.OnFrame(5, isKey: false, 0, At(1));

        Assert.True(_gate.OnChannelReady(At(1.2)));
        _gate.OnFrame(6, isKey: true, 0, At(1.3));
        Assert.False(_gate.OnChannelReady(At(1.4)));
    }

    [Fact]
    public void A_new_connection_forgets_the_numbers_and_waits_before_it_asks()
    {
        Live();

        GateVerdict closed = _gate.Close(GateReason.Reconnect, At(1));
        bool early = _gate.OnTick(At(1.5));
        bool late = _gate.OnTick(At(2.1));
        GateVerdict key = _gate.OnFrame(900, isKey: true, 0, At(2.2));

        Assert.Equal(new GateVerdict(false, ClearQueue: true, false, Changed: true), closed);
        Assert.False(early);
        Assert.True(late);
        Assert.True(key.Pass);
        Assert.Equal(0, _gate.Gaps);
    }

    [Fact]
    public void Before_anything_was_received_nothing_is_asked_for()
    {
        Assert.False(_gate.OnChannelReady(At(0)));
        Assert.False(_gate.OnTick(At(5)));
    }

    /// <summary>Random streams against the rule itself: a unit passes only if every unit since the last passed key frame passed.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_unit_passes_whose_references_are_missing(int seed)
    {
        var random = new Random(seed);
        uint sequence = (uint)random.Next();
        bool whole = false;
        TimeSpan? lastAsk = null;
        for (int i = 0; i < 5000; i++)
        {
            TimeSpan now = At(i / 60.0);
            bool gap = random.Next(40) == 0;
            bool key = random.Next(25) == 0;
            sequence = unchecked(sequence + (gap ? 3u : 1u));
            int queue = random.Next(30) == 0 ? Trigger : random.Next(Trigger - 2);
            GateVerdict verdict = random.Next(200) == 0 ? _gate.Close(GateReason.DecodeError, now) : _gate.OnFrame(sequence, key, queue, now);

            bool mayPass = key || (whole && !gap);
            Assert.True(!verdict.Pass || mayPass, $"unit {i}");
            whole = verdict.Pass && mayPass;
            if (verdict.AskKeyframe)
            {
                Assert.True(lastAsk is null || now - lastAsk.Value >= KeyframeGate.DefaultCoolDown);
                lastAsk = now;
            }
        }
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);

    private void Live() => Assert.True(_gate.OnFrame(1, isKey: true, 0, At(0)).Pass);
}
