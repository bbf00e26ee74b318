using System;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Fills blocks, some planes at a time; one that was given up goes on where it stopped.</summary>
internal sealed class BlockReader
{
    private const long BytesAtOnce = 16 << 20;

    private readonly PartialReader _partial;
    private byte[] _samples = [];
    private byte[] _present = [];
    private byte[] _line = [];
    private byte[] _linePresent = [];
    private float[] _values = [];

    public BlockReader(PartialReader partial) => _partial = partial;

    /// <exception cref="OperationCanceledException">Superseded; call again to go on.</exception>
    public void Fill(VolumeBlock block, LabelPalette? palette, CancellationToken cancel)
    {
        _partial.Begin();
        int bytes = block.Key.Source.Info.BytesPerSample;
        long plane = (long)block.Rows * block.Columns;

        // Whole bricks in one piece: their maxima are folded in as rows come.
        int atOnce = (int)Math.Min(Math.Max(BytesAtOnce / (plane * bytes) / VolumeBlock.Brick, 1) * VolumeBlock.Brick, block.Planes);
        while (block.Loaded < block.Planes)
        {
            cancel.ThrowIfCancellationRequested();
            int count = Math.Min(atOnce, block.Planes - block.Loaded);
            RegionContent content = Read(block, block.Loaded, count, (int)(plane * count), bytes, cancel);
            Encode(block, block.Loaded, count, content, palette, bytes);
            block.HasGaps |= content != RegionContent.Complete;
            block.Loaded += count;
            block.IsFleeting |= _partial.IsWorthAnother;
        }
    }

    private RegionContent Read(VolumeBlock block, int first, int count, int samples, int bytes, CancellationToken cancel)
    {
        VolumeKey key = block.Key;
        ImmutableArray<int> shape = key.Source.Info.Levels[key.Level].Shape;
        int[] origin = new int[shape.Length], size = new int[shape.Length], stride = new int[shape.Length];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            bool inBlock = axis == key.Row || axis == key.Column;
            (origin[axis], size[axis], stride[axis]) = (key.Position[axis], inBlock ? shape[axis] : 1, key.Stride[axis]);
        }

        origin[key.Depth] = first * stride[key.Depth];
        size[key.Depth] = Math.Min(count * stride[key.Depth], shape[key.Depth] - origin[key.Depth]);
        _samples = _samples.Length >= samples * bytes ? _samples : new byte[samples * bytes];
        _present = _present.Length >= samples ? _present : new byte[samples];
        var request = new RegionRequest(
            key.Level, ImmutableCollectionsMarshal.AsImmutableArray(origin), ImmutableCollectionsMarshal.AsImmutableArray(size), ImmutableCollectionsMarshal.AsImmutableArray(stride));
        return _partial.Read(key.Source, request, _samples.AsSpan(0, samples * bytes), _present.AsSpan(0, samples), cancel);
    }

    private void Encode(VolumeBlock block, int first, int count, RegionContent content, LabelPalette? palette, int bytes)
    {
        VolumeKey key = block.Key;
        int columns = block.Columns;
        (int byPlane, int byRow, int byColumn) = Strides(key, count, block.Rows, columns);
        _line = _line.Length == columns * bytes ? _line : new byte[columns * bytes];
        _linePresent = _linePresent.Length == columns ? _linePresent : new byte[columns];
        _values = _values.Length == columns ? _values : new float[columns];
        SampleType type = key.Source.Info.Sample;
        for (int plane = 0; plane < count; plane++)
        {
            for (int row = 0; row < block.Rows; row++)
            {
                int at = (plane * byPlane) + (row * byRow);
                ReadOnlySpan<byte> line = Line(_samples, _line, at, byColumn, columns, bytes);
                ReadOnlySpan<byte> present = content == RegionContent.Complete ? [] : Line(_present, _linePresent, at, byColumn, columns, 1);
                Span<ushort> codes = block.Codes.AsSpan((((first + plane) * block.Rows) + row) * columns, columns);
                if (palette is null)
                {
                    SampleRows.ToFloats(type, line, present, block.Low, _values);
                    block.HasGaps |= ToCodes(_values, (float)(1 / block.Step), codes, type.IsFloat() || !present.IsEmpty);
                }
                else
                {
                    palette.Encode(type, line, present, codes);
                }

                Fold(block, first + plane, row, codes);
            }
        }
    }

    /// <summary>Distances in the answer, which lies in the order of the data.</summary>
    private static (int Plane, int Row, int Column) Strides(in VolumeKey key, int planes, int rows, int columns)
    {
        int Behind(int axis, in VolumeKey of) =>
            (of.Depth > axis ? planes : 1) * (of.Row > axis ? rows : 1) * (of.Column > axis ? columns : 1);
        return (Behind(key.Depth, key), Behind(key.Row, key), Behind(key.Column, key));
    }

    private static ReadOnlySpan<byte> Line(byte[] samples, byte[] line, int at, int stride, int count, int bytes)
    {
        if (stride == 1)
        {
            return samples.AsSpan(at * bytes, count * bytes);
        }

        for (int i = 0; i < count; i++)
        {
            samples.AsSpan((at + (i * stride)) * bytes, bytes).CopyTo(line.AsSpan(i * bytes, bytes));
        }

        return line;
    }

    private static bool ToCodes(ReadOnlySpan<float> values, float scale, Span<ushort> codes, bool mayHaveGaps)
    {
        int x = 0, width = Vector<float>.Count;
        Vector<float> top = new(VolumeBlock.TopCode), one = Vector<float>.One;
        for (; !mayHaveGaps && x + (2 * width) <= values.Length; x += 2 * width)
        {
            Vector<float> a = Vector.Min(Vector.Max((new Vector<float>(values[x..]) * scale) + new Vector<float>(1.5f), one), top);
            Vector<float> b = Vector.Min(Vector.Max((new Vector<float>(values[(x + width)..]) * scale) + new Vector<float>(1.5f), one), top);
            Vector.Narrow(Vector.ConvertToInt32(a).As<int, uint>(), Vector.ConvertToInt32(b).As<int, uint>()).CopyTo(codes[x..]);
        }

        bool gaps = false;
        for (; x < values.Length; x++)
        {
            bool isGap = float.IsNaN(values[x]);
            codes[x] = isGap ? (ushort)0 : (ushort)Math.Clamp((values[x] * scale) + 1.5f, 1, VolumeBlock.TopCode);
            gaps |= isGap;
        }

        return gaps;
    }

    private static void Fold(VolumeBlock block, int plane, int row, ReadOnlySpan<ushort> codes)
    {
        int bricks = ((plane / VolumeBlock.Brick * block.BrickRows) + (row / VolumeBlock.Brick)) * block.BrickColumns;
        Span<ushort> maxima = block.BrickMaxima.AsSpan(bricks, block.BrickColumns);
        for (int brick = 0; brick < maxima.Length; brick++)
        {
            ReadOnlySpan<ushort> part = codes.Slice(brick * VolumeBlock.Brick, Math.Min(VolumeBlock.Brick, codes.Length - (brick * VolumeBlock.Brick)));
            ushort most = maxima[brick];
            foreach (ushort code in part)
            {
                most = Math.Max(most, code);
            }

            maxima[brick] = most;
        }
    }
}
