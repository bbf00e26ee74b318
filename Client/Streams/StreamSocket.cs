using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;

namespace Fathom.Client.Streams;

/// <summary>Opens the websockets of both channels alike.</summary>
internal static class StreamSocket
{
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(20);

    /// <summary>Connects; a failure is one of the exceptions that <see cref="ChannelEnd.Classify"/> explains.</summary>
    public static async Task<ClientWebSocket> ConnectAsync(Uri url, string? token, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        bool connected = false;
        try
        {
            // A proxy of the environment is for the web; streams go straight to their server, or through a tunnel.
            socket.Options.Proxy = null;
            socket.Options.KeepAliveInterval = s_keepAlive;
            socket.Options.KeepAliveTimeout = s_keepAlive;
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.DangerousDeflateOptions = null;
            if (token is not null)
            {
                socket.Options.SetRequestHeader("Authorization", "Bearer " + token);
            }

            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(s_connectTimeout);
            await socket.ConnectAsync(url, patience.Token).ConfigureAwait(false);
            connected = true;
            return socket;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer within {s_connectTimeout.TotalSeconds:0} s.");
        }
        catch (WebSocketException error) when (socket.HttpStatusCode != 0)
        {
            throw new UpgradeRefusedException((int)socket.HttpStatusCode, error);
        }
        finally
        {
            if (!connected)
            {
                socket.Dispose();
            }
        }
    }

    /// <summary>
    /// Whether an exception is an ordinary failure of a connection, not a bug of ours. Who stops has a token of his own and asks that
    /// first: a socket that was broken under a read, or whose peer no longer answers pings, says 'cancelled' too.
    /// </summary>
    public static bool IsNetworkFailure(Exception error) =>
        error is OperationCanceledException or WebSocketException or IOException or SocketException or HttpRequestException or TimeoutException or UpgradeRefusedException or ObjectDisposedException;
}
