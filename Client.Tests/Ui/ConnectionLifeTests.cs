using System;
using System.Linq;
using Fathom.Client.Streams;
using Fathom.Client.Tests.Client;
using Fathom.Client.Ui;
using Fathom.Decode;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Ui;

/// <summary>What is said about the connection, in virtual time.</summary>
public sealed class ConnectionLifeTests : IDisposable
{
    private static readonly PropertyKey s_opacity = new("layer", "layer-0", "opacity");

    private readonly LoopFixture _f = new(failFast: false);
    private readonly ConnectionLife _life;
    private long _heard;

    public ConnectionLifeTests()
    {
        _life = new ConnectionLife(_f.State, _f.Intents, _f.Counters, () => _heard);
    }

    public void Dispose() => _f.Dispose();

    [Fact]
    public void All_is_well_while_pictures_come_and_nothing_is_asked()
    {
        GoLive();
        for (int i = 0; i < 100; i++)
        {
            Pass(1);
        }

        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
    }

    [Fact]
    public void A_server_that_answers_while_no_picture_follows_is_told_and_the_first_picture_ends_it()
    {
        GoLive();
        Change(0.5);
        Pass(ConnectionLife.StallSeconds - 0.5);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);

        // More answers do not begin the wait anew.
        Change(0.6);
        Pass(1);
        Assert.Equal(LifeKind.Stalled, _life.Report.Kind);
        Assert.True(_life.Report.CanReload);

