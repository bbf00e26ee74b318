using System.Collections.Generic;
using System.Linq;
using System.Text;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Wire;

public sealed class ServerSessionTests
{
    private const string Hello =
        """{"type":"session.hello","version":2,"frame_id":"h","timestamp":1,"payload":{"protocols":[2],"client":{"name":"n","version":"v","platform":"p"},"features":{"notify.scene":true,"notify.layers":true,"notify.stream":true,"fathom.clock":true},"resume_tokens":{}}}""";

    private readonly ManualTime _time = new();
    private readonly ServerSession _session;

    public ServerSessionTests()
    {
        _session = new ServerSession(new ServerSessionOptions { Commands = ["fs.listdir"] }, _time);
    }

    [Fact]
    public void Welcome_grants_extensions_only_to_those_who_ask()
    {
        Receive(Hello);

        SessionWelcome welcome = Assert.IsType<SessionWelcome>(Frames().Single());
        Assert.Equal([.. FeatureNames.Public, "fathom.clock"], welcome.Features.Select(f => f.Key));
        Assert.True(welcome.Feature("fathom.clock")!.Enabled);
        Assert.False(welcome.Feature("notify.telemetry")!.Enabled);
        Assert.Equal(["fs.listdir"], welcome.Feature("call.command")!.Commands.ToArray());
        Assert.True(_session.IsLive);
    }

    [Fact]
    public void A_silent_client_sees_two_heartbeats_and_is_dropped_at_the_third()
    {
        Receive(Hello);
        Frames();
        _time.Advance(15);
        _session.Tick();
        Assert.IsType<SessionHeartbeat>(Frames().Single());
        _time.Advance(15);
        _session.Tick();
        Assert.IsType<SessionHeartbeat>(Frames().Single());

        _time.Advance(15);
        _session.Tick();

        ServerAction[] actions = Take();
        Assert.Equal("timeout", Assert.IsType<SessionGoodbye>(((ServerAction.Send)actions[0]).Message).Code);
        var close = Assert.IsType<ServerAction.Close>(actions[1]);
        Assert.Equal((1011, "heartbeat timeout"), (close.Code, close.Reason));
        Assert.Null(_session.NextDue);
    }

    [Fact]
    public void Any_object_keeps_the_client_alive_but_noise_does_not()
    {
        Receive(Hello);
        for (int i = 0; i < 5; i++)
        {
            _time.Advance(15);
            Receive("""{"type":"ping"}""");
            _session.Tick();
        }

        Assert.True(_session.IsLive);
        for (int i = 0; i < 3; i++)
        {
            _time.Advance(15);
            Receive("{nope");
            _session.Tick();
        }

        Assert.False(_session.IsLive);
    }

    [Fact]
    public void Extension_frames_pass_only_where_they_were_agreed_on()
    {
        Receive(Hello);
        Take();

        Receive("""{"type":"fathom.clock.ping","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"id":1,"client_s":2}}""");
        Receive("""{"type":"fathom.credit","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"seq":1,"window":2}}""");

        Assert.IsType<ClockPing>(((ServerAction.Deliver)Take().Single()).Message);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public void Json_in_binary_messages_is_taken(string encoding)
    {
        const string Command = """{"type":"call.command","version":2,"session":"s","frame_id":"f","timestamp":1,"payload":{"command":"fs.listdir"}}""";
        _session.Received(Encoding.UTF8.GetBytes(Hello), isBinary: true);
        Assert.IsType<SessionWelcome>(Frames().Single());

        Encoding wide = Encoding.GetEncoding(encoding);
        _session.Received(wide.GetBytes(Command), isBinary: true);
        _session.Received([.. wide.GetPreamble(), .. wide.GetBytes(Command)], isBinary: true);

        Assert.Equal(2, Take().OfType<ServerAction.Run>().Count());
    }

    [Fact]
    public void A_binary_hello_that_is_no_text_is_rejected()
    {
        _session.Received([0xC3, 0x28, 0xFF], isBinary: true);

        Assert.Equal("invalid_payload", Assert.IsType<SessionReject>(Frames().Single()).Code);
    }

    [Fact]
    public void A_binary_message_that_is_no_text_ends_a_session()
    {
        Receive(Hello);
        Take();

        _session.Received([0xC3, 0x28, 0xFF], isBinary: true);

        Assert.Equal(1000, Assert.IsType<ServerAction.Close>(Take().Single()).Code);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x00, 0xD8 })]
    [InlineData(new byte[] { 0x7B, 0x00, 0x00 })]
    public void Broken_wide_text_ends_a_session(byte[] data)
    {
        Receive(Hello);
        Take();

        _session.Received(data, isBinary: true);

        Assert.Equal(1000, Assert.IsType<ServerAction.Close>(Take().Single()).Code);
    }

    [Fact]
    public void Intents_and_known_commands_are_handed_on()
    {
        Receive(Hello);
        Take();

        Receive("""{"type":"state.update","version":2,"session":"any","frame_id":"f","intent_id":"i","timestamp":1,"payload":{"scope":"dims","target":"z","key":"index","value":1}}""");
        Receive("""{"type":"call.command","version":2,"session":"any","frame_id":"f","timestamp":1,"payload":{"command":"fs.listdir"}}""");

        ServerAction[] actions = Take();
        Assert.IsType<ServerAction.Apply>(actions[0]);
        Assert.IsType<ServerAction.Run>(actions[1]);
    }

    [Fact]
    public void Leaving_says_goodbye_first()
    {
        Receive(Hello);
        Take();

        _session.Leave("shutdown", "the server stops", "shutdown");

        ServerAction[] actions = Take();
        Assert.IsType<SessionGoodbye>(((ServerAction.Send)actions[0]).Message);
        Assert.IsType<ServerAction.Close>(actions[1]);
    }

    private void Receive(string text) => _session.Received(Encoding.UTF8.GetBytes(text), isBinary: false);

    private Message[] Frames() => [.. Take().OfType<ServerAction.Send>().Select(action => action.Message)];

    private ServerAction[] Take()
    {
        var actions = new List<ServerAction>();
        while (_session.TryTakeAction(out ServerAction action))
        {
            actions.Add(action);
        }

        return [.. actions];
    }
}
