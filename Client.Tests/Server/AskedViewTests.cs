using System;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Painting;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>Pictures of a view that is told in words.</summary>
public sealed class AskedViewTests
{
    private static readonly Func<ServerOptions, ServerOptions> s_small = static options => options with { VolumeBytes = 4 << 20 };

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_view_gives_the_same_bytes_whatever_another_client_does_in_between(int axes)
    {
        await using VolumeServerApp server = await TestServer.StartAsync(s_small);
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        await using ServerClient driver = await DriverAsync(server);
        await driver.SetAsync("view", string.Empty, "ndisplay", axes);
        (MapValue view, StateValue step) = await asks.ViewAsync();
        (byte[] plain, _) = await asks.DrawAsync(null);
        (byte[] before, FrameView seen) = await asks.DrawAsync(view, ("step", step));
        await RecipeClient.TurnEverythingAsync(driver);
        (byte[] changed, _) = await asks.DrawAsync(null);
        (byte[] after, FrameView seenAfter) = await asks.DrawAsync(view, ("step", step));

        Assert.Equal(plain, before);
        Assert.NotEqual(plain, changed);
        Assert.Equal(before, after);
        Assert.Equal(seen.WorldToPixel, seenAfter.WorldToPixel);
        Assert.Equal(seen.Level, seenAfter.Level);
        Assert.Equal(axes, seenAfter.DisplayedCount);
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_server_that_starts_anew_gives_the_same_bytes(int axes)
    {
        byte[][] pictures = new byte[2][];
        MapValue? view = null;
        for (int i = 0; i < pictures.Length; i++)
        {
            await using VolumeServerApp server = await TestServer.StartAsync(s_small);
            await using RecipeClient asks = await RecipeClient.OpenAsync(server);
            if (view is null)
            {
                await using ServerClient driver = await DriverAsync(server);
                await driver.SetAsync("layer", "layer-0", "contrast_limits", new double[] { 120, 2000 });
                await driver.SetAsync("layer", "layer-0", "contrast_limits", new double[] { 160, 1500 });
                await driver.SetAsync("view", string.Empty, "ndisplay", axes);
                view = (await asks.ViewAsync()).View;
                await asks.DrawAsync(RecipeClient.WithLayer(view, ("contrast_limits", new double[] { 100, 3000 })));
            }

            (pictures[i], _) = await asks.DrawAsync(view, ("step", new int[] { 5, 20, 0, 0 }));
        }

        Assert.Equal(pictures[0], pictures[1]);
    }

    [SkippableFact]
    public async Task Each_word_changes_what_is_drawn_and_nothing_that_others_see()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(s_small);
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        (MapValue view, _) = await asks.ViewAsync();
        (byte[] still, _) = await asks.DrawAsync(view);
        MapValue[] others =
        [
            view.With("order", ListValue.Of("t", "x", "z", "y")).With("camera", StateValue.Null),
            view.With("ndisplay", 3).With("camera", MapValue.Empty),
            RecipeClient.With(view, "slab.thickness.z", 9),
            RecipeClient.With(view, "camera.rect", new double[] { 10, 12, 20, 15 }),
            RecipeClient.WithLayer(view, ("contrast_limits", new double[] { 500, 600 })),
            RecipeClient.WithLayer(view, ("colormap", "viridis")),
            RecipeClient.WithLayer(view, ("gamma", 0.4)),
            RecipeClient.WithLayer(view, ("opacity", 0.4)),
            RecipeClient.WithLayer(view, ("visible", false)),
        ];

        foreach (MapValue other in others)
        {
            Assert.NotEqual(still, (await asks.DrawAsync(other)).Rgb);
        }

        (MapValue now, _) = await asks.ViewAsync();
        Assert.Equal(view, now);
        Assert.Equal(still, (await asks.DrawAsync(MapValue.Empty)).Rgb);
    }

    [SkippableFact]
    public async Task What_is_not_known_is_passed_over_and_what_is_left_out_stays()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(s_small);
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        (MapValue view, _) = await asks.ViewAsync();
        (byte[] still, _) = await asks.DrawAsync(view);
        MapValue later = RecipeClient.WithLayer(RecipeClient.With(view.With("lighting", "noon"), "camera.shake", 3), ("sparkle", true));

