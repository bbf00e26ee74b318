using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;

namespace Fathom.ImpairmentProxy;

/// <summary>A link between clients on this machine and a server: forwards TCP ports, worse than it could. All its ports share its width.</summary>
/// <remarks>
/// Threads: any. Ownership: of listeners and connections, until <see cref="DisposeAsync"/>. What it does to bytes depends on
/// profile, seed and the times at which they come, and on nothing else.
/// </remarks>
internal sealed class ImpairedLink : IAsyncDisposable
{
    private const ulong UpSeed = 0x5DEECE66D;

    private readonly Lock _gate = new();
    private readonly HashSet<ImpairedConnection> _connections = [];
    private readonly List<(Forward To, Socket Listener)> _ports = [];
    private readonly List<Task> _running = [];
    private readonly CancellationTokenSource _stop = new();
    private NetProfile _profile;
    private long _bytesUp;
    private long _bytesDown;
    private long _mostHeld;
    private bool _disposed;

    private ImpairedLink(NetProfile profile, TimeProvider time, int seed)
    {
        _profile = profile;
        Clock = new LinkClock(time);
        Down = new LinkDirection(profile.Down, (ulong)seed);
        Up = new LinkDirection(profile.Up, (ulong)seed ^ UpSeed);
    }

    /// <summary>What the link does; a change concerns the bytes that come from then on.</summary>
    public NetProfile Profile
    {
        get => _profile;
        set
        {
            _profile = value;
            Down.Change(value.Down, Clock.Now);
            Up.Change(value.Up, Clock.Now);
        }
    }

    /// <summary>False refuses new connections, as a server that is gone would.</summary>
    public bool Accepting { get; set; } = true;

    /// <summary>Where clients connect, in the order of the forwards.</summary>
    public IReadOnlyList<IPEndPoint> Listening => [.. _ports.Select(static port => (IPEndPoint)port.Listener.LocalEndPoint!)];

    /// <summary>Bytes delivered to the server.</summary>
    public long BytesUp => Interlocked.Read(ref _bytesUp);

    /// <summary>Bytes delivered to clients.</summary>
    public long BytesDown => Interlocked.Read(ref _bytesDown);

    /// <summary>The most bytes that one direction of one connection ever held: the window and a piece.</summary>
    public long MostHeld => Interlocked.Read(ref _mostHeld);

    /// <summary>Connections that are open.</summary>
    public int Connections
    {
        get
        {
            lock (_gate)
            {
                return _connections.Count;
            }
        }
    }

    internal LinkClock Clock { get; }

    internal LinkDirection Down { get; }

    internal LinkDirection Up { get; }

    /// <summary>Opens the ports; clients may connect when the task is done.</summary>
    public static async Task<ImpairedLink> StartAsync(NetProfile profile, IReadOnlyList<Forward> forwards, TimeProvider? time = null, int seed = 1)
    {
        var link = new ImpairedLink(profile, time ?? TimeProvider.System, seed);
        bool opened = false;
        try
        {
            foreach (Forward forward in forwards)
            {
                link._ports.Add((forward, Listen(forward)));
            }

            opened = true;
        }
        finally
        {
            if (!opened)
            {
                await link.DisposeAsync().ConfigureAwait(false);
            }
        }

        lock (link._gate)
        {
            link._running.AddRange(link._ports.Select(port => Task.Run(() => link.AcceptAsync(port.To, port.Listener))));
        }

        return link;
    }

    /// <summary>The same address, by way of this link.</summary>
    public Uri Through(Uri server)
    {
        for (int i = 0; i < _ports.Count; i++)
        {
            if (_ports[i].To.Port == server.Port)
            {
                return new UriBuilder(server) { Host = Listening[i].Address.ToString(), Port = Listening[i].Port }.Uri;
            }
        }

        throw new ArgumentException($"No port of the link goes to {server}.", nameof(server));
    }

    /// <summary>Cuts every connection, as a network that goes away does. New ones may be made at once.</summary>
    public void Drop()
    {
        lock (_gate)
        {
            foreach (ImpairedConnection connection in _connections)
            {
                connection.Cut();
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        await _stop.CancelAsync().ConfigureAwait(false);
        foreach ((_, Socket listener) in _ports)
        {
            listener.Dispose();
        }

        Drop();
        Task[] running;
        lock (_gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running).ConfigureAwait(false);
        _stop.Dispose();
    }

    internal void CountUp(int bytes) => Interlocked.Add(ref _bytesUp, bytes);

    internal void CountDown(int bytes) => Interlocked.Add(ref _bytesDown, bytes);

    internal void NoteHeld(long bytes)
    {
        for (long most = MostHeld; bytes > most; most = MostHeld)
        {
            Interlocked.CompareExchange(ref _mostHeld, bytes, most);
        }
    }

    private static Socket Listen(Forward forward)
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = ImpairedConnection.SocketBytes };
        try
        {
            listener.Bind(new IPEndPoint(IPAddress.Loopback, forward.ListenPort));
            listener.Listen();
            return listener;
        }
        catch (SocketException error)
        {
            listener.Dispose();
            throw new FathomException(
                ExitCode.CannotConnect, $"Cannot listen on 127.0.0.1:{forward.ListenPort}.", error.Message, "Choose another port with --listen, or 0 for any free one.", error);
        }
    }

    private async Task AcceptAsync(Forward forward, Socket listener)
    {
        while (true)
        {
            Socket client;
            try
            {
                client = await listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException or SocketException)
            {
                if (error is SocketException && !_disposed)
                {
                    // The client gave up while it waited to be accepted.
                    continue;
                }

                return;
            }

            var connection = new ImpairedConnection(client, forward, this);
            if (!TryAdd(connection))
            {
                client.Close(0);
                connection.Dispose();
            }
        }
    }

    private bool TryAdd(ImpairedConnection connection)
    {
        lock (_gate)
        {
            if (!Accepting || _disposed)
            {
                return false;
            }

            _connections.Add(connection);
            _running.RemoveAll(static task => task.IsCompletedSuccessfully);
            _running.Add(Task.Run(() => RunAsync(connection)));
            return true;
        }
    }

    private async Task RunAsync(ImpairedConnection connection)
    {
        await connection.RunAsync().ConfigureAwait(false);
        lock (_gate)
        {
            // Under the lock: nobody may cut what is disposed.
            _connections.Remove(connection);
            connection.Dispose();
        }
    }
}
