using System;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;

namespace Fathom.Client.Tests.Server;

/// <summary>
/// Drives, and measures the time from an intent to the last byte of the first frame that shows it. It takes and credits frames whether it moves or not, as a client does:
/// one that looked away between its moves would be a slow viewer, and served as one.
/// </summary>
internal sealed class SoakDriver : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ServerClient _state;
    private readonly ServerClient _pixels;
    private readonly ServerClock _clock;
    private readonly CancellationTokenSource _stop;
    private readonly Channel<Arrival> _arrivals = Channel.CreateUnbounded<Arrival>();
    private readonly Task _watching;
    private int _z;

    private SoakDriver(ServerClient state, ServerClient pixels, ServerClock clock, CancellationTokenSource stop)
    {
        _clock = clock;
        _state = state;
        _pixels = pixels;
        _stop = stop;
        _watching = Task.Run(WatchAsync);
    }

    public static async Task<SoakDriver> StartAsync(VolumeServerApp server)
    {
        var stop = new CancellationTokenSource();
        TimeSpan patience = TimeSpan.FromMinutes(10);
        ServerClient state = await ServerClient.ConnectAsync(server.StateUrl, patience: patience, stop: stop.Token);
        await state.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Credit, FeatureNames.Drive);
        ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={state.Session}", patience: patience, stop: stop.Token);
        return new SoakDriver(state, pixels, server.Video.Clock, stop);
    }

    /// <summary>Moves z so often, to and fro, and says how long each took.</summary>
    public async Task<SoakMove[]> MoveAsync(int count)
    {
        var moves = new SoakMove[count];
        for (int i = 0; i < count; i++)
        {
            while (_arrivals.Reader.TryRead(out _))
            {
                // Repeats and key frames for others, of what was shown before.
            }

            double start = _clock.Now;
            AckState ack = await _state.SetAsync("dims", "z", "index", 20 + (_z++ % 40));
            Arrival arrival;
            do
            {
                arrival = await _arrivals.Reader.ReadAsync();
            }
            while (arrival.View.Revision < ack.Revision);

            moves[i] = SoakMove.Of(start, arrival.Header, arrival.View.Times, arrival.At);
            await Task.Delay(s_pause);
        }

        return moves;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        await _pixels.DisposeAsync();
        await _state.DisposeAsync();
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                (PixelHeader header, FrameView view, _) = await _pixels.HeadAsync(true);
                _arrivals.Writer.TryWrite(new Arrival(header, view, _clock.Now));
                await _state.SendAsync(new DisplayCredit(_state.Envelope("credit"), header.Sequence, 3));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or InvalidOperationException)
        {
            // The end, or the server's: then whoever waits for a frame is told.
            _arrivals.Writer.TryComplete(error);
        }
    }

    private readonly record struct Arrival(PixelHeader Header, FrameView View, double At);
}
