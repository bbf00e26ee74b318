using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Streaming;
using Microsoft.AspNetCore.Http;

namespace Fathom.VolumeServer.Serving;

/// <summary>One pixel socket: finds the session it belongs to, then sends frames until either side closes.</summary>
internal sealed class PixelEndpoint
{
    private readonly VideoPipeline _video;
    private readonly Func<string, ViewerTraits> _traitsOf;
    private readonly Action _joined;
    private readonly CancellationToken _stop;

    /// <param name="video">Where the frames come from.</param>
    /// <param name="traitsOf">What the session of that id agreed on.</param>
    /// <param name="joined">Called when a plain viewer has joined: a trigger of the key-frame routine.</param>
    /// <param name="stop">The server stops.</param>
    public PixelEndpoint(VideoPipeline video, Func<string, ViewerTraits> traitsOf, Action joined, CancellationToken stop)
    {
        _video = video;
        _traitsOf = traitsOf;
        _joined = joined;
        _stop = stop;
    }

    public async Task HandleAsync(HttpContext context)
    {
        string? session = context.Request.Query["session"];
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync().ConfigureAwait(false);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(_stop);
        PixelViewer viewer = _video.Join(socket, session is null ? ViewerTraits.Plain : _traitsOf(session));
        if (!viewer.Traits.WantsView)
        {
            _joined();
        }

        try
        {
            Task reading = ReadAsync(socket, gone);
            await viewer.RunAsync(gone.Token).ConfigureAwait(false);
            await reading.ConfigureAwait(false);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // The viewer left or the server stops; either way there is nobody to tell.
        }
        finally
        {
            _video.Leave(viewer);
            await CloseAsync(socket).ConfigureAwait(false);
        }
    }

    /// <summary>Nothing is expected from the client; reading is what answers pings and notices the end.</summary>
    private static async Task ReadAsync(WebSocket socket, CancellationTokenSource gone)
    {
        byte[] scrap = new byte[1024];
        try
        {
            ValueWebSocketReceiveResult result;
            do
            {
                result = await socket.ReceiveAsync(scrap.AsMemory(), gone.Token).ConfigureAwait(false);
            }
            while (result.MessageType != WebSocketMessageType.Close);
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException)
        {
            // As good as a close.
        }

        await gone.CancelAsync().ConfigureAwait(false);
    }

    private static async Task CloseAsync(WebSocket socket)
    {
        if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
            try
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token).ConfigureAwait(false);
            }
            catch (Exception error) when (error is OperationCanceledException or WebSocketException)
            {
                // The peer does not listen any more.
            }
        }
    }
}
