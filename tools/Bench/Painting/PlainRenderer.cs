using System;
using Fathom.Protocol.Colormaps;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>
/// The picture of a state by straight formulas in doubles, pixel by pixel, with no thought of speed: what the real renderer is checked and measured against. Finest level
/// only. RGB, row 0 on top.
/// </summary>
internal sealed class PlainRenderer(SceneLayout layout)
{
    private readonly VolumeInfo _scene = layout.Info;

    public void Render(SceneState state, int width, int height, Span<byte> rgb)
    {
        double[] sum = new double[3 * width * height];
        bool isLowest = true;
        for (int i = 0; i < layout.Layers.Length; i++)
        {
            LayerStyle style = state.Layers[i];
            if (style.Visible && style.Opacity > 0)
            {
                var volume = new PlainVolume(layout.Layers[i], _scene, state);
                Draw(state, layout.Layers[i], style, volume, width, height, isLowest, sum);
                isLowest = false;
            }
        }

        for (int i = 0; i < sum.Length; i++)
        {
            rgb[i] = (byte)Math.Floor(sum[i] + 0.5);
        }
    }

    private void Draw(SceneState state, SceneLayer layer, LayerStyle style, PlainVolume volume, int width, int height, bool isLowest, double[] sum)
    {
        LabelPalette? palette = layer.IsLabels ? new LabelPalette(layer.Info) : null;
        var rays = new PlainRay(state, _scene, layer, volume, style, palette);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (double r, double g, double b, double a) = state.IsVolume
                    ? rays.Cast(x, y, width, height)
                    : Slice(state, layer, style, volume, palette, x, y, width, height);
                if (a > 0)
                {
                    int at = 3 * ((y * width) + x);
                    string mode = isLowest ? "opaque" : style.Blending;
                    sum[at] = Blend(mode, sum[at], r, a * style.Opacity);
                    sum[at + 1] = Blend(mode, sum[at + 1], g, a * style.Opacity);
                    sum[at + 2] = Blend(mode, sum[at + 2], b, a * style.Opacity);
                }
            }
        }
    }

    private (double R, double G, double B, double A) Slice(
        SceneState state, SceneLayer layer, LayerStyle style, PlainVolume volume, LabelPalette? palette, int x, int y, int width, int height)
    {
        // Camera coordinates of the pixel's centre, y up from the last row; then samples of the scene; then world; then samples of the layer.
        ViewAxes axes = state.Axes(_scene);
        VolumeAxis across = _scene.Axes[axes.Column], down = _scene.Axes[axes.Row];
        double cameraX = state.Plane.Left + ((x + 0.5) / width * state.Plane.Width);
        double cameraY = state.Plane.Bottom + ((1 - ((y + 0.5) / height)) * state.Plane.Height);
        double worldX = across.Translation + cameraX, worldY = down.Translation + ((down.Length - 1) * down.Scale) - cameraY;
        int column = layer.SourceAxis(axes.Column), row = layer.SourceAxis(axes.Row);
        double u = (worldX - layer.Info.Axes[column].Translation) / layer.Info.Axes[column].Scale;
        double v = (worldY - layer.Info.Axes[row].Translation) / layer.Info.Axes[row].Scale;
        double value = volume.Sample(u, v, 0, palette is not null || style.IsNearest);
        return palette is null ? Colour(style, value) : Label(palette, value);
    }

    /// <summary>The table formula.</summary>
    public static (double R, double G, double B, double A) Colour(LayerStyle style, double value)
    {
        if (double.IsNaN(value))
        {
            return default;
        }

        double share = Math.Clamp((value - style.ContrastLow) / (style.ContrastHigh - style.ContrastLow), 0, 1);
        int index = style.Gamma == 1 ? ColormapIndex.Of(value, style.ContrastLow, style.ContrastHigh) : (int)(Math.Pow(share, style.Gamma) * 255);
        return Entry(style, index);
    }

    public static (double R, double G, double B, double A) Entry(LayerStyle style, int index)
    {
        ReadOnlySpan<byte> table = ColorRamp.Table(style.Colormap).Slice(3 * (style.Inverted ? 255 - index : index), 3);
        return (table[0], table[1], table[2], 1);
    }

    public static (double R, double G, double B, double A) Label(LabelPalette palette, double value)
    {
        uint color = double.IsNaN(value) ? 0 : palette.Colors[palette.CodeOf((ulong)(long)value)];
        return (color & 0xFF, (color >> 8) & 0xFF, (color >> 16) & 0xFF, (color >> 24) / 255.0);
    }

    private static double Blend(string mode, double below, double color, double a) => mode switch
    {
        "opaque" => color * a,
        "additive" => Math.Min(255, below + (color * a)),
        "minimum" => ((1 - a) * below) + (a * Math.Min(below, color)),
        "maximum" => ((1 - a) * below) + (a * Math.Max(below, color)),
        "average" => ((1 - a) * below) + (a * (below + color) / 2),
        _ => ((1 - a) * below) + (a * color),
    };
}