        Frame(2);
        Pass(0.1);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
    }

    [Fact]
    public void A_server_whose_picture_shows_what_was_asked_owes_none()
    {
        GoLive(FeatureNames.AckRevision, FeatureNames.PixelFrameView);
        _f.State.ShownRevision = 7;
        Change(0.5, revision: 7);
        Pass(60);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);

        Change(0.4, revision: 8);
        Pass(0.1);
        Pass(ConnectionLife.StallSeconds + 0.1);
        Assert.Equal(LifeKind.Stalled, _life.Report.Kind);
    }

    [Fact]
    public void A_refused_change_is_no_answer_that_a_picture_must_follow()
    {
        GoLive();
        Change(0.5, isAccepted: false);
        Pass(0.1);
        Pass(60);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
    }

    [Fact]
    public void A_goodbye_is_told_with_its_reason_while_the_next_attempt_waits_and_for_a_moment_after_it()
    {
        GoLive();
        var goodbye = new SessionEnd(SessionEndKind.ServerGoodbye, "shutdown", "The session is over.", "The server said goodbye: upgrade at noon.", "It is tried again.");
        Channel(ChannelKind.State, ChannelPhase.Waiting, ChannelEnd.FromSession(goodbye), retryIn: 0.8);
        Pass(0.1);
        Assert.Equal((LifeKind.Retrying, "The next attempt in 0.7 s"), (_life.Report.Kind, _life.Report.What));
        Assert.Contains("upgrade at noon", _life.Report.Why, StringComparison.Ordinal);
        Assert.True(_life.Report.CanRetry);

        // Attempts that fail in between do not hide why there are attempts.
        Channel(ChannelKind.State, ChannelPhase.Waiting, new ChannelEnd(ChannelEndKind.Unreachable, "Connection refused."), retryIn: 0.5);
        Pass(0.1);
        Assert.Equal("Connection refused. Before: The server said goodbye: upgrade at noon.", _life.Report.Why);
        Channel(ChannelKind.State, ChannelPhase.Connected);
        Frame(9);
        Pass(0.1);
        Assert.Equal(LifeKind.Returned, _life.Report.Kind);
        Assert.Contains("upgrade at noon", _life.Report.Why, StringComparison.Ordinal);
        Pass(10);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
    }

    [Fact]
    public void A_rejected_session_is_told_with_the_servers_text_and_what_to_do()
    {
        var rejected = new SessionEnd(SessionEndKind.Rejected, "unauthorized", "h:1 rejected the session.", "The server does not let this viewer in. It says: no token.", "Pass the right token with --token-file.");
        Channel(ChannelKind.State, ChannelPhase.Waiting, ChannelEnd.FromSession(rejected), retryIn: 5);
        Pass(0);
        Assert.Contains("no token", _life.Report.Why, StringComparison.Ordinal);
        Assert.Contains("--token-file", _life.Report.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_hangs_is_told_when_it_misses_its_time()
    {
        GoLive(FeatureNames.Clock);
        _heard = _f.Time.GetTimestamp();
        Pass(ConnectionLife.SilenceSeconds - 0.1);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
        Pass(0.2);
        Assert.Equal(LifeKind.Silent, _life.Report.Kind);
        _heard = _f.Time.GetTimestamp();
        Pass(0.1);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
    }

    [Fact]
    public void A_plain_server_may_be_silent_for_a_heartbeat()
    {
        GoLive();
        _heard = _f.Time.GetTimestamp();
        Pass(15);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
        Pass(6);
        Assert.Equal(LifeKind.Silent, _life.Report.Kind);
    }

    [Fact]
    public void A_server_that_never_sends_a_picture_is_told()
    {
        Connect();
        _f.TellDims(0, 0, 0, 0);
        Pass(0.1);
        Pass(ConnectionLife.NoPictureSeconds + 0.1);
        Assert.Equal(LifeKind.NoPicture, _life.Report.Kind);
        Frame(0);
        Pass(0.1);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
    }

    [Fact]
    public void A_server_without_a_dataset_offers_to_open_one()
    {
        Connect();
        Pass(0.1);
        Pass(1.1);
        Assert.Equal(LifeKind.Empty, _life.Report.Kind);
        Assert.True(_life.Report.CanOpen);
    }

    [Fact]
    public void A_closed_gate_is_explained_when_it_lasts()
    {
        GoLive();
        _f.State.Gate = new GateChanged(GateState.Gated, GateReason.Gap);
        Pass(0.1);
        Assert.Equal(LifeKind.Fine, _life.Report.Kind);
        Pass(0.5);
        Assert.Equal(LifeKind.Gated, _life.Report.Kind);
        Assert.Contains("missing", _life.Report.Why, StringComparison.Ordinal);
    }

    private void Connect(params string[] features)
    {
        Channel(ChannelKind.State, ChannelPhase.Connected);
        Channel(ChannelKind.Pixel, ChannelPhase.Connected);
        _f.BeginSession(features);
        _f.State.Gate = new GateChanged(GateState.Live, GateReason.Start);
        Pass(0);
    }

    private void GoLive(params string[] features)
    {
        Connect(features);
        _f.TellDims(0, 0, 0, 0);
        Frame(0);
        Pass(0.1);
    }

    private void Frame(uint sequence)
    {
        _f.Counters.NoteSequence(sequence);
        _f.Counters.CountReceived(100);
    }

    private void Change(double opacity, long? revision = null, bool isAccepted = true)
    {
        _f.Intents.Set(s_opacity, new NumberValue(opacity));
        Pass(0.05);
        StateUpdate sent = _f.Posted.OfType<StateUpdate>().Last();
        var envelope = new Envelope { Session = "s", FrameId = "a", Timestamp = 1 };
        _f.Receive(isAccepted
            ? AckState.Accept(envelope, sent.IntentId!, sent.FrameId!, sent.Value, 1, revision)
            : AckState.Reject(envelope, sent.IntentId!, sent.FrameId!, new ErrorInfo("state.invalid", "no")));
        Pass(0);
    }

    private void Channel(ChannelKind kind, ChannelPhase phase, ChannelEnd? end = null, double retryIn = 0) =>
        _f.Inbox.Post(new ChannelChanged(kind, phase, end, _f.Time.GetTimestamp() + (long)(retryIn * 1e6)));

    private void Pass(double seconds)
    {
        _f.Time.Advance(seconds);
        _f.Loop.Tick();
        _life.Update(_f.Time.GetTimestamp());
    }
}