        Assert.Equal(still, (await asks.DrawAsync(later)).Rgb);
        Assert.Equal(still, (await asks.DrawAsync(MapValue.Of(("layers", ListValue.Empty)))).Rgb);
        CommandOutcome whole = await asks.State.CallAsync(CommandNames.View, MapValue.Of(("view", MapValue.Of(("ndisplay", 3)))));
        Assert.Equal(3L, ((MapValue)((MapValue)whole.Result!)["view"]!)["ndisplay"]!.TryGetInt64(out long axes) ? axes : 0);
    }

    [SkippableFact]
    public async Task The_level_that_is_asked_for_is_drawn_and_told_and_none_that_does_not_exist()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        await using var server = new VolumeServerApp(TestServer.Options, TwoLevels(), TimeProvider.System);
        await server.StartAsync();
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        (MapValue view, _) = await asks.ViewAsync();

        (byte[] fine, FrameView seenFine) = await asks.DrawAsync(view.With("level", 0));
        (byte[] coarse, FrameView seenCoarse) = await asks.DrawAsync(view.With("level", 1));
        (_, FrameView seenNear) = await asks.DrawAsync(RecipeClient.With(view.With("level", StateValue.Null), "camera.rect", new double[] { 0, 0, 9, 6 }));
        CommandOutcome beyond = await asks.TryAsync(view.With("level", 2));

        Assert.Equal((0, 1, 0), (seenFine.Level, seenCoarse.Level, seenNear.Level));
        Assert.NotEqual(fine, coarse);
        Assert.Equal("command.invalid", beyond.Error?.Code);
    }

    [SkippableFact]
    public async Task Who_takes_no_video_is_sent_none_and_none_is_made_for_him()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(s_small);
        await using RecipeClient asks = await RecipeClient.OpenAsync(server);
        await using ServerClient driver = await DriverAsync(server);
        (MapValue view, StateValue step) = await asks.ViewAsync();
        await driver.SetAsync("dims", "z", "index", 4);
        await driver.SetAsync("dims", "z", "index", 5);

        // The client looks at what comes first, and that is the answer.
        await asks.DrawAsync(view, ("step", step));

        Assert.Empty(server.Video.Viewers);
        Assert.Single(server.Video.Answers.AskedOnly);
    }

    [SkippableFact]
    public async Task A_slab_is_told_to_those_who_know_slabs_and_to_nobody_else()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(s_small);
        await using ServerClient driver = await DriverAsync(server);
        await using ServerClient other = await DriverAsync(server);
        await using ServerClient plain = await ServerClient.OpenAsync(server.StateUrl, extended: false);

        await driver.SetAsync("dims", "z", "thickness", 7);
        await driver.SetAsync("dims", string.Empty, "projection", "max");
        NotifyDims told;
        do
        {
            told = await other.ExpectAsync<NotifyDims>();
        }
        while (told.Projection != "max");
        await plain.SetAsync("dims", "z", "index", 3);

        Assert.Equal<int>([1, 7, 1, 1], [.. told.Thickness]);
        Assert.Contains(plain.Texts, static text => text.Contains("notify.dims", StringComparison.Ordinal));
        Assert.DoesNotContain(plain.Texts, static text => text.Contains("thickness", StringComparison.Ordinal) || text.Contains("projection", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Viewers_who_did_not_ask_for_it_have_neither_the_command_nor_the_feature()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(s_small);
        await using ServerClient plain = await ServerClient.OpenAsync(server.StateUrl, extended: true);

        CommandOutcome outcome = await plain.CallAsync(CommandNames.View, MapValue.Empty);

        Assert.Equal("command.not_found", outcome.Error?.Code);
        Assert.Null(plain.Welcome!.Feature(FeatureNames.View));
        Assert.DoesNotContain(CommandNames.View, plain.Welcome!.Feature(FeatureNames.Commands)!.Commands);
    }

    private static ArraySource TwoLevels()
    {
        var info = new VolumeInfo("two levels", PaintScene.Axes(4, 64, 96), SampleType.UInt8, 0, 255, "gray")
        {
            Levels = [new VolumeLevel([4, 64, 96], [1, 1, 1], [0, 0, 0]), new VolumeLevel([4, 32, 48], [1, 2, 2], [0, 0.5, 0.5])],
        };
        return new ArraySource(info, static (level, index) => (100 * level) + ((7 * index[1]) + index[2]) % 100);
    }

    private static async Task<ServerClient> DriverAsync(VolumeServerApp server)
    {
        ServerClient driver = await ServerClient.ConnectAsync(server.StateUrl);
        await driver.ShakeAsync(FeatureNames.DimsView, FeatureNames.AckRevision);
        return driver;
    }
}
