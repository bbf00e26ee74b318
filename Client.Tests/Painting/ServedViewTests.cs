using System;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Painting;

/// <summary>Over the wire: axes, slabs, channels, projections that are refined at rest.</summary>
public sealed class ServedViewTests
{
    [SkippableFact]
    public async Task A_projection_comes_coarse_or_fine_and_is_fine_in_the_end()
    {
        await using VolumeServerApp server = await StartAsync();
        await using ServerClient client = await OpenAsync(server);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");

        AckState ack = await client.SetAsync("view", "main", "ndisplay", 3);
        FrameView view = await UntilAsync(pixels, frame => frame.Revision >= ack.Revision && frame.Quality == FrameQuality.Refined);

        Assert.Equal(3, view.DisplayedCount);
        Assert.Equal("mip", (await client.SetAsync("layer", "layer-0", "rendering", "iso")).AppliedValue!.AsText());
    }

    [SkippableFact]
    public async Task Other_axes_are_shown_to_those_who_may_ask_and_refused_to_others()
    {
        await using VolumeServerApp server = await StartAsync();
        await using ServerClient client = await OpenAsync(server);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={client.Session}");

        AckState ack = await client.SetAsync("dims", "", "order", new[] { 0, 3, 1, 2 });
        NotifyDims dims = await client.ExpectAsync<NotifyDims>();
        FrameView view = await UntilAsync(pixels, frame => frame.Revision >= ack.Revision);

        Assert.Equal(AckStatus.Accepted, ack.Status);
        Assert.Equal(new[] { 1, 2 }, dims.Displayed.AsSpan().ToArray());
        Assert.Equal(new byte[] { 1, 2 }, view.Displayed.ToArray());
        await using ServerClient plain = await ServerClient.OpenAsync(server.StateUrl, extended: false);
        Assert.Equal(AckStatus.Rejected, (await plain.SetAsync("dims", "", "order", new[] { 0, 1, 2, 3 })).Status);
    }

    private static async Task<ServerClient> OpenAsync(VolumeServerApp server)
    {
        ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.AckRevision, FeatureNames.DimsView);
        return client;
    }

    private static async Task<FrameView> UntilAsync(ServerClient pixels, Func<FrameView, bool> isWanted)
    {
        FrameView view;
        do
        {
            (_, view, _, _) = await pixels.FrameAsync(true);
        }
        while (!isWanted(view));
        return view;
    }

    private static async Task<VolumeServerApp> StartAsync()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        var info = new VolumeInfo("tissue", [new("c", AxisKind.Channel, 2, 1, ""), .. PaintScene.Axes(96, 128, 160)], SampleType.UInt8, 0, 200, "gray");
        var server = new VolumeServerApp(
            TestServer.Options, new ArraySource(info, (_, i) => PaintScene.Smooth(i, 96, 128, 160)), TimeProvider.System);
        await server.StartAsync();
        return server;
    }
}
