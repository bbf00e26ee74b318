using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.ImpairmentProxy;

/// <summary>One client's connection and the one made for it to the server.</summary>
/// <remarks>Threads: runs on the pool; <see cref="Cut"/> from any. Ownership: of both sockets, which end with its run.</remarks>
internal sealed class ImpairedConnection : IDisposable
{
    /// <summary>Small, so that what is throttled waits with its sender and not here.</summary>
    public const int SocketBytes = 64 * 1024;

    private readonly Socket _client;
    private readonly Forward _forward;
    private readonly ImpairedLink _link;
    private readonly CancellationTokenSource _cut = new();

    /// <summary>Takes over an accepted socket.</summary>
    public ImpairedConnection(Socket client, Forward forward, ImpairedLink link)
    {
        _client = client;
        _forward = forward;
        _link = link;
    }

    /// <summary>Ends it as a broken network would: without goodbye, whatever is under way is lost with it.</summary>
    public void Cut() => _cut.Cancel();

    /// <summary>Runs to the end of the conversation, to a cut, or to the first error of a socket.</summary>
    public async Task RunAsync()
    {
        using Socket client = _client, server = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = SocketBytes };
        bool ended = false;
        try
        {
            await ShakeHandsAsync(_cut.Token).ConfigureAwait(false);
            await server.ConnectAsync(_forward.Host, _forward.Port, _cut.Token).ConfigureAwait(false);
            server.SendBufferSize = SocketBytes;
            client.SendBufferSize = SocketBytes;
            client.NoDelay = true;
            using var up = new ImpairedPipe(client, server, _link, _link.Up, _link.CountUp);
            using var down = new ImpairedPipe(server, client, _link, _link.Down, _link.CountDown);
            await Task.WhenAll(RunAsync(up), RunAsync(down)).ConfigureAwait(false);
            ended = true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Either side went away or the link was cut; the other side learns it below.
        }

        if (!ended)
        {
            // A reset, not a goodbye.
            client.Close(0);
            server.Close(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _client.Dispose();
        _cut.Dispose();
    }

    /// <summary>The operating system has answered the client already; on the real way the answer takes there and back.</summary>
    private ValueTask ShakeHandsAsync(CancellationToken stop)
    {
        double there = _link.Up.Schedule(0, _link.Clock.Now, 0);
        return _link.Clock.UntilAsync(_link.Down.Schedule(0, there, 0), stop);
    }

    private async Task RunAsync(ImpairedPipe pipe)
    {
        bool ended = false;
        try
        {
            await pipe.RunAsync(_cut.Token).ConfigureAwait(false);
            ended = true;
        }
        finally
        {
            if (!ended)
            {
                Cut();
            }
        }
    }
}
