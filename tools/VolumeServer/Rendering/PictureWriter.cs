using System;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Layers' rows to a picture: two rows at a time into 4:2:0, shared by two threads. One layer with a ramp goes straight from intensities to YUV.</summary>
/// <remarks>Threads: one (with helpers).</remarks>
internal sealed class PictureWriter : IRangeWork
{
    private const int PairsAtOnce = 24;
    private const int WorthSharing = 1 << 18;

    private readonly RowScratch[] _scratch = [new(), new()];
    private readonly RenderWorkers _workers;
    private readonly CompositeLayer[] _layers = new CompositeLayer[Most];
    private YuvBuffer? _target;
    private IIntensityRows? _single;
    private int _count;

    public PictureWriter(RenderWorkers workers) => _workers = workers;

    /// <summary>The most layers in a picture.</summary>
    public const int Most = 64;

    public void Clear() => _count = 0;

    public void Add(in CompositeLayer layer)
    {
        if (_count < Most)
        {
            _layers[_count++] = layer;
        }
    }

    public void Write(YuvBuffer target)
    {
        if (_count == 0)
        {
            target.Clear();
            return;
        }

        _target = target;
        _single = _count == 1 ? _layers[0].Rows as IIntensityRows : null;
        _workers.Run(this, target.Height / 2, PairsAtOnce, target.Width * target.Height >= WorthSharing);
    }

    /// <summary>The same picture as RGB, rows bottom-up and without padding.</summary>
    public void Write(int width, int height, Span<byte> rgb)
    {
        RowScratch scratch = _scratch[0];
        Span<uint> colors = scratch.Result(width).AsSpan(0, width);
        for (int y = 0; y < height; y++)
        {
            Compositor.Row(_layers.AsSpan(0, _count), y, scratch, colors);
            Span<byte> row = rgb.Slice(3 * width * (height - 1 - y), 3 * width);
            for (int x = 0; x < width; x++)
            {
                uint color = colors[x];
                (row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]) = ((byte)color, (byte)(color >> 8), (byte)(color >> 16));
            }
        }
    }

    public void Run(int worker, int from, int to)
    {
        RowScratch scratch = _scratch[worker];
        YuvBuffer target = _target!;
        int width = target.Width;
        for (int pair = from; pair < to; pair++)
        {
            int y = 2 * pair;
            if (_single is { } single)
            {
                Span<ushort> upper = scratch.Upper(width).AsSpan(0, width), lower = scratch.Lower(width).AsSpan(0, width);
                single.Intensities(y, scratch, upper);
                single.Intensities(y + 1, scratch, lower);
                YuvRows.FromRamp(single.Ramp.Entries, upper, lower, target.LumaRow(y), target.LumaRow(y + 1), target.URow(pair), target.VRow(pair));
            }
            else
            {
                Span<uint> upper = scratch.Result(width).AsSpan(0, width), lower = scratch.Second(width).AsSpan(0, width);
                Compositor.Row(_layers.AsSpan(0, _count), y, scratch, upper);
                Compositor.Row(_layers.AsSpan(0, _count), y + 1, scratch, lower);
                YuvRows.FromColors(upper, lower, target.LumaRow(y), target.LumaRow(y + 1), target.URow(pair), target.VRow(pair));
            }
        }
    }
}
