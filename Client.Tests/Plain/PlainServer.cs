using System;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Client;

namespace Fathom.Client.Tests.Plain;

/// <summary>
/// A server of the public protocol as real ones were seen to behave, traps included: it acks what ends its renderer, hangs up over odd
/// shapes, drops frames after encoding, answers late and in an order of its own. It grants none of our extensions.
/// </summary>
/// <remarks>Threads: any. One viewer at a time is enough for the tests.</remarks>
internal sealed class PlainServer : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PlainVideo _video = new();
    private readonly FakeSocketServer _state;
    private readonly FakeSocketServer _pixel;
    private readonly Task _frames;
    private WebSocket? _viewer;
    private int _sent;
    private int _toSkip;

    public PlainServer(PlainServerOptions? options = null)
    {
        Options = options ?? new PlainServerOptions();
        Scene = new PlainScene(Options.Idle);
        _state = new FakeSocketServer(ServeStateAsync);
        _pixel = new FakeSocketServer(ServePixelsAsync);
        _frames = Task.Run(async () => await SendFramesAsync(_stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing));
    }

    public PlainServerOptions Options { get; }

    public PlainScene Scene { get; }

    public Uri StateUrl => _state.Url;

    public Uri PixelUrl => _pixel.Url;

    public string Avcc => _video.Avcc;

    /// <summary>Frames sent.</summary>
    public int FramesSent => Volatile.Read(ref _sent);

    /// <summary>What a client did that a real server answers by silence, a closed connection or a dead renderer.</summary>
    public ConcurrentQueue<string> Violations { get; } = new();

    /// <summary>When key frames were asked for by command.</summary>
    public ConcurrentQueue<long> KeyframeRequests { get; } = new();

    /// <summary>Every update that was taken, as scope:target:key=value.</summary>
    public ConcurrentQueue<string> Updates { get; } = new();

    /// <summary>The calls of other commands.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Called when a heartbeat was answered well.</summary>
    public Action OnHeartbeatAck { get; set; } = static () => { };

    public Lock Gate { get; } = new();

    public void WantKey() => _video.WantKey();

    /// <summary>Breaks the pixel connection.</summary>
    public void DropPixels() => Volatile.Read(ref _viewer)?.Abort();

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll([_frames], TimeSpan.FromSeconds(20));
        _video.Dispose();
        _state.Dispose();
        _pixel.Dispose();
        _stop.Dispose();
    }

    private async Task ServeStateAsync(WebSocket socket, int number, CancellationToken stop)
    {
        using var session = new PlainSession(this, socket);
        await session.RunAsync(isFirst: number == 0, stop);
    }

    /// <summary>A viewer: it gets frames until it goes; what it sends is never read.</summary>
    private async Task ServePixelsAsync(WebSocket socket, int number, CancellationToken stop)
    {
        if (!Options.BeginsWithDelta)
        {
            WantKey();
        }

        Volatile.Write(ref _toSkip, Options.BeginsWithDelta ? 1 : 0);
        Volatile.Write(ref _viewer, socket);
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(static _ => { }, TaskScheduler.Default);
    }

    private async Task SendFramesAsync(CancellationToken stop)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / Options.Fps));
        for (int frame = 1; await pace.WaitForNextTickAsync(stop); frame++)
        {
            bool isAlive;
            lock (Gate)
            {
                isAlive = !Scene.IsIdle && Scene.Death is null;
            }

            if (Volatile.Read(ref _viewer) is not { State: WebSocketState.Open } viewer || !isAlive)
            {
                continue;
            }

            byte[] message = _video.Next(DateTimeOffset.UtcNow, out bool isKey);
            if (isKey && Interlocked.Exchange(ref _toSkip, 0) == 1)
            {
                // The key frame was superseded in the queue of one; what follows needs it.
                continue;
            }

            if (Options.DropEvery > 0 && frame % Options.DropEvery == 0 && !isKey)
            {
                continue;
            }

            try
            {
                await viewer.SendAsync(message, WebSocketMessageType.Binary, endOfMessage: true, stop);
                Interlocked.Increment(ref _sent);
            }
            catch (Exception error) when (!stop.IsCancellationRequested
                && error is WebSocketException or System.IO.IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
            {
                // The viewer went away; a send under way when its socket is aborted ends as if it had been cancelled.
                Interlocked.CompareExchange(ref _viewer, null, viewer);
            }
        }
    }
}
