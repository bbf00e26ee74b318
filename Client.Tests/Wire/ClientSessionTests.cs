using System;
using System.Linq;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Fathom.Protocol.State;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ClientSessionTests : ClientSessionFixture
{
    [Fact]
    public void Hello_offers_protocol_2_null_tokens_the_mandatory_features_and_the_extensions()
    {
        Session.Start();
        Session.Connected();

        SessionHello hello = Sent<SessionHello>(Take());
        Assert.Equal([2], hello.Protocols.ToArray());
        Assert.All(FeatureNames.Mandatory, feature => Assert.True(hello.Wants(feature)));
        Assert.True(hello.Wants(FeatureNames.PixelFrameView));
        Assert.All(hello.ResumeTokens, token => Assert.Null(token.Value));
        Assert.Equal(3, hello.ResumeTokens.Length);
    }

    [Fact]
    public void A_welcome_begins_theSession_and_says_what_was_agreed_on()
    {
        Live(("fathom.clock", new FeatureToggle(true, 1)), ("fathom.drive", new FeatureToggle(false)));

        Assert.Equal(SessionPhase.Live, Session.Phase);
        Assert.Equal("s1", Session.Id);
        Assert.True(Session.Features.Has(FeatureNames.Clock));
        Assert.False(Session.Features.Has(FeatureNames.Drive));
        Assert.False(Session.Features.Has(FeatureNames.Credit));
    }

    [Fact]
    public void An_extension_that_was_not_asked_for_is_not_agreed_on()
    {
        var options = new ClientSessionOptions("ws://there", new ClientIdentity("fathom", "1", "test")) { Extensions = [] };
        var session = new ClientSession(options, Time);
        session.Start();
        session.Connected();

        session.Received(Welcome(("fathom.clock", new FeatureToggle(true, 1))));

        Assert.False(session.Features.Any);
    }

    [Fact]
    public void Every_heartbeat_is_answered_with_a_valid_ack()
    {
        Live();

        Session.Received(new SessionHeartbeat(Frame("s1")));

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
        Session.Start();
        Session.Connected();
        Take();

        Session.Received(new SessionReject(Frame(null), code, "because", MapValue.Of(("error", "bad field"))));

        SessionAction[] actions = Take();
        Assert.IsType<SessionAction.Close>(actions[0]);
        SessionEnd end = Assert.IsType<SessionAction.Ended>(actions[1]).End;
        Assert.Equal(SessionEndKind.Rejected, end.Kind);
        Assert.Equal(code, end.Code);
        Assert.Contains(why, end.Why, StringComparison.Ordinal);
        Assert.Contains("because (bad field)", end.Why, StringComparison.Ordinal);
        Assert.NotEmpty(end.How);
        Assert.Equal(SessionPhase.Waiting, Session.Phase);
        Assert.Equal(5, (int)end.ToException().ExitCode);
    }

    [Fact]
    public void A_server_that_does_not_welcome_inTime_is_left()
    {
        Session.Start();
        Session.Connected();
        Take();

        Time.Advance(4.9);
        Session.Tick();
        Assert.Empty(Take());
        Time.Advance(0.1);
        Session.Tick();

        Assert.Equal(SessionEndKind.HandshakeTimeout, Ended(Take()).Kind);
    }

    [Fact]
    public void Anything_else_than_a_welcome_is_a_bad_handshake()
    {
        Session.Start();
        Session.Connected();
        Take();

        Session.Received(new SessionHeartbeat(Frame("s1")));

        Assert.Equal(SessionEndKind.BadHandshake, Ended(Take()).Kind);
    }

    [Fact]
    public void A_frame_that_cannot_be_read_ends_the_handshake_but_not_theSession()
    {
        Live();
        Session.ReceivedBad(new MessageError(MessageErrorKind.NotJson, "", "no"));
        Assert.Empty(Take());
        Assert.Equal(SessionPhase.Live, Session.Phase);

        Session.SocketClosed(null, null);
        Session.RetryNow();
        Session.Connected();
        Take();
        Session.ReceivedBad(new MessageError(MessageErrorKind.NotJson, "", "no"));

        Assert.Equal(SessionEndKind.BadHandshake, Ended(Take()).Kind);
    }

    [Fact]
    public void A_silent_server_is_left_after_one_and_a_half_heartbeats()
    {
        Live();

        Time.Advance(22.4);
        Session.Tick();
        Assert.Empty(Take());
        Time.Advance(0.2);
        Session.Tick();

        SessionAction[] actions = Take();
        Assert.Equal(1011, Assert.IsType<SessionAction.Close>(actions[0]).Code);
        Assert.Equal(SessionEndKind.ServerSilent, Ended(actions).Kind);
    }

    [Fact]
    public void An_absurd_heartbeat_does_not_break_the_clock()
    {
        Session.Start();
        Session.Connected();

        Session.Received(new SessionWelcome(Frame("s1"), new SessionInfo("s1", 1e300, null), []));

        Assert.Equal(SessionPhase.Live, Session.Phase);
        Assert.True(Session.NextDue - Session.Now <= TimeSpan.FromHours(2));
    }

    [Fact]
    public void Any_frame_is_a_sign_of_life()
    {
        Live();

        for (int i = 0; i < 5; i++)
        {
            Time.Advance(20);
            Session.Received(new NotifyCamera(Frame("s1"), "pose", "w", pose: MapValue.Of(("center", new[] { 1.0, 2.0 }))));
            Session.Tick();
        }

        Assert.Equal(SessionPhase.Live, Session.Phase);
    }

    [Fact]
    public void Retry_now_connects_without_waiting()
    {
        Session.Start();
        Take();
        Session.ConnectFailed("refused");
        Session.Tick();
        Take();
        Session.ConnectFailed("refused");
        Take();
        Session.Tick();
        Assert.Empty(Take());

        Session.RetryNow();

        Assert.IsType<SessionAction.Connect>(Take().Single());
        Assert.Equal(SessionPhase.Connecting, Session.Phase);
    }

    [Fact]
    public void State_outlives_theSession_for_consumers_that_come_late()
    {
        Live();
        Session.Received(new NotifyCamera(Frame("s1"), "pose", "w", pose: MapValue.Of(("center", new[] { 1.0, 2.0 }), ("rect", new[] { 0.0, 0.0, 4.0, 3.0 }))));
        Assert.IsType<SessionAction.Deliver>(Take().Single());

        Session.SocketClosed(null, null);

        Assert.Equal(4, Session.State.Camera.Plane!.Value.Width);
        Assert.Null(Session.Id);
    }

    [Fact]
    public void Unknown_frames_and_a_second_welcome_are_not_delivered()
    {
        Live();
        MessageReader.TryRead("""{"type":"ping"}"""u8, out Message? ping, out _);

        Session.Received(ping!);
        Session.Received(Welcome());

        Assert.Empty(Take());
    }
}
