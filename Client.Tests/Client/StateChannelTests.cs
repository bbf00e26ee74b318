using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class StateChannelTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new(s_patience);
    private readonly CancellationTokenSource _patience = new(s_patience);
    private readonly SemaphoreSlim _news = new(0);
    private readonly Channel<Message> _heard = Channel.CreateUnbounded<Message>();
    private readonly ClientInbox _inbox;

    public StateChannelTests() => _inbox = new ClientInbox(() => _news.Release());

    public void Dispose()
    {
        _stop.Dispose();
        _patience.Dispose();
        _news.Dispose();
    }

    [Fact]
    public async Task Hello_welcome_message_heartbeat_and_goodbye_go_their_way()
    {
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await HearAsync(socket, stop);
            await SayAsync(socket, Welcome(), stop);
            await SayAsync(socket, new SessionHeartbeat(Envelope("hb")), stop);
            await SayAsync(socket, new NotifyError(Envelope("e"), "d", "c", "text", "warning"), stop);
            while (socket.State == WebSocketState.Open)
            {
                await HearAsync(socket, stop);
            }
        });

        Task run = Start(server.Url);
        await UntilAsync<NotifyError>();
        Assert.IsType<SessionHello>(await _heard.Reader.ReadAsync(_patience.Token));
        Assert.IsType<SessionAck>(await _heard.Reader.ReadAsync(_patience.Token));
        await StopAsync(run);

        Assert.IsType<SessionGoodbye>(await _heard.Reader.ReadAsync(_patience.Token));
    }

    [Fact]
    public async Task A_server_that_closes_is_connected_again()
    {
        using var server = new FakeSocketServer(async (socket, number, stop) =>
        {
            await HearAsync(socket, stop);
            await SayAsync(socket, Welcome(), stop);
            if (number == 0)
            {
                await socket.CloseAsync(WebSocketCloseStatus.EndpointUnavailable, "restart", stop);
                return;
            }

            await HearAsync(socket, stop);
        });

        Task run = Start(server.Url);
        await UntilAsync<SessionWelcome>();
        ChannelChanged waiting = await UntilPhaseAsync(ChannelPhase.Waiting);
        await UntilAsync<SessionWelcome>();
        await StopAsync(run);

        Assert.Equal(ChannelEndKind.Lost, waiting.End?.Kind);
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Garbage_is_a_protocol_error()
    {
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await socket.SendAsync("{\"what\":"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            await HearAsync(socket, stop);
            await HearAsync(socket, stop);
        });

        Task run = Start(server.Url);
        ChannelChanged waiting = await UntilPhaseAsync(ChannelPhase.Waiting);
        await StopAsync(run);

        Assert.Equal(ChannelEndKind.ProtocolError, waiting.End?.Kind);
    }

    [Fact]
    public async Task A_rejected_session_says_why()
    {
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await HearAsync(socket, stop);
            await SayAsync(socket, new SessionReject(new Envelope { FrameId = "r", Timestamp = 1 }, "protocol_mismatch", "no"), stop);
            await HearAsync(socket, stop);
        });

        Task run = Start(server.Url);
        ChannelChanged waiting = await UntilPhaseAsync(ChannelPhase.Waiting);
        await StopAsync(run);

        Assert.Equal(ChannelEndKind.Refused, waiting.End?.Kind);
        Assert.NotNull(waiting.End!.Error);
    }

    [Fact]
    public async Task A_wrong_token_is_told_apart_from_a_wrong_address()
    {
        using var wantsToken = new FakeSocketServer((_, _, _) => Task.CompletedTask, status: "401 Unauthorized");
        Task run = Start(wantsToken.Url);
        ChannelChanged refused = await UntilPhaseAsync(ChannelPhase.Waiting);
        await StopAsync(run);

        Assert.Equal(ChannelEndKind.Refused, refused.End?.Kind);
        Assert.Contains("token", refused.End!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_unreachable_in_the_words_of_the_system()
    {
        int port;
        using (var server = new FakeSocketServer((_, _, _) => Task.CompletedTask))
        {
            port = server.Port;
        }

        Task run = Start(new Uri($"ws://127.0.0.1:{port}/"));
        ChannelChanged waiting = await UntilPhaseAsync(ChannelPhase.Waiting);
        await StopAsync(run);

        Assert.Equal(ChannelEndKind.Unreachable, waiting.End?.Kind);
        Assert.Contains("Connection refused", waiting.End!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hung_server_does_not_hold_the_stop_up()
    {
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await HearAsync(socket, stop);
            await SayAsync(socket, Welcome(), stop);
            await Task.Delay(Timeout.Infinite, stop);
        });
        Task run = Start(server.Url);
        await UntilAsync<SessionWelcome>();

        long started = TimeProvider.System.GetTimestamp();
        await StopAsync(run);

        Assert.True(TimeProvider.System.GetElapsedTime(started) < s_patience);
    }

    private Task Start(Uri url)
    {
        var session = new ClientSession(new ClientSessionOptions(url.Authority, new ClientIdentity("test", "1", "test")), TimeProvider.System);
        var channel = new StateChannel(url, null, 1 << 20, _inbox, session, TimeProvider.System);
        return Task.Run(() => channel.RunAsync(_stop.Token));
    }

    private async Task StopAsync(Task run)
    {
        await _stop.CancelAsync();
        await run.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(s_patience);
    }

    private async Task<T> UntilAsync<T>()
        where T : Message
    {
        while (true)
        {
            if (await NextAsync() is MessageReceived { Message: T wanted })
            {
                return wanted;
            }
        }
    }

    private async Task<ChannelChanged> UntilPhaseAsync(ChannelPhase phase)
    {
        while (true)
        {
            if (await NextAsync() is ChannelChanged changed && changed.Phase == phase)
            {
                return changed;
            }
        }
    }

    private async Task<ClientEvent> NextAsync()
    {
        while (true)
        {
            if (_inbox.TryTake(out ClientEvent? value))
            {
                return value!;
            }

            Assert.True(await _news.WaitAsync(s_patience), "nothing happened");
        }
    }

    private async Task HearAsync(WebSocket socket, CancellationToken stop)
    {
        var buffer = new byte[64 << 10];
        WebSocketReceiveResult part = await socket.ReceiveAsync(buffer, stop);
        if (part.MessageType == WebSocketMessageType.Close)
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, stop);
            return;
        }

        Assert.True(MessageReader.TryRead(buffer.AsSpan(0, part.Count), out Message? message, out MessageError error), error.Text);
        await _heard.Writer.WriteAsync(message!, stop);
    }

    private static Task SayAsync(WebSocket socket, Message message, CancellationToken stop) =>
        socket.SendAsync(MessageWriter.ToUtf8(message), WebSocketMessageType.Text, true, stop);

    private static Envelope Envelope(string id) => new() { Session = "s", FrameId = id, Timestamp = 1 };

    private static SessionWelcome Welcome() => new(Envelope("w"), new SessionInfo("s", 15, 250), ImmutableArray<KeyValuePair<string, FeatureToggle>>.Empty);
}
