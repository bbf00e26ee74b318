using System;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Streams;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.Session;
using Xunit;

namespace Fathom.Client.Tests.Client;

public sealed class PixelReceiverTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly NativeBufferPool _pool = new();
    private readonly CollectingSink _sink = new();
    private readonly FlightCounters _counters = new();
    private readonly CancellationTokenSource _stop = new(s_patience);
    private readonly ClientInbox _inbox = new(static () => { });

    public void Dispose()
    {
        _stop.Dispose();
        _sink.Dispose();
        _pool.Dispose();
    }

    [Fact]
    public async Task Messages_of_any_fragmentation_arrive_whole()
    {
        byte[] message = Message(7, payload: 300_000);
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await socket.SendAsync(message.AsMemory(0, 10), WebSocketMessageType.Binary, false, stop);
            await socket.SendAsync(message.AsMemory(10), WebSocketMessageType.Binary, true, stop);
            await socket.SendAsync(Message(8, payload: 5), WebSocketMessageType.Binary, true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });

        Task run = Start(server, out PixelReceiver receiver, new PixelTarget(server.Url, false));
        (uint sequence, int length, byte last) first = await _sink.NextAsync(s_patience);
        (uint sequence, int length, byte last) second = await _sink.NextAsync(s_patience);
        await StopAsync(run, receiver);

        Assert.Equal((7u, 300_000, (byte)7), first);
        Assert.Equal((8u, 5, (byte)8), second);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public async Task A_message_beyond_the_limit_ends_the_connection_and_the_next_one_works()
    {
        using var server = new FakeSocketServer(async (socket, number, stop) =>
        {
            byte[] message = Message((uint)number, payload: number == 0 ? 2 << 20 : 100);
            await socket.SendAsync(message, WebSocketMessageType.Binary, true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });

        Task run = Start(server, out PixelReceiver receiver, new PixelTarget(server.Url, false), maxBytes: 1 << 20);
        (uint sequence, _, _) = await _sink.NextAsync(s_patience);
        ChannelEnd? reason = NextEnd();
        await StopAsync(run, receiver);

        Assert.Equal(1u, sequence);
        Assert.Equal(2, _sink.Connections);
        Assert.Equal(ChannelEndKind.ProtocolError, reason?.Kind);
        Assert.Contains("--max-message-mib", reason!.Reason, StringComparison.Ordinal);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public async Task What_is_no_frame_of_the_video_is_not_counted_as_one()
    {
        using var server = new FakeSocketServer(async (socket, _, stop) =>
        {
            await socket.SendAsync(new byte[3], WebSocketMessageType.Binary, true, stop);
            await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, stop);
            await socket.SendAsync(Message(1, payload: 1), WebSocketMessageType.Binary, true, stop);
            await socket.SendAsync(Message(1, payload: 9, VideoCodec.LosslessStill), WebSocketMessageType.Binary, true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        });

        Task run = Start(server, out PixelReceiver receiver, new PixelTarget(server.Url, false));
        (uint sequence, _, _) = await _sink.NextAsync(s_patience);
        (_, int still, _) = await _sink.NextAsync(s_patience);
        await StopAsync(run, receiver);

        Assert.Equal((1u, 9), (sequence, still));
        Assert.Equal(1, _counters.BadMessages);
        Assert.Equal(1, _counters.Received);
        Assert.Equal(3 + (2 * PixelHeader.Size) + 10, _counters.ReceivedBytes);
        Assert.Equal(0, _pool.Rented);
    }

    [Fact]
    public async Task A_new_aim_leaves_the_old_server()
    {
        static Func<WebSocket, int, CancellationToken, Task> Sends(uint sequence) => async (socket, _, stop) =>
        {
            await socket.SendAsync(Message(sequence, payload: 1), WebSocketMessageType.Binary, true, stop);
            await Task.Delay(Timeout.Infinite, stop);
        };
        using var one = new FakeSocketServer(Sends(1));
        using var two = new FakeSocketServer(Sends(2));

        Task run = Start(one, out PixelReceiver receiver, new PixelTarget(one.Url, false));
        await _sink.NextAsync(s_patience);
        receiver.Aim(new PixelTarget(two.Url, false));
        (uint sequence, _, _) = await _sink.NextAsync(s_patience);
        await StopAsync(run, receiver);

        Assert.Equal(2u, sequence);
    }

    [Fact]
    public async Task A_token_goes_with_the_upgrade_and_the_session_only_where_views_were_negotiated()
    {
        using var server = new FakeSocketServer((_, _, stop) => Task.Delay(Timeout.Infinite, stop));
        PixelTarget plain = PixelTarget.ForSession(server.Url, "s 1", viewNegotiated: false);
        PixelTarget ours = PixelTarget.ForSession(server.Url, "s 1", viewNegotiated: true);

        Task run = Start(server, out PixelReceiver receiver, ours, token: "secret");
        string? request;
        while (!server.Requests.TryDequeue(out request))
        {
            await Task.Delay(5, _stop.Token);
        }

        await StopAsync(run, receiver);

        Assert.Empty(plain.Url.Query);
        Assert.Contains("session=s%201", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer secret", request, StringComparison.Ordinal);
        Assert.DoesNotContain("permessage-deflate", request, StringComparison.Ordinal);
    }

    private Task Start(FakeSocketServer server, out PixelReceiver receiver, PixelTarget target, int maxBytes = 64 << 20, string? token = null)
    {
        Assert.NotNull(server);
        receiver = new PixelReceiver(token, maxBytes, _pool, _sink, _inbox, _counters, new ReconnectPolicy(1), TimeProvider.System);
        receiver.Aim(target);
        PixelReceiver started = receiver;
        return Task.Run(() => started.RunAsync(_stop.Token));
    }

    private async Task StopAsync(Task run, PixelReceiver receiver)
    {
        await _stop.CancelAsync();
        await run.ContinueWith(static _ => { }, TaskScheduler.Default).WaitAsync(s_patience);
        receiver.Dispose();
    }

    private ChannelEnd? NextEnd()
    {
        while (_inbox.TryTake(out ClientEvent? value))
        {
            if (value is ChannelChanged { End: { } end })
            {
                return end;
            }
        }

        return null;
    }

    private static byte[] Message(uint sequence, int payload, VideoCodec codec = VideoCodec.H264)
    {
        var bytes = new byte[PixelHeader.Size + payload];
        PixelMessage.WritePrefix(bytes, new PixelHeader(sequence, 1.5, 16, 16, codec, true, 0));
        bytes.AsSpan(PixelHeader.Size).Fill((byte)sequence);
        return bytes;
    }

    private sealed class CollectingSink : IUnitSink, IDisposable
    {
        private readonly ConcurrentQueue<(uint Sequence, int Length, byte Last)> _units = new();
        private readonly SemaphoreSlim _arrived = new(0);
        private int _connections;

        public int Connections => Volatile.Read(ref _connections);

        public void OnConnected() => Interlocked.Increment(ref _connections);

        public void OnStill(in EncodedUnit unit) => OnUnit(unit);

        public void OnUnit(in EncodedUnit unit)
        {
            _units.Enqueue((unit.Header.Sequence, unit.Length, unit.Payload[^1]));
            unit.Buffer.Return();
            _arrived.Release();
        }

        public async Task<(uint Sequence, int Length, byte Last)> NextAsync(TimeSpan patience)
        {
            Assert.True(await _arrived.WaitAsync(patience), "no unit came");
            Assert.True(_units.TryDequeue(out var unit));
            return unit;
        }

        public void Dispose() => _arrived.Dispose();
    }
}
