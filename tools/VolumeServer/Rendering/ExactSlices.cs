using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Slices in exact colours: every step in doubles, the table formula as it stands, nothing approximated and nothing thinned. Slower than the live picture by an order of
/// magnitude, and quick enough for a still.
/// </summary>
/// <remarks>Threads: one.</remarks>
internal sealed class ExactSlices
{
    /// <summary>A row takes some tens of microseconds, and whoever moves the view waits for no more than these.</summary>
    private const int RowsUntilAsked = 8;

    /// <summary>Samples of a plane that is read whole; live pictures thin such planes, exact ones are none then.</summary>
    private const long MostSamples = 64 << 20;

    private readonly SceneLayout _layout;
    private readonly PlaneReader _reader = new();
    private readonly PlaneSlice _plane = new();
    private readonly RowScratch _scratch = new();
    private readonly Dictionary<int, LabelPalette> _palettes = [];
    private double[] _sum = [];

    public ExactSlices(SceneLayout layout) => _layout = layout;

    /// <summary>Told now and then which row comes next; null = nobody wants to know.</summary>
    public Action<int>? Drawing { get; init; }

    /// <summary>The level of the lowest layer in the last picture.</summary>
    public int Level { get; private set; }

    public void Render(SceneState state, int width, int height, Span<byte> rgb, CancellationToken cancel)
    {
        Level = 0;
        VolumeInfo scene = _layout.Info;
        ViewAxes axes = state.Axes(scene);
        var window = SampleWindow.Of(state.Plane, scene, axes);
        double[] sum = Cleared(3 * width * height);
        bool isLowest = true;
        for (int i = 0; i < _layout.Layers.Length; i++)
        {
            LayerStyle style = state.Layers[i];
            if (!style.Visible || style.Opacity <= 0)
            {
                continue;
            }

            SceneLayer layer = _layout.Layers[i];
            int level = PlanePlan.Level(layer, state, axes, state.Plane.Width / width, state.Plane.Height / height);
            Level = isLowest ? level : Level;
            PlaneKey key = PlanePlan.Key(layer, scene, state, level, window, long.MaxValue);
            CheckSize(key);
            _reader.Read(key, _plane, cancel);
            var place = new ExactPlace(window.In(layer, scene, key), width, height, _plane.Columns, _plane.Rows, layer.IsLabels || style.IsNearest);
            Blending mode = isLowest ? Blending.Opaque : Compositor.Parse(style.Blending);
            isLowest = false;
            if (layer.IsLabels)
            {
                DrawLabels(PaletteOf(i), place, style, mode, width, height, sum, cancel);
            }
            else
            {
                DrawImage(place, style, mode, width, height, sum, cancel);
            }
        }

        for (int y = 0; y < height; y++)
        {
            MakeWay(y, cancel);
            int from = 3 * width * y, into = 3 * width * (height - 1 - y);
            for (int i = 0; i < 3 * width; i++)
            {
                rgb[into + i] = (byte)(sum[from + i] + 0.5);
            }
        }
    }

    public (int Width, int Height) OneToOneSize(SceneState state)
    {
        PlaneKey key = OneToOneKey(state);
        return (key.Columns, key.Rows);
    }

    public void RenderOneToOne(SceneState state, double low, double high, Span<byte> rgb, CancellationToken cancel)
    {
        PlaneKey key = OneToOneKey(state);
        if (rgb.Length != 3L * key.Columns * key.Rows)
        {
            throw new ArgumentException($"{key.Columns}×{key.Rows} pixels take {3L * key.Columns * key.Rows} bytes, not {rgb.Length}.", nameof(rgb));
        }

        _reader.Read(key, _plane, cancel);
        for (int row = 0; row < key.Rows; row++)
        {
            MakeWay(row, cancel);
            ReadOnlySpan<byte> samples = _plane.Row(row), present = _plane.PresentRow(row);
            for (int column = 0; column < key.Columns; column++)
            {
                bool isThere = present.IsEmpty || present[column] != 0;
                double value = isThere ? SampleRows.ToDouble(_plane.Type, samples, column) : double.NaN;
                rgb.Slice(3 * ((row * key.Columns) + column), 3).Fill((byte)Math.Max(Protocol.Colormaps.ColormapIndex.Of(value, low, high, transparentNaN: true), 0));
            }
        }
    }

    private static void CheckSize(in PlaneKey key)
    {
        if ((long)key.Rows * key.Columns > MostSamples)
        {
            throw new FathomException(
                ExitCode.Rejected,
                $"Will not draw this slice of {key.Source.Info.Name} exactly.",
                string.Create(CultureInfo.InvariantCulture, $"{key.Columns}×{key.Rows} samples of level {key.Level} would have to be read; {MostSamples} are the most."),
                "Ask for a coarser level or a smaller part, or make a pyramid of the data.");
        }
    }

