using System;
using System.Collections.Concurrent;
using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Decode.Compression;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>What goes wrong with data while they are shown ends no server.</summary>
public sealed class UnreadableDataTests
{
    [SkippableFact]
    public async Task A_damaged_chunk_is_told_and_everything_else_is_shown()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray { Version = 3, Shape = [6, 40, 50], Chunks = [1, 20, 25], Type = "uint8", Codecs = ["gzip"] });
        File.WriteAllBytes(folder["c/3/0/0"], [1, 2, 3]);
        var told = new ConcurrentQueue<string>();
        await using var server = new VolumeServerApp(
            TestServer.Options, VolumeSources.Open(folder.Path, new SourceOptions()), folder.Path, "ome-zarr", TimeProvider.System, told.Enqueue);
        await server.StartAsync();
        await using ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.AckRevision);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");

        foreach (int plane in (int[])[3, 4])
        {
            AckState ack = await client.SetAsync("dims", "0", "index", plane);
            FrameView view;
            do
            {
                (_, view, _, _) = await pixels.FrameAsync(true);
            }
            while (view.Revision < ack.Revision);
        }

        Assert.False(server.Failed.IsCompleted);
        Assert.Contains("c/3/0/0", Assert.Single(told), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_picture_that_was_asked_for_leaves_out_no_damaged_chunk(int axes)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray { Version = 3, Shape = [6, 40, 50], Chunks = [1, 20, 25], Type = "uint8", Codecs = ["gzip"] });
        File.WriteAllBytes(folder["c/3/0/0"], [1, 2, 3]);
        await using var server = new VolumeServerApp(TestServer.Options, VolumeSources.Open(folder.Path, new SourceOptions()), folder.Path, "ome-zarr", TimeProvider.System);
        await server.StartAsync();
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);

        CommandOutcome outcome = await asks.State.CallAsync(
            CommandNames.Render,
            MapValue.Of(("width", 64), ("height", 48), ("step", new int[] { 3, 0, 0 }), ("view", MapValue.Of(("ndisplay", axes)))));

        Assert.Equal("data.unreadable", outcome.Error?.Code);
        Assert.Contains("c/3/0/0", outcome.Error?.Message, StringComparison.Ordinal);
        Assert.False(server.Failed.IsCompleted);
    }

    [SkippableFact]
    public async Task Exact_pictures_are_all_answered_while_the_data_are_replaced()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        const int Pictures = 6;
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder["a.zarr"], new TinyZarrArray { Version = 2, Shape = [40, 50], Chunks = [20, 25], Type = "uint8" });
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = folder.Path });
        await using ServerClient asks = await ServerClient.ConnectAsync(server.StateUrl);
        await asks.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.PixelStill);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={asks.Session}");
        await pixels.FrameAsync(viewNegotiated: true);
        await using ServerClient loads = await ServerClient.OpenAsync(server.StateUrl, extended: false);

        for (int i = 0; i < Pictures; i++)
        {
            await asks.SendAsync(new CallCommand(asks.Envelope("cmd"), CommandNames.Render, keywords: MapValue.Of(("width", 64), ("height", 48))));
            if (i == Pictures / 2)
            {
                await loads.SendAsync(new CallCommand(loads.Envelope("cmd"), CommandNames.LoadZarr, keywords: MapValue.Of(("path", "a.zarr"))));
            }
        }

        for (int answered = 0; answered < Pictures;)
        {
            Message message = await asks.ReceiveAsync();
            answered += message is ReplyCommand or ErrorCommand { Error.Code: "command.retryable" or "command.forbidden" } ? 1 : 0;
            Assert.False(message is ErrorCommand { Error.Code: "command.invalid" });
        }

        Assert.False(server.Failed.IsCompleted);
    }

    [SkippableFact]
    public async Task A_picture_that_could_be_sent_to_nobody_is_refused_at_once()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient asks = await ServerClient.ConnectAsync(server.StateUrl);
        await asks.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.PixelStill);

        await asks.SendAsync(new CallCommand(asks.Envelope("cmd"), CommandNames.Render, keywords: MapValue.Of(("width", 64), ("height", 48))));

        Assert.Equal("command.forbidden", (await asks.ExpectAsync<ErrorCommand>()).Error.Code);
    }

    [SkippableTheory]
    [InlineData("camera", "main", "pan", "{\"dx_px\": NaN, \"dy_px\": 0}")]
    [InlineData("camera", "main", "set", "{\"rect\": [0, 0, Infinity, 1]}")]
    [InlineData("layer", "layer-0", "contrast_limits", "[0, Infinity]")]
    [InlineData("layer", "layer-0", "gamma", "NaN")]
    public async Task Numbers_that_are_none_are_refused_and_reach_nobody(string scope, string target, string key, string value)
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient other = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        await using ServerClient hostile = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        string text = $$"""{"type": "state.update", "version": 2, "session": "{{hostile.Session}}", "frame_id": "f", "intent_id": "i", "timestamp": 1, "payload": {"scope": "{{scope}}", "target": "{{target}}", "key": "{{key}}", "value": {{value}} } }""";

        await hostile.SendTextAsync(text);
        AckState ack = await hostile.ExpectAsync<AckState>();

        Assert.Equal(AckStatus.Rejected, ack.Status);
        Assert.Equal(AckStatus.Accepted, (await other.SetAsync("dims", "z", "index", 5)).Status);
        Assert.False(server.Failed.IsCompleted);
    }
}
