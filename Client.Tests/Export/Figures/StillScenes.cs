using System;
using System.Buffers;
using System.Collections.Immutable;
using Fathom.Client.Export.Figures;
using Fathom.Client.Export.Remote;
using Fathom.Client.Overlays.Specs;
using Fathom.Protocol.Messages;
using Fathom.Protocol.Pixel;
using Fathom.Protocol.State;

namespace Fathom.Client.Tests.Export.Figures;

/// <summary>A server's scene for stills: t, z, y, x of 10, 32, 120 and 200; pictures of a gray ramp.</summary>
internal static class StillScenes
{
    internal static readonly NotifyDims Dims = new(new Envelope { Session = "s", FrameId = "d", Timestamp = 1 }, [4, 3, 0, 0], [], 0, [[10, 32, 120, 200]], NotifyDims.PlaneMode, 2)
    {
        AxisLabels = ["t", "z", "y", "x"],
        Displayed = [2, 3],
    };

    internal static readonly NotifyDims Volume = new(Dims.Envelope, Dims.Step, [], 0, Dims.LevelShapes, NotifyDims.VolumeMode, 3) { AxisLabels = ["t", "z", "y", "x"], Displayed = [1, 2, 3] };

    internal static LayersModel Layers(double rowScale = 0.5, string name = "cells") => new([LayerModel.From(MapValue.Of(
        ("layer_id", "a"),
        ("name", name),
        ("scale", new double[] { 2.5, 2, rowScale, 0.5 }),
        ("translate", new double[] { 0, -8, 0, 0 }),
        ("metadata", MapValue.Of(("units", new ListValue([.. Texts("second", "micrometer", "micrometer", "micrometer")])))),
        ("controls", MapValue.Of(("colormap", "viridis"), ("contrast_limits", new double[] { 0, 4095 })))))!]);

    internal static ViewRecipe Recipe(int displayed = 2, params double[] rect) => new(
        MapValue.Of(
            ("dataset", MapValue.Of(("path", "/data/embryo.zarr"))),
            ("ndisplay", displayed),
            ("camera", rect.Length == 4 ? MapValue.Of(("rect", rect)) : MapValue.Empty),
            ("layers", new ListValue([MapValue.Of(("id", "a"), ("visible", true), ("colormap", "magma"), ("contrast_limits", new double[] { 100, 900 }))]))),
        [4, 3, 0, 0]);

    internal static StillScene Scene(StillRequest request, params OverlaySpec[] overlays) => StillScene.Of(
        request, Recipe(), Dims, Layers(), SceneFactsReader.Read(Dims, Layers()), overlays, "ws://host:8081/");

    /// <summary>A picture of what a plan shows, as the server would send it: a ramp from left to right.</summary>
    internal static RemotePicture Picture(StillPlan plan)
    {
        (int width, int height) = (plan.Size.Width, plan.Size.Height);
        byte[] rgb = ArrayPool<byte>.Shared.Rent(width * height * 3);
        for (int i = 0; i < width * height; i++)
        {
            rgb.AsSpan(3 * i, 3).Fill((byte)(i % width * 255 / width));
        }

        double scale = width / 100.0;
        return new RemotePicture(rgb, width, height, new FrameView(plan.Step.AsSpan(), [2, 3])
        {
            WorldToPixel = new ViewMatrix([scale, 0, 0, scale / 4, 0, scale, 0, scale / 4, 0, 0, 1, 0, 0, 0, 0, 1]),
            Quality = FrameQuality.Lossless,
        });
    }

    private static ImmutableArray<StateValue> Texts(params string[] texts) => [.. Array.ConvertAll(texts, static text => (StateValue)text)];
}