    private void MakeWay(int row, CancellationToken cancel)
    {
        if (row % RowsUntilAsked == 0)
        {
            Drawing?.Invoke(row);
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Kept from still to still: 20 MB anew for each would be collected while somebody drags.</summary>
    private double[] Cleared(int length)
    {
        if (_sum.Length != length)
        {
            _sum = new double[length];
            return _sum;
        }

        Array.Clear(_sum);
        return _sum;
    }

    /// <summary>The data decide where the pixels are, not the camera: also while others look at the volume, this is a slice.</summary>
    public FrameView DescribeOneToOne(SceneState state)
    {
        PlaneKey key = OneToOneKey(state);
        ViewAxes axes = state.Axes(_layout.Info);
        ViewMatrix matrix = ViewMatrix.Identity;
        Place(key, key.ColumnAxis, 0, ref matrix);
        Place(key, key.RowAxis, 1, ref matrix);
        return new FrameView(state.Step.AsSpan(), [axes.Row, axes.Column]) { Revision = state.Revision, WorldToPixel = matrix, Level = key.Level, Quality = FrameQuality.Refined };
    }

    /// <summary>The centre of sample i, at translation + i · scale, is the centre of pixel i.</summary>
    private static void Place(in PlaneKey key, int axis, int row, ref ViewMatrix matrix)
    {
        if (axis >= 0)
        {
            VolumeLevel level = key.Source.Info.Levels[key.Level];
            double perUnit = 1 / (level.Scale[axis] * key.Stride);
            matrix[row, row] = perUnit;
            matrix[row, 3] = 0.5 - ((level.Translation[axis] + (key.Origin[axis] * level.Scale[axis])) * perUnit);
        }
    }

    /// <summary>The channel at the position, else the first image; never labels, unless there is nothing else.</summary>
    private PlaneKey OneToOneKey(SceneState state)
    {
        VolumeInfo scene = _layout.Info;
        int channelAxis = scene.ChannelAxis, place = 0;
        for (int i = 0; i < _layout.Layers.Length; i++)
        {
            SceneLayer layer = _layout.Layers[i];
            if (layer.Channel >= 0 && channelAxis >= 0 && layer.Channel == state.Step[channelAxis])
            {
                place = i;
                break;
            }
        }

        SceneLayer chosen = _layout.Layers[place];
        int level = Math.Min(state.Level ?? 0, chosen.Info.Levels.Length - 1);

        // The whole plane: the window is irrelevant unless the plane is cropped to it.
        ViewAxes axes = state.Axes(scene);
        var all = new SampleWindow(-0.5, -0.5, scene.Axes[axes.Column].Length, scene.Axes[axes.Row].Length);
        return PlanePlan.Key(chosen, scene, state, level, all, long.MaxValue);
    }

    private void DrawImage(in ExactPlace place, LayerStyle style, Blending mode, int width, int height, double[] sum, CancellationToken cancel)
    {
        ReadOnlySpan<byte> table = ColorRamp.Table(style.Colormap);
        for (int y = 0; y < height; y++)
        {
            MakeWay(y, cancel);
            for (int x = 0; x < width; x++)
            {
                double value = place.Sample(_plane, x, y);
                int index = double.IsNaN(value) ? -1 : Index(value, style);
                if (index >= 0)
                {
                    int entry = 3 * (style.Inverted ? 255 - index : index);
                    Blend(sum, 3 * ((y * width) + x), mode, style.Opacity, table[entry], table[entry + 1], table[entry + 2]);
                }
            }
        }
    }

    private static int Index(double value, LayerStyle style)
    {
        double range = style.ContrastHigh - style.ContrastLow;
        double share = range > 0 ? Math.Clamp((value - style.ContrastLow) / range, 0, 1) : value > style.ContrastLow ? 1 : 0;
        return (int)((style.Gamma == 1 ? share : Math.Pow(share, style.Gamma)) * 255);
    }

    private void DrawLabels(LabelPalette palette, in ExactPlace place, LayerStyle style, Blending mode, int width, int height, double[] sum, CancellationToken cancel)
    {
        Span<ushort> codes = _scratch.Upper(_plane.Columns).AsSpan(0, _plane.Columns);
        for (int y = 0; y < height; y++)
        {
            MakeWay(y, cancel);
            if (!place.TryRow(y, out int row))
            {
                continue;
            }

            palette.Encode(_plane.Type, _plane.Row(row), _plane.PresentRow(row), codes);
            for (int x = 0; x < width; x++)
            {
                uint color = place.TryColumn(x, out int column) ? palette.Colors[codes[column]] : 0;
                if (color >> 24 != 0)
                {
                    Blend(sum, 3 * ((y * width) + x), mode, style.Opacity * (color >> 24) / 255.0, color & 0xFF, (color >> 8) & 0xFF, (color >> 16) & 0xFF);
                }
            }
        }
    }

    private static void Blend(double[] sum, int at, Blending mode, double a, double red, double green, double blue)
    {
        sum[at] = Mix(sum[at], red, a, mode);
        sum[at + 1] = Mix(sum[at + 1], green, a, mode);
        sum[at + 2] = Mix(sum[at + 2], blue, a, mode);
    }

    private static double Mix(double below, double color, double a, Blending mode) => mode switch
    {
        Blending.Opaque => color * a,
        Blending.Additive => Math.Min(255, below + (color * a)),
        Blending.Minimum => below + ((Math.Min(below, color) - below) * a),
        Blending.Maximum => below + ((Math.Max(below, color) - below) * a),
        Blending.Average => below + ((color - below) * 0.5 * a),
        _ => below + ((color - below) * a),
    };

    private LabelPalette PaletteOf(int layer)
    {
        if (!_palettes.TryGetValue(layer, out LabelPalette? palette))
        {
            _palettes[layer] = palette = new LabelPalette(_layout.Layers[layer].Info);
        }

        return palette;
    }
}
