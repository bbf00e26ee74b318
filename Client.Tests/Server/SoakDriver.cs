using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading.Tasks;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;

namespace Fathom.Client.Tests.Server;

/// <summary>Drives, and measures the time from an intent to the last byte of the first frame that shows it.</summary>
internal sealed class SoakDriver : IAsyncDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    private readonly ServerClient _state;
    private readonly ServerClient _pixels;
    private int _z;

    private SoakDriver(ServerClient state, ServerClient pixels)
    {
        _state = state;
        _pixels = pixels;
    }

    public static async Task<SoakDriver> StartAsync(VolumeServerApp server)
    {
        ServerClient state = await ServerClient.ConnectAsync(server.StateUrl, patience: TimeSpan.FromMinutes(10));
        await state.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.Credit, FeatureNames.Drive);
        ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={state.Session}", patience: TimeSpan.FromMinutes(10));
        return new SoakDriver(state, pixels);
    }

    /// <summary>Moves z so often, to and fro, and says how many milliseconds each took.</summary>
    public async Task<double[]> MoveAsync(int count)
    {
        var times = new List<double>(count);
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Task<AckState> ack = _state.SetAsync("dims", "z", "index", 20 + (_z++ % 40));
            long shown;
            do
            {
                shown = await NextAsync();
            }
            while (!ack.IsCompleted || shown < (await ack).Revision);

            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(s_pause);
        }

        return [.. times];
    }

    public async ValueTask DisposeAsync()
    {
        await _pixels.DisposeAsync();
        await _state.DisposeAsync();
    }

    /// <summary>The revision of the next frame.</summary>
    private async Task<long> NextAsync()
    {
        (PixelHeader header, FrameView view, _) = await _pixels.HeadAsync(true);
        await _state.SendAsync(new DisplayCredit(_state.Envelope("credit"), header.Sequence, 3));
        return view.Revision;
    }
}
