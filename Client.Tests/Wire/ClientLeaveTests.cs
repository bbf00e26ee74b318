using System;
using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ClientLeaveTests : ClientSessionFixture
{
    [Fact]
    public void Leaving_says_goodbye_and_waits_for_the_echo()
    {
        Live();

        Session.Leave();
        SessionGoodbye goodbye = Sent<SessionGoodbye>(Take());
        Assert.Equal("s1", goodbye.Session);
        Session.Received(new SessionGoodbye(Frame("s1")));

        SessionAction[] actions = Take();
        Assert.Equal(1000, Assert.IsType<SessionAction.Close>(actions[0]).Code);
        var ended = Assert.IsType<SessionAction.Ended>(actions[1]);
        Assert.Equal(SessionEndKind.ByUser, ended.End.Kind);
        Assert.Null(ended.RetryAfter);
        Assert.Equal(SessionPhase.Idle, Session.Phase);
    }

    [Fact]
    public void Leaving_does_not_wait_for_ever_for_the_echo()
    {
        Live();
        Session.Leave();
        Take();

        Time.Advance(1);
        Session.Tick();

        Assert.Equal(SessionEndKind.ByUser, Ended(Take()).Kind);
    }

    [Fact]
    public void A_goodbye_of_the_server_is_honoured_and_then_tried_again()
    {
        Live();

        Session.Received(new SessionGoodbye(Frame("s1"), "timeout", "heartbeat timeout", "heartbeatTimeout"));

        SessionAction[] actions = Take();
        Assert.IsType<SessionAction.Close>(actions[0]);
        SessionEnd end = Ended(actions);
        Assert.Equal(SessionEndKind.ServerGoodbye, end.Kind);
        Assert.Contains("heartbeat timeout", end.Why, StringComparison.Ordinal);
        Assert.Equal(SessionPhase.Waiting, Session.Phase);
    }

    [Fact]
    public void A_clean_close_is_tried_again_too()
    {
        Live();

        Session.SocketClosed(1000, "");

        var ended = Assert.IsType<SessionAction.Ended>(Take().Single());
        Assert.Equal(SessionEndKind.Closed, ended.End.Kind);
        Assert.Equal(TimeSpan.Zero, ended.RetryAfter);
        Session.Tick();
        Assert.IsType<SessionAction.Connect>(Take().Single());
    }
}
