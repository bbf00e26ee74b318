using System;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// A block of samples as the projections walk through it: 15-bit codes, plane after plane, row after row; 0 = no data, or background. Image: value = low + (code − 1) · step.
/// Labels: a code of the palette.
/// </summary>
/// <remarks>Ownership: the renderer of a layer; filled by <see cref="BlockReader"/>. Threads: filled by one, read by several.</remarks>
internal sealed class VolumeBlock
{
    public const int TopCode = 32767;

    /// <summary>Edge of the bricks whose largest code is known, in samples.</summary>
    public const int Brick = 8;

    /// <summary>So much more is readable behind the last sample, for loads of a full register.</summary>
    public const int Tail = 32;

    private ushort[] _turned = [];
    private bool _isTurned;

    public VolumeKey Key { get; private set; }

    public int Planes { get; private set; }

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    public ushort[] Codes { get; private set; } = [];

    public ushort[] BrickMaxima { get; private set; } = [];

    public int BrickRows => (Rows + Brick - 1) / Brick;

    public int BrickColumns => (Columns + Brick - 1) / Brick;

    public double Low { get; private set; }

    public double Step { get; private set; }

    public bool HasGaps { get; set; }

    /// <summary>Part of it could not be read and may be there later: it serves one picture.</summary>
    public bool IsFleeting { get; set; }

    /// <summary>How many planes are there already.</summary>
    public int Loaded { get; set; }

    public bool IsComplete => Planes > 0 && Loaded == Planes;

    public long Bytes => 2L * (Codes.Length + _turned.Length);

    /// <summary>Centre of the first sample and distance of samples, in world units from the scene's first sample.</summary>
    public Axis3 Origin { get; private set; }

    /// <inheritdoc cref="Origin"/>
    public Axis3 Spacing { get; private set; }

    /// <summary>Whether the codes tell apart what these limits do.</summary>
    public bool Resolves(LayerStyle style) =>
        style.ContrastLow >= Low - (0.5 * Step) && style.ContrastHigh <= Low + (Step * TopCode) && style.ContrastHigh - style.ContrastLow >= 256 * Step;

    /// <summary>Whether the codes are those that a block made for these limits would have: two pictures of equal bytes are drawn of equal codes.</summary>
    public bool IsCodedFor(SceneLayer layer, LayerStyle style) => layer.IsLabels || (Low, Step) == Coding(layer.Info.Sample, style);

    /// <summary>Makes it an empty block of these samples, with codes fit for these limits.</summary>
    public void Begin(in VolumeKey key, SceneLayer layer, VolumeInfo scene, LayerStyle style)
    {
        (Key, Planes, Rows, Columns, Loaded, HasGaps, IsFleeting, _isTurned) = (key, key.Planes, key.Rows, key.Columns, 0, false, false, false);
        int length = checked((int)key.Samples) + Tail;
        Codes = Codes.Length == length ? Codes : GC.AllocateUninitializedArray<ushort>(length);
        int bricks = (Planes + Brick - 1) / Brick * BrickRows * BrickColumns;
        BrickMaxima = BrickMaxima.Length == bricks ? BrickMaxima : new ushort[bricks];
        BrickMaxima.AsSpan().Clear();
        (Low, Step) = layer.IsLabels ? (0, 1) : Coding(layer.Info.Sample, style);
        VolumeLevel level = layer.Info.Levels[key.Level];
        ViewAxes axes = new(layer.SceneAxes[key.Depth], layer.SceneAxes[key.Row], layer.SceneAxes[key.Column]);
        Origin = new Axis3(
            level.Translation[key.Column] - scene.Axes[axes.Column].Translation,
            level.Translation[key.Row] - scene.Axes[axes.Row].Translation,
            level.Translation[key.Depth] - scene.Axes[axes.Depth].Translation);
        Spacing = new Axis3(
            level.Scale[key.Column] * key.Stride[key.Column], level.Scale[key.Row] * key.Stride[key.Row], level.Scale[key.Depth] * key.Stride[key.Depth]);
    }

    /// <summary>The codes with the axes the other way round (column, plane, row), for looking along the rows; made when first wanted.</summary>
    public ushort[] Turned()
    {
        if (_isTurned)
        {
            return _turned;
        }

        _turned = _turned.Length == Codes.Length ? _turned : GC.AllocateUninitializedArray<ushort>(Codes.Length);
        const int Tile = 32;
        for (int z = 0; z < Planes; z++)
        {
            for (int y0 = 0; y0 < Rows; y0 += Tile)
            {
                for (int x0 = 0; x0 < Columns; x0 += Tile)
                {
                    Turn(z, y0, Math.Min(y0 + Tile, Rows), x0, Math.Min(x0 + Tile, Columns));
                }
            }
        }

        _isTurned = true;
        return _turned;
    }

    private void Turn(int z, int y0, int y1, int x0, int x1)
    {
        for (int x = x0; x < x1; x++)
        {
            int from = (z * Rows * Columns) + x, into = ((x * Planes) + z) * Rows;
            for (int y = y0; y < y1; y++)
            {
                _turned[into + y] = Codes[from + (y * Columns)];
            }
        }
    }

    /// <summary>Fine near the contrast limits, and room around them, so that most changes of the limits need no new block.</summary>
    private static (double Low, double Step) Coding(SampleType type, LayerStyle style)
    {
        const double Room = 3;
        double range = Math.Max(style.ContrastHigh - style.ContrastLow, 1e-6 * Math.Max(1, Math.Abs(style.ContrastHigh)));
        double low = style.ContrastLow - (Room * range), high = style.ContrastHigh + (Room * range);
        (low, high) = type switch
        {
            SampleType.UInt8 => (0, byte.MaxValue),
            SampleType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            SampleType.UInt16 => (Math.Clamp(low, 0, ushort.MaxValue - 1), Math.Clamp(high, 1, ushort.MaxValue)),
            _ => (low, high),
        };
        return (low, Math.Max(high - low, 1e-12) / (TopCode - 1));
    }
}
