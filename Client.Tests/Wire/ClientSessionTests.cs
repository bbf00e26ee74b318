using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ClientSessionTests
{
    private readonly ManualTime _time = new();
    private readonly ClientSession _session;

    public ClientSessionTests()
    {
        var options = new ClientSessionOptions("ws://there", new ClientIdentity("fathom", "1", "test")) { Seed = 7 };
        _session = new ClientSession(options, _time);
    }

    [Fact]
    public void Hello_offers_protocol_2_null_tokens_the_mandatory_features_and_the_extensions()
    {
        _session.Start();
        _session.Connected();

        SessionHello hello = Sent<SessionHello>(Take());
        Assert.Equal([2], hello.Protocols.ToArray());
        Assert.All(FeatureNames.Mandatory, feature => Assert.True(hello.Wants(feature)));
        Assert.True(hello.Wants(FeatureNames.PixelFrameView));
        Assert.All(hello.ResumeTokens, token => Assert.Null(token.Value));
        Assert.Equal(3, hello.ResumeTokens.Length);
    }

    [Fact]
    public void A_welcome_begins_the_session_and_says_what_was_agreed_on()
    {
        Live(("fathom.clock", new FeatureToggle(true, 1)), ("fathom.drive", new FeatureToggle(false)));

        Assert.Equal(SessionPhase.Live, _session.Phase);
        Assert.Equal("s1", _session.Id);
        Assert.True(_session.Features.Has(FeatureNames.Clock));
        Assert.False(_session.Features.Has(FeatureNames.Drive));
        Assert.False(_session.Features.Has(FeatureNames.Credit));
    }

    [Fact]
    public void An_extension_that_was_not_asked_for_is_not_agreed_on()
    {
        var options = new ClientSessionOptions("ws://there", new ClientIdentity("fathom", "1", "test")) { Extensions = [] };
        var session = new ClientSession(options, _time);
        session.Start();
        session.Connected();

        session.Received(Welcome(("fathom.clock", new FeatureToggle(true, 1))));

        Assert.False(session.Features.Any);
    }

    [Fact]
    public void Every_heartbeat_is_answered_with_a_valid_ack()
    {
        Live();

        _session.Received(new SessionHeartbeat(Frame("s1")));

        SessionAck ack = Sent<SessionAck>(Take());
        Assert.Equal("s1", ack.Session);
        Assert.True(MessageReader.TryRead(MessageWriter.ToUtf8(ack), out _, out _));
    }

    [Theory]
    [InlineData("timeout", "time")]
    [InlineData("invalid_payload", "could not read")]
    [InlineData("invalid_json", "JSON")]
    [InlineData("unexpected_message", "something else")]
    [InlineData("protocol_mismatch", "version")]
    [InlineData("unsupported_client", "features")]
    [InlineData("invalid_resume_token", "resume")]
    [InlineData("unauthorized", "does not let")]
    [InlineData("never-heard-of", "refused")]
    public void A_reject_is_explained_and_tried_again(string code, string why)
    {
        _session.Start();
        _session.Connected();
        Take();

        _session.Received(new SessionReject(Frame(null), code, "because", MapValue.Of(("error", "bad field"))));

        SessionAction[] actions = Take();
        Assert.IsType<SessionAction.Close>(actions[0]);
        SessionEnd end = Assert.IsType<SessionAction.Ended>(actions[1]).End;
        Assert.Equal(SessionEndKind.Rejected, end.Kind);
        Assert.Equal(code, end.Code);
        Assert.Contains(why, end.Why, StringComparison.Ordinal);
        Assert.Contains("because (bad field)", end.Why, StringComparison.Ordinal);
        Assert.NotEmpty(end.How);
        Assert.Equal(SessionPhase.Waiting, _session.Phase);
        Assert.Equal(5, (int)end.ToException().ExitCode);
    }

    [Fact]
    public void A_server_that_does_not_welcome_in_time_is_left()
    {
        _session.Start();
        _session.Connected();
        Take();

        _time.Advance(4.9);
        _session.Tick();
        Assert.Empty(Take());
        _time.Advance(0.1);
        _session.Tick();

        Assert.Equal(SessionEndKind.HandshakeTimeout, Ended(Take()).Kind);
    }

    [Fact]
    public void Anything_else_than_a_welcome_is_a_bad_handshake()
    {
        _session.Start();
        _session.Connected();
        Take();

        _session.Received(new SessionHeartbeat(Frame("s1")));

        Assert.Equal(SessionEndKind.BadHandshake, Ended(Take()).Kind);
    }

    [Fact]
    public void A_frame_that_cannot_be_read_ends_the_handshake_but_not_the_session()
    {
        Live();
        _session.ReceivedBad(new MessageError(MessageErrorKind.NotJson, "", "no"));
        Assert.Empty(Take());
        Assert.Equal(SessionPhase.Live, _session.Phase);

        _session.SocketClosed(null, null);
        _session.RetryNow();
        _session.Connected();
        Take();
        _session.ReceivedBad(new MessageError(MessageErrorKind.NotJson, "", "no"));

        Assert.Equal(SessionEndKind.BadHandshake, Ended(Take()).Kind);
    }

    [Fact]
    public void A_silent_server_is_left_after_one_and_a_half_heartbeats()
    {
        Live();

        _time.Advance(22.4);
        _session.Tick();
        Assert.Empty(Take());
        _time.Advance(0.2);
        _session.Tick();

        SessionAction[] actions = Take();
        Assert.Equal(1011, Assert.IsType<SessionAction.Close>(actions[0]).Code);
        Assert.Equal(SessionEndKind.ServerSilent, Ended(actions).Kind);
    }

    [Fact]
    public void Any_frame_is_a_sign_of_life()
    {
        Live();

        for (int i = 0; i < 5; i++)
        {
            _time.Advance(20);
            _session.Received(new NotifyCamera(Frame("s1"), "pose", "w", pose: MapValue.Of(("center", new[] { 1.0, 2.0 }))));
            _session.Tick();
        }

        Assert.Equal(SessionPhase.Live, _session.Phase);
    }

    [Fact]
    public void Leaving_says_goodbye_and_waits_for_the_echo()
    {
        Live();

        _session.Leave();
        SessionGoodbye goodbye = Sent<SessionGoodbye>(Take());
        Assert.Equal("s1", goodbye.Session);
        _session.Received(new SessionGoodbye(Frame("s1")));

        SessionAction[] actions = Take();
        Assert.Equal(1000, Assert.IsType<SessionAction.Close>(actions[0]).Code);
        var ended = Assert.IsType<SessionAction.Ended>(actions[1]);
        Assert.Equal(SessionEndKind.ByUser, ended.End.Kind);
        Assert.Null(ended.RetryAfter);
        Assert.Equal(SessionPhase.Idle, _session.Phase);
    }

    [Fact]
    public void Leaving_does_not_wait_for_ever_for_the_echo()
    {
        Live();
        _session.Leave();
        Take();

        _time.Advance(1);
        _session.Tick();

        Assert.Equal(SessionEndKind.ByUser, Ended(Take()).Kind);
    }

    [Fact]
    public void A_goodbye_of_the_server_is_honoured_and_then_tried_again()
    {
        Live();

        _session.Received(new SessionGoodbye(Frame("s1"), "timeout", "heartbeat timeout", "heartbeat_timeout"));

        SessionAction[] actions = Take();
        Assert.IsType<SessionAction.Close>(actions[0]);
        SessionEnd end = Ended(actions);
        Assert.Equal(SessionEndKind.ServerGoodbye, end.Kind);
        Assert.Contains("heartbeat timeout", end.Why, StringComparison.Ordinal);
        Assert.Equal(SessionPhase.Waiting, _session.Phase);
    }

    [Fact]
    public void A_clean_close_is_tried_again_too()
    {
        Live();

        _session.SocketClosed(1000, "");

        var ended = Assert.IsType<SessionAction.Ended>(Take().Single());
        Assert.Equal(SessionEndKind.Closed, ended.End.Kind);
        Assert.Equal(TimeSpan.Zero, ended.RetryAfter);
        _session.Tick();
        Assert.IsType<SessionAction.Connect>(Take().Single());
    }

    [Fact]
    public void Retry_now_connects_without_waiting()
    {
        _session.Start();
        Take();
        _session.ConnectFailed("refused");
        _session.Tick();
        Take();
        _session.ConnectFailed("refused");
        Take();
        _session.Tick();
        Assert.Empty(Take());

        _session.RetryNow();

        Assert.IsType<SessionAction.Connect>(Take().Single());
        Assert.Equal(SessionPhase.Connecting, _session.Phase);
    }

    [Fact]
    public void State_outlives_the_session_for_consumers_that_come_late()
    {
        Live();
        _session.Received(new NotifyCamera(Frame("s1"), "pose", "w", pose: MapValue.Of(("center", new[] { 1.0, 2.0 }), ("rect", new[] { 0.0, 0.0, 4.0, 3.0 }))));
        Assert.IsType<SessionAction.Deliver>(Take().Single());

        _session.SocketClosed(null, null);

        Assert.Equal(4, _session.State.Camera.Plane!.Value.Width);
        Assert.Null(_session.Id);
    }

    [Fact]
    public void Unknown_frames_and_a_second_welcome_are_not_delivered()
    {
        Live();
        MessageReader.TryRead("""{"type":"ping"}"""u8, out Message? ping, out _);

        _session.Received(ping!);
        _session.Received(Welcome());

        Assert.Empty(Take());
    }

    private static Envelope Frame(string? session) => new() { FrameId = "f", Session = session, Timestamp = 1 };

    private static SessionWelcome Welcome(params (string Name, FeatureToggle Toggle)[] features) =>
        new(Frame("s1"), new SessionInfo("s1", 15, 250), [.. features.Select(f => new KeyValuePair<string, FeatureToggle>(f.Name, f.Toggle))]);

    private static T Sent<T>(SessionAction[] actions)
        where T : Message =>
        Assert.IsType<T>(Assert.Single(actions.OfType<SessionAction.Send>()).Message);

    private static SessionEnd Ended(SessionAction[] actions) => Assert.Single(actions.OfType<SessionAction.Ended>()).End;

    private void Live(params (string Name, FeatureToggle Toggle)[] features)
    {
        _session.Start();
        _session.Connected();
        _session.Received(Welcome(features));
        Take();
    }

    private SessionAction[] Take()
    {
        var actions = new List<SessionAction>();
        while (_session.TryTakeAction(out SessionAction action))
        {
            actions.Add(action);
        }

        return [.. actions];
    }
}
