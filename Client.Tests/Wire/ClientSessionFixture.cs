using System.Collections.Generic;
using System.Linq;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Wire;

/// <summary>A client's session with a clock that stands still.</summary>
public abstract class ClientSessionFixture
{
    private protected ClientSessionFixture()
    {
        var options = new ClientSessionOptions("ws://there", new ClientIdentity("fathom", "1", "test")) { Seed = 7 };
        Session = new ClientSession(options, Time);
    }

    private protected ManualTime Time { get; } = new();

    private protected ClientSession Session { get; }

    private protected static Envelope Frame(string? session) => new() { FrameId = "f", Session = session, Timestamp = 1 };

    private protected static SessionWelcome Welcome(params (string Name, FeatureToggle Toggle)[] features) =>
        new(Frame("s1"), new SessionInfo("s1", 15, 250), [.. features.Select(f => new KeyValuePair<string, FeatureToggle>(f.Name, f.Toggle))]);

    private protected static T Sent<T>(SessionAction[] actions)
        where T : Message =>
        Assert.IsType<T>(Assert.Single(actions.OfType<SessionAction.Send>()).Message);

    private protected static SessionEnd Ended(SessionAction[] actions) => Assert.Single(actions.OfType<SessionAction.Ended>()).End;

    private protected void Live(params (string Name, FeatureToggle Toggle)[] features)
    {
        Session.Start();
        Session.Connected();
        Session.Received(Welcome(features));
        Take();
    }

    private protected SessionAction[] Take()
    {
        var actions = new List<SessionAction>();
        while (Session.TryTakeAction(out SessionAction action))
        {
            actions.Add(action);
        }

        return [.. actions];
    }
}
