using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Fathom.Client.Hosting;
using Fathom.Client.Intents;
using Fathom.Client.Loop;
using Fathom.Client.Sessions;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Client.Tests.Ui;
using Fathom.Decode;
using Fathom.Decode.Compression;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Sessions;

/// <summary>Save, start everything anew, restore: the same view, and the same exact picture.</summary>
public sealed class SessionRestoreTests
{
    private const int Width = 200;
    private const int Height = 150;

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_session_comes_back_on_another_server_with_the_same_exact_picture(bool isVolume)
    {
        FFmpegFact.SkipWithoutFFmpeg();
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        using var folder = new TemporaryFolder();
        string data = folder["root/some.zarr"], saved = folder["saved.json"];
        TinyZarr.Write(data, new TinyZarrArray { Version = 3, Shape = [12, 40, 50], Chunks = [4, 20, 25], Type = "uint8", AxisNames = """["z", "y", "x"]""" });
        (SceneState before, byte[] picture) = await SaveAsync(folder["root"], data, saved, isVolume);

        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = folder["root"] });
        await using UiSession session = await UiSession.StartAsync(server, 1000, 700, settings => settings with { Session = SessionFile.TryRead(saved) });
        await session.UntilAsync(() => session.Restorer!.IsOver, "the end of the restoration");

        Assert.Empty(session.Restorer!.Missed);
        Assert.Contains(session.Said, static line => line.EndsWith("is restored.", StringComparison.Ordinal));
        SceneState after = server.Store.Current;
        Assert.Equal(before.Step.AsEnumerable(), after.Step);
        Assert.Equal(before.Order.AsEnumerable(), after.Order);
        Assert.Equal(before.DisplayedAxes, after.DisplayedAxes);
        Assert.Equal(before.Layers.ToArray(), after.Layers.ToArray());
        if (isVolume)
        {
            Assert.Equal(before.Orbit, after.Orbit);
        }
        else
        {
            Assert.Equal(before.Plane, after.Plane);
        }

        Assert.Equal(picture, await ExactAsync(server));
    }

    [SkippableFact]
    public async Task What_is_not_there_or_refused_is_told_and_the_rest_comes_back()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        var file = new SessionFile("odd.json", MapValue.Of(
            ("dimensions", MapValue.Of(("t", ListValue.Of(1, "")), ("z", ListValue.Of(2, "")), ("q", ListValue.Of(1, "")))),
            ("position", new double[] { 0, 1e6, 0 }),
            ("layers", ListValue.Of(
                MapValue.Of(("name", "nobody"), ("opacity", 0.5)),
                MapValue.Of(("id", "layer-0"), ("colormap", "no such colours"), ("gamma", 1.5))))));

        await using UiSession session = await UiSession.StartAsync(server, 1000, 700, settings => settings with { Session = file });
        await session.UntilAsync(() => session.Restorer!.IsOver, "the end of the restoration");

        string[] missed = [.. session.Restorer!.Missed];
        Assert.Equal(4, missed.Length);
        Assert.All((string[])["axis z", "axis q", "nobody", "colormap"], about => Assert.Contains(missed, line => line.Contains(about, StringComparison.Ordinal)));
        Assert.Equal(1.5, server.Store.Current.Layer.Gamma);
        Assert.Contains(session.Said, static line => line.Contains("but for", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Without_the_dataset_the_view_stays_as_it_is()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        var file = new SessionFile("other.json", MapValue.Of(("dataset", MapValue.Of(("path", "/nowhere.zarr"))), ("layers", ListValue.Of(MapValue.Of(("id", "layer-0"), ("gamma", 1.5))))));

        await using UiSession session = await UiSession.StartAsync(server, 1000, 700, settings => settings with { Session = file });
        await session.UntilAsync(() => session.Restorer!.IsOver, "the end of the restoration");

        Assert.Equal(1, server.Store.Current.Layer.Gamma);
        Assert.Contains("/nowhere.zarr", Assert.Single(session.Restorer!.Missed), StringComparison.Ordinal);
    }

    private static async Task<(SceneState State, byte[] Picture)> SaveAsync(string root, string data, string saved, bool isVolume)
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = root });
        await using UiSession session = await UiSession.StartAsync(server, 1000, 700);
        await session.AskAsync(() =>
        {
            session.Ui.Files.Load(data);
            return true;
        });
        await session.UntilAsync(() => session.State.View.Scene.SourcePath == data && session.State.Dims!.Step.Length == 3, "the dataset");
        await DoAsync(session, intents => intents.Set(DimsKeys.Order, DimsKeys.ValueOf([0, 2, 1])));
        await DoAsync(session, intents => intents.Set(IntentQueue.Displayed, isVolume ? 3 : 2));
        await DoAsync(session, intents =>
        {
            intents.SetIndex(0, 7);
            intents.Set(Layer("contrast_limits"), new double[] { 11.25, 83.5 });
            intents.Set(Layer("colormap"), "viridis");
            intents.Set(Layer("gamma"), 1.3);
            intents.Set(Layer("interpolation"), "linear");
        });
        await DoAsync(session, intents =>
        {
            intents.Camera.Zoom(1.7, 100, 40, TestServer.Height);
            intents.Camera.Pan(13, -7.5);
            if (isVolume)
            {
                intents.Camera.Orbit(33.3, -12.1);
            }
        });
        byte[] picture = await ExactAsync(server);
        await session.AskAsync(() =>
        {
            ClientSettings settings = new() { StateUrl = new Uri(server.StateUrl), PixelUrl = new Uri(server.PixelUrl), SessionPath = saved };
            new WindowSessions(settings, TimeProvider.System, session.Said.Enqueue).Save(session.Parts, session.Ui);
            return true;
        });
        Assert.True(File.Exists(saved), string.Join(' ', session.Said));
        return (server.Store.Current, picture);
    }

    private static async Task DoAsync(UiSession session, Action<IntentQueue> act)
    {
        LoopState state = session.State;
        await session.AskAsync(() =>
        {
            act(session.Parts.Intents);
            return true;
        });
        await session.UntilAsync(() => !session.Parts.Intents.IsBusy && state.Dims is not null, "the server's answers");
    }

    private static PropertyKey Layer(string name) => new("layer", "layer-0", name);

    /// <summary>The exact picture of what the server shows now.</summary>
    private static async Task<byte[]> ExactAsync(VolumeServerApp server)
    {
        await using ServerClient asks = await ServerClient.ConnectAsync(server.StateUrl);
        await asks.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.PixelStill);
        await using ServerClient pixels = await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={asks.Session}");
        await pixels.FrameAsync(true);
        CommandOutcome outcome;
        do
        {
            // A machine that is busy elsewhere may make it give way.
            outcome = await asks.CallAsync(CommandNames.Render, MapValue.Of(("width", Width), ("height", Height)));
        }
        while (outcome.IsRetryable);
        Assert.Null(outcome.Error);
        while (true)
        {
            (PixelHeader header, _, _, byte[] unit) = await pixels.FrameAsync(true);
            if (header is { Codec: VideoCodec.LosslessStill, IsKeyframe: false })
            {
                byte[] rgb = new byte[LosslessStill.RgbBytes(Width, Height)];
                Assert.True(LosslessStill.TryUnpack(unit, Width, Height, rgb));
                return rgb;
            }
        }
    }
}
