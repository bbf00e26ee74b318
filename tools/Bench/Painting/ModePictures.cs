using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Render;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Embryo;

namespace Fathom.Bench.Painting;

/// <summary>A picture of each way to draw, for people to look at.</summary>
internal static class ModePictures
{
    private const int Width = 960;
    private const int Height = 540;

    public static void Write(string folder, Action<string> tell)
    {
        Directory.CreateDirectory(folder);
        using var embryo = new EmbryoVolume(7);
        var one = SceneLayout.Of(embryo);
        SceneState plane = SceneState.Initial(one, Width, Height) with { Step = [60, 48, 0, 0] };
        using (var renderer = new SceneRenderer(one, burnMarks: false))
        {
            void Draw(string name, SceneState state) => Save(renderer, Path.Combine(folder, name + ".png"), state, tell);
            Draw("embryo-slice", plane);
            Draw("embryo-slab-max", plane with { Thickness = [1, 24, 1, 1], Projection = SlabProjection.Max });
            SceneState side = plane with { Order = [0, 2, 1, 3], Step = [60, 48, 216, 384] };
            Draw("embryo-slice-zx", side with { Plane = SceneState.FitPlane(one.Info, side.Axes(one.Info), Width, Height) });
            SceneState volume = plane with { DisplayedAxes = 3 };
            foreach (string mode in new[] { "mip", "attenuated_mip", "translucent", "additive", "average" })
            {
                Draw("embryo-" + mode, volume with { Layers = [Style(volume.Layer, mode)] });
            }

            Draw("embryo-mip-orthographic", volume with { Orbit = volume.Orbit with { FieldOfView = 0, Azimuth = 30, Elevation = 20 } });
        }

        using VolumeSet cells = CellField.Open(7);
        var several = SceneLayout.Of(cells);
        using (var renderer = new SceneRenderer(several, burnMarks: false))
        {
            void Draw(string name, SceneState state) => Save(renderer, Path.Combine(folder, name + ".png"), state, tell);
            SceneState tissue = SceneState.Initial(several, Width, Height), volume = tissue with { DisplayedAxes = 3 };
            SceneState WithoutLabels(SceneState state) => state with { Layers = state.Layers.SetItem(2, state.Layers[2] with { Visible = false }) };
            SceneState OnlyLabels(SceneState state) => state with { Layers = [.. state.Layers.Select((layer, i) => layer with { Visible = i == 2, Opacity = 1 })] };
            Draw("cells-slice", WithoutLabels(tissue));
            Draw("cells-slice-labels", tissue with { Layers = tissue.Layers.SetItem(2, tissue.Layers[2] with { Opacity = 0.35 }) });
            Draw("cells-mip", WithoutLabels(volume));
            Draw("cells-labels-3d", OnlyLabels(volume));
            ImmutableArray<LayerStyle> soft = [.. volume.Layers.Select(layer => layer with { Rendering = "attenuated_mip" })];
            Draw("cells-attenuated", WithoutLabels(volume with { Layers = soft }));
        }
    }

    private static LayerStyle Style(LayerStyle layer, string mode) => mode switch
    {
        "translucent" => layer with { Rendering = mode, ContrastLow = 500, ContrastHigh = 4000 },
        "additive" => layer with { Rendering = mode, ContrastLow = 500, ContrastHigh = 20_000 },
        "average" => layer with { Rendering = mode, ContrastLow = 90, ContrastHigh = 500 },
        "attenuated_mip" => layer with { Rendering = mode, Attenuation = 0.02 },
        _ => layer,
    };

    private static void Save(SceneRenderer renderer, string path, SceneState state, Action<string> tell)
    {
        byte[] rgb = new byte[3 * Width * Height], rgba = new byte[4 * Width * Height];
        renderer.RenderExact(state, Width, Height, rgb, CancellationToken.None);
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                rgb.AsSpan(3 * (((Height - 1 - y) * Width) + x), 3).CopyTo(rgba.AsSpan(4 * ((y * Width) + x)));
                rgba[(4 * ((y * Width) + x)) + 3] = 255;
            }
        }

        using FileStream file = File.Create(path);
        PngWriter.Write(file, new CapturedImage(Width, Height, rgba));
        tell(path);
    }
}
