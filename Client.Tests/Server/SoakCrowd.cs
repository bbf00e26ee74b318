using System;
using System.Collections.Generic;
using System.Net.WebSockets;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;

namespace Fathom.Client.Tests.Server;

/// <summary>Seven who are not the driver: two who behave, a plain one, one who reads nothing, one who reads a megabit a second, one who sends garbage, one who connects in a loop.</summary>
internal sealed class SoakCrowd : IAsyncDisposable
{
    private const double SlowBytesPerSecond = 125_000;

    private readonly VolumeServerApp _server;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _tasks = [];
    private long _frames;
    private long _slow;
    private long _loops;

    private SoakCrowd(VolumeServerApp server) => _server = server;

    public static async Task<SoakCrowd> StartAsync(VolumeServerApp server)
    {
        var crowd = new SoakCrowd(server);
        crowd.Begin(crowd.WatchAsync);
        crowd.Begin(crowd.WatchAsync);
        crowd.Begin(crowd.WatchPlainAsync);
        crowd.Begin(crowd.StallAsync);
        crowd.Begin(crowd.CrawlAsync);
        crowd.Begin(crowd.BabbleAsync);
        crowd.Begin(crowd.LoopAsync);
        await Task.Delay(1000);
        return crowd;
    }

    public string Describe() => FormattableString.Invariant($"{_frames} frames to those who read, {_slow} to the slow one, {_loops} connections in the loop");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_tasks);
        _stop.Dispose();
    }

    private void Begin(Func<Task> behave) => _tasks.Add(Task.Run(async () =>
    {
        try
        {
            await behave();
        }
        catch (Exception error) when (error is OperationCanceledException or WebSocketException or InvalidOperationException or ObjectDisposedException)
        {
            // Cut off by the server or by the end of the round: both are part of it.
        }
    }));

    private async Task<ServerClient> ShakeAsync()
    {
        ServerClient state = await ServerClient.ConnectAsync(_server.StateUrl, stop: _stop.Token);
        await state.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Credit, FeatureNames.Drive);
        return state;
    }

    private Task<ServerClient> PixelsAsync(ServerClient state) => ServerClient.ConnectAsync($"{_server.PixelUrl}/?session={state.Session}", stop: _stop.Token);

    private async Task WatchAsync()
    {
        await using ServerClient state = await ShakeAsync();
        await using ServerClient pixels = await PixelsAsync(state);
        while (true)
        {
            (PixelHeader header, _, _) = await pixels.HeadAsync(true);
            await state.SendAsync(new DisplayCredit(state.Envelope("credit"), header.Sequence, 3));
            Interlocked.Increment(ref _frames);
        }
    }

    private async Task WatchPlainAsync()
    {
        await using ServerClient pixels = await ServerClient.ConnectAsync(_server.PixelUrl, stop: _stop.Token);
        while (true)
        {
            await pixels.HeadAsync(false);
            Interlocked.Increment(ref _frames);
        }
    }

    private async Task StallAsync()
    {
        await using ServerClient state = await ShakeAsync();
        await using ServerClient pixels = await PixelsAsync(state);
        await Task.Delay(Timeout.Infinite, _stop.Token);
    }

    private async Task CrawlAsync()
    {
        await using ServerClient state = await ShakeAsync();
        await using ServerClient pixels = await PixelsAsync(state);
        while (true)
        {
            (PixelHeader header, _, int length) = await pixels.HeadAsync(true);
            await Task.Delay(TimeSpan.FromSeconds(length / SlowBytesPerSecond), _stop.Token);
            await state.SendAsync(new DisplayCredit(state.Envelope("credit"), header.Sequence, 3));
            Interlocked.Increment(ref _slow);
        }
    }

    private async Task BabbleAsync()
    {
        string[] garbage = ["}{", "{\"type\":7}", "{\"type\":\"state.update\",\"version\":2}", "{\"type\":\"fathom.credit\",\"payload\":{\"seq\":-1}}", new string('x', 5000)];
        await using ServerClient state = await ShakeAsync();
        for (int i = 0; ; i++)
        {
            await state.SendTextAsync(garbage[i % garbage.Length]);
            await Task.Delay(10, _stop.Token);
        }
    }

    private async Task LoopAsync()
    {
        while (true)
        {
            try
            {
                await using ServerClient state = await ShakeAsync();
                await using ServerClient pixels = await PixelsAsync(state);
                await pixels.HeadAsync(true);
                Interlocked.Increment(ref _loops);
            }
            catch (WebSocketException)
            {
                // Refused for coming too often: that is the point.
            }

            await Task.Delay(20, _stop.Token);
        }
    }
}
