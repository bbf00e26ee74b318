using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Fathom.ImpairmentProxy;
using Xunit;

namespace Fathom.Client.Tests.Impairment;

/// <summary>The link with real sockets.</summary>
public sealed class ImpairedLinkTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public void Dispose() => _listener.Dispose();

    public Task InitializeAsync()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Bytes_arrive_whole_and_in_order_both_ways()
    {
        await using ImpairedLink link = await StartAsync(NetSpec.Parse("delay=2,jitter=2,stall=5-10,stall-every=0.1,down=400,up=400"));
        (Socket client, Socket server) = await ConnectAsync(link);
        using Socket nearEnd = client, farEnd = server;
        byte[] down = Random(3_000_000, 1), up = Random(1_000_000, 2);

        Task sendDown = SendAllAsync(server, down), sendUp = SendAllAsync(client, up);
        byte[] gotDown = await ReadAllAsync(client).WaitAsync(s_patience), gotUp = await ReadAllAsync(server).WaitAsync(s_patience);
        await Task.WhenAll(sendDown, sendUp).WaitAsync(s_patience);

        Assert.True(down.AsSpan().SequenceEqual(gotDown));
        Assert.True(up.AsSpan().SequenceEqual(gotUp));
        Assert.Equal((up.Length, down.Length), (link.BytesUp, link.BytesDown));
    }

    [Fact]
    public async Task A_sender_feels_the_link_and_the_link_holds_no_more_than_its_window()
    {
        var time = new LinkTime();
        NetProfile slow = NetSpec.Parse("delay=50,down=8,up=8");
        await using ImpairedLink link = await StartAsync(slow, time);
        (Socket client, Socket server) = await ConnectAsync(link, time);
        using Socket nearEnd = client, farEnd = server;
        byte[] sent = Random(4_000_000, 3);

        Task sending = SendAllAsync(server, sent);
        await UntilAsync(() => link.MostHeld >= slow.Down.WindowBytes);
        Assert.Equal(0, link.BytesDown);
        Task<byte[]> reading = ReadAllAsync(client);
        while (!reading.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(5));
            await Task.Yield();
        }

        byte[] got = await reading;
        Assert.True(sent.AsSpan().SequenceEqual(got));
        await sending.WaitAsync(s_patience);
        Assert.InRange(link.MostHeld, slow.Down.WindowBytes, slow.Down.WindowBytes + 8192);

        // Four megabytes at one a second, less what a rest had saved up; never faster than the width, whatever the machine does.
        Assert.True(time.GetTimestamp() >= TimeSpan.FromSeconds(3.9).Ticks, $"after {TimeSpan.FromTicks(time.GetTimestamp())}");
    }

    [Fact]
    public async Task Nothing_arrives_before_its_delay()
    {
        var time = new LinkTime();
        await using ImpairedLink link = await StartAsync(NetSpec.Parse("delay-down=80,delay-up=20"), time);
        (Socket client, Socket server) = await ConnectAsync(link, time);
        using Socket nearEnd = client, farEnd = server;
        long before = time.GetTimestamp();

        await server.SendAsync(new byte[10]);
        await UntilAsync(() => link.MostHeld >= 10);
        time.Advance(TimeSpan.FromMilliseconds(79));
        Assert.Equal(0, link.BytesDown);
        await UntilAsync(() => link.BytesDown == 10, () => time.Advance(TimeSpan.FromMilliseconds(1)));

        Assert.True(time.GetTimestamp() - before >= TimeSpan.FromMilliseconds(80).Ticks);
        Assert.Equal(10, await client.ReceiveAsync(new byte[100]));
    }

    [Fact]
    public async Task A_cut_breaks_connections_and_new_ones_may_follow()
    {
        await using ImpairedLink link = await StartAsync(NetProfile.None);
        (Socket client, Socket server) = await ConnectAsync(link);
        using Socket nearEnd = client, farEnd = server;
        await client.SendAsync(new byte[1]);
        await server.ReceiveAsync(new byte[1]).WaitAsync(s_patience);

        link.Drop();

        await Assert.ThrowsAsync<SocketException>(() => client.ReceiveAsync(new byte[1]).WaitAsync(s_patience));
        await Assert.ThrowsAsync<SocketException>(() => server.ReceiveAsync(new byte[1]).WaitAsync(s_patience));
        (Socket nextClient, Socket nextServer) = await ConnectAsync(link);
        nextClient.Dispose();
        nextServer.Dispose();
    }

    [Fact]
    public async Task A_link_that_refuses_takes_no_connection()
    {
        await using ImpairedLink link = await StartAsync(NetProfile.None);
        link.Accepting = false;
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // The refusal may come before the connect returns or after it.
        await Assert.ThrowsAsync<SocketException>(async () =>
        {
            await client.ConnectAsync(link.Listening[0]);
            await client.ReceiveAsync(new byte[1]).WaitAsync(s_patience);
        });
        Assert.Equal(0, link.Connections);
    }

    [Fact]
    public async Task Several_ports_lead_to_their_servers()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var first = new Uri($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndPoint!).Port}/a");
        var second = new Uri($"ws://127.0.0.1:{((IPEndPoint)other.LocalEndPoint!).Port}/b?session=1");

        await using ImpairedLink link = await ImpairedLink.StartAsync(NetProfile.None, [Forward.To(first), Forward.To(second)]);

        Assert.Equal([link.Listening[0].Port, link.Listening[1].Port], new[] { first, second }.Select(url => link.Through(url).Port));
        Assert.Equal("/b?session=1", link.Through(second).PathAndQuery);
    }

    private async Task<ImpairedLink> StartAsync(NetProfile profile, TimeProvider? time = null) =>
        await ImpairedLink.StartAsync(profile, [new Forward("127.0.0.1", ((IPEndPoint)_listener.LocalEndPoint!).Port)], time);

    private async Task<(Socket Client, Socket Server)> ConnectAsync(ImpairedLink link, LinkTime? time = null)
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(link.Listening[0]);
        Task<Socket> accepted = _listener.AcceptAsync();
        await UntilAsync(() => accepted.IsCompleted, () => time?.Advance(TimeSpan.FromMilliseconds(5)));
        return (client, await accepted);
    }

    private static async Task UntilAsync(Func<bool> reached, Action? step = null)
    {
        long start = TimeProvider.System.GetTimestamp();
        while (!reached())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < s_patience, "It never came.");
            step?.Invoke();
            await Task.Delay(1);
        }
    }

    private static async Task SendAllAsync(Socket socket, byte[] bytes)
    {
        for (int sent = 0; sent < bytes.Length;)
        {
            sent += await socket.SendAsync(bytes.AsMemory(sent, Math.Min(bytes.Length - sent, 50_000)));
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> ReadAllAsync(Socket socket)
    {
        var all = new List<byte>();
        byte[] buffer = new byte[60_000];
        int read;
        while ((read = await socket.ReceiveAsync(buffer)) > 0)
        {
            all.AddRange(buffer.AsSpan(0, read));
        }

        return [.. all];
    }

    private static byte[] Random(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
