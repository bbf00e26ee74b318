using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Fathom.Decode;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>A client that takes no video and asks for pictures one by one.</summary>
internal sealed class RecipeClient : IAsyncDisposable
{
    public const int Width = 96;
    public const int Height = 64;

    private RecipeClient(ServerClient state, ServerClient pixels) => (State, Pixels) = (state, pixels);

    public ServerClient State { get; }

    public ServerClient Pixels { get; }

    public static async Task<RecipeClient> OpenAsync(VolumeServerApp server)
    {
        Skip.IfNot(LosslessStill.IsAvailable, "libzstd is not installed.");
        ServerClient state = await ServerClient.ConnectAsync(server.StateUrl);
        await state.ShakeAsync(FeatureNames.PixelFrameView, FeatureNames.PixelStill, FeatureNames.View, FeatureNames.AskedOnly);
        return new RecipeClient(state, await ServerClient.ConnectAsync($"{server.PixelUrl}/?session={state.Session}"));
    }

    /// <summary>What everybody sees now, in words.</summary>
    public async Task<(MapValue View, StateValue Step)> ViewAsync()
    {
        CommandOutcome outcome = await State.CallAsync(CommandNames.View, MapValue.Empty);
        var told = Assert.IsType<MapValue>(outcome.Result);
        return (Assert.IsType<MapValue>(told["view"]), told["step"]!);
    }

    /// <summary>A picture, and what it shows. The pixel socket may be quicker than the answer or slower.</summary>
    public async Task<(byte[] Rgb, FrameView View)> DrawAsync(MapValue? view, params (string Name, StateValue Value)[] more)
    {
        MapValue keywords = MapValue.Of(("width", Width), ("height", Height));
        keywords = view is null ? keywords : keywords.With("view", view);
        foreach ((string name, StateValue value) in more)
        {
            keywords = keywords.With(name, value);
        }

        CommandOutcome outcome = await State.CallAsync(CommandNames.Render, keywords);
        Assert.True(outcome.Succeeded, outcome.Error?.Message);
        Assert.True(((MapValue)outcome.Result!)["timestamp"]!.TryGetDouble(out double timestamp));
        (PixelHeader header, FrameView shown, _, byte[] unit) = await Pixels.FrameAsync(viewNegotiated: true);
        Assert.Equal(VideoCodec.LosslessStill, header.Codec);
        Assert.Equal(timestamp, header.Timestamp);
        byte[] rgb = new byte[LosslessStill.RgbBytes(header.Width, header.Height)];
        Assert.True(LosslessStill.TryUnpack(unit, header.Width, header.Height, rgb));
        return (rgb, shown);
    }

    /// <summary>How a call for a picture ends; the picture itself is not looked at.</summary>
    public async Task<CommandOutcome> TryAsync(StateValue view)
    {
        CommandOutcome outcome = await State.CallAsync(CommandNames.Render, MapValue.Of(("width", Width), ("height", Height), ("view", view)));
        if (outcome.Succeeded)
        {
            await Pixels.FrameAsync(viewNegotiated: true);
        }

        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        await Pixels.DisposeAsync();
        await State.DisposeAsync();
    }

    /// <summary>A map whose entry of that name, perhaps in a map within, is another one.</summary>
    public static MapValue With(MapValue view, string path, StateValue value)
    {
        int dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? view.With(path, value) : view.With(path[..dot], With(view[path[..dot]] as MapValue ?? MapValue.Empty, path[(dot + 1)..], value));
    }

    /// <summary>A view whose first layer has other values.</summary>
    public static MapValue WithLayer(MapValue view, params (string Name, StateValue Value)[] controls)
    {
        var layer = (MapValue)((ListValue)view["layers"]!).Items[0];
        foreach ((string name, StateValue value) in controls)
        {
            layer = layer.With(name, value);
        }

        return view.With("layers", ListValue.Of(new List<StateValue> { layer }.ToArray()));
    }

    /// <summary>Changes all that can be changed.</summary>
    public static async Task TurnEverythingAsync(ServerClient driver)
    {
        await driver.SetAsync("dims", "t", "index", 17);
        await driver.SetAsync("dims", "z", "index", 3);
        await driver.SetAsync("dims", "z", "thickness", 5);
        await driver.SetAsync("dims", string.Empty, "projection", "max");
        await driver.SetAsync("dims", string.Empty, "order", new int[] { 0, 2, 1, 3 });
        await driver.SetAsync("view", string.Empty, "ndisplay", 3);
        await driver.SetAsync("camera", "main", "orbit", MapValue.Of(("d_az_deg", 33.0), ("d_el_deg", -11.0)));
        await driver.SetAsync("camera", "main", "fov", 0);
        await driver.SetAsync("layer", "layer-0", "rendering", "attenuated_mip");
        await driver.SetAsync("layer", "layer-0", "attenuation", 0.3);
        await driver.SetAsync("layer", "layer-0", "contrast_limits", new double[] { 300, 900 });
        await driver.SetAsync("layer", "layer-0", "colormap", "viridis");
        await driver.SetAsync("layer", "layer-0", "gamma", 0.5);
        await driver.SetAsync("layer", "layer-0", "opacity", 0.5);
        await driver.SetAsync("layer", "layer-0", "interpolation", "nearest");
        await driver.SetAsync("multiscale", "main", "level", 0);
        await driver.SetAsync("layer", "layer-0", "visible", value: false);
    }
}
