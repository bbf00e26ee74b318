using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Rows of a slice: blend two sample rows and scale to the contrast limits (SIMD, at the data's width), then blend two columns for each pixel. Interpolation
/// comes before contrast, so a clipped neighbour pulls as it should. A pixel that a sample without data takes part in shows no data.
/// </summary>
/// <remarks>Threads: made ready by one, then read by several.</remarks>
internal sealed class SliceRows : IIntensityRows
{
    private SampleMap _columns = new();
    private SampleMap _rows = new();
    private PlaneSlice _plane = new();
    private double _low;
    private float _scale;

    public ColorRamp Ramp { get; } = new();

    public int FirstRow => _rows.First;

    public int EndRow => _rows.End;

    /// <param name="plane">The samples.</param>
    /// <param name="transform">From pixels to samples of the plane.</param>
    /// <param name="style">How to draw them.</param>
    public void Prepare(PlaneSlice plane, PlaneTransform transform, LayerStyle style)
    {
        _plane = plane;
        Ramp.Use(style);
        (_columns, _rows) = (transform.Columns, transform.Rows);
        _low = style.ContrastLow;

        // Equal limits would divide by zero: then everything above them is bright and everything below dark.
        _scale = (float)(ColorRamp.Top / Math.Max(style.ContrastHigh - style.ContrastLow, 1e-9));
    }

    public void Intensities(int y, RowScratch scratch, Span<ushort> output)
    {
        if (y < _rows.First || y >= _rows.End || _columns.First == _columns.End)
        {
            output.Fill(ColorRamp.Outside);
            return;
        }

        int width = _plane.Columns, row = _rows.Index[y], weight = _rows.Weight[y];

        // One sample beyond the end, so that the last column has a neighbour to be multiplied by nothing.
        Span<float> mixed = scratch.Mixed(width + 1).AsSpan(0, width + 1);
        SampleRows.ToFloats(_plane.Type, _plane.Row(row), _plane.PresentRow(row), _low, mixed[..width]);
        if (weight != 0)
        {
            Span<float> below = scratch.Below(width).AsSpan(0, width);
            SampleRows.ToFloats(_plane.Type, _plane.Row(row + 1), _plane.PresentRow(row + 1), _low, below);
            Mix(mixed[..width], below, weight / 256f, _scale);
        }
        else
        {
            Scale(mixed[..width], _scale);
        }

        mixed[width] = mixed[width - 1];
        if (_plane.HasGaps)
        {
            StretchWithGaps(mixed, output);
        }
        else
        {
            Stretch(mixed, output);
        }
    }

    public void Colors(int y, RowScratch scratch, Span<uint> output)
    {
        Span<ushort> intensities = scratch.Upper(output.Length).AsSpan(0, output.Length);
        Intensities(y, scratch, intensities);
        ReadOnlySpan<uint> colors = Ramp.Colors;
        for (int x = 0; x < output.Length; x++)
        {
            output[x] = colors[intensities[x]];
        }
    }

    private static void Mix(Span<float> above, ReadOnlySpan<float> below, float weight, float scale)
    {
        int x = 0;
        var weights = new Vector<float>(weight);
        for (; x + Vector<float>.Count <= above.Length; x += Vector<float>.Count)
        {
            var a = new Vector<float>(above[x..]);
            Bounded((a + ((new Vector<float>(below[x..]) - a) * weights)) * scale).CopyTo(above[x..]);
        }

        for (; x < above.Length; x++)
        {
            above[x] = Bounded((above[x] + ((below[x] - above[x]) * weight)) * scale);
        }
    }

    private static void Scale(Span<float> row, float scale)
    {
        int x = 0;
        for (; x + Vector<float>.Count <= row.Length; x += Vector<float>.Count)
        {
            Bounded(new Vector<float>(row[x..]) * scale).CopyTo(row[x..]);
        }

        for (; x < row.Length; x++)
        {
            row[x] = Bounded(row[x] * scale);
        }
    }

    // Held within what a float counts exactly; NaN passes through both comparisons.
    private static float Bounded(float value) => value > 1e6f ? 1e6f : value < -1e6f ? -1e6f : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Bounded(Vector<float> value)
    {
        var bound = new Vector<float>(1e6f);
        value = Vector.ConditionalSelect(Vector.GreaterThan(value, bound), bound, value);
        return Vector.ConditionalSelect(Vector.LessThan(value, -bound), -bound, value);
    }

    private unsafe void Stretch(ReadOnlySpan<float> mixed, Span<ushort> output)
    {
        output[.._columns.First].Fill(ColorRamp.Outside);
        output[_columns.End..].Fill(ColorRamp.Outside);
        fixed (float* row = mixed)
        fixed (int* index = _columns.Index)
        fixed (int* weight = _columns.Weight)
        fixed (ushort* result = output)
        {
            int end = _columns.End, x = StretchWide(row, index, weight, result, _columns.First, end);
            for (; x < end; x++)
            {
                float left = row[index[x]];
                float value = left + ((row[index[x] + 1] - left) * (weight[x] * (1 / 256f)));
                result[x] = (ushort)Math.Min(Math.Max((int)(value + 0.5f), 0), ColorRamp.Top);
            }
        }
    }

    /// <summary>Eight pixels at a time where the processor can; returns where it stopped.</summary>
    private static unsafe int StretchWide(float* row, int* index, int* weight, ushort* result, int x, int end)
    {
        if (!Avx2.IsSupported)
        {
            return x;
        }

        var half = Vector256.Create(0.5f);
        var unit = Vector256.Create(1 / 256f);
        var top = Vector256.Create((int)ColorRamp.Top);
        for (; x + 8 <= end; x += 8)
        {
            var at = Vector256.Load(index + x);
            var left = Avx2.GatherVector256(row, at, 4);
            var right = Avx2.GatherVector256(row + 1, at, 4);
            var share = Vector256.ConvertToSingle(Vector256.Load(weight + x)) * unit;
            var value = Avx.ConvertToVector256Int32WithTruncation(left + ((right - left) * share) + half);
            value = Vector256.Min(Vector256.Max(value, Vector256<int>.Zero), top);
            Vector128.Narrow(value.GetLower().AsUInt32(), value.GetUpper().AsUInt32()).Store(result + x);
        }

        return x;
    }

    private void StretchWithGaps(ReadOnlySpan<float> row, Span<ushort> output)
    {
        output[.._columns.First].Fill(ColorRamp.Outside);
        output[_columns.End..].Fill(ColorRamp.Outside);
        for (int x = _columns.First; x < _columns.End; x++)
        {
            int index = _columns.Index[x], weight = _columns.Weight[x];
            float value = weight == 0 ? row[index] : row[index] + ((row[index + 1] - row[index]) * (weight * (1 / 256f)));
            output[x] = float.IsNaN(value) ? (ushort)ColorRamp.Outside : (ushort)Math.Min(Math.Max((int)(value + 0.5f), 0), ColorRamp.Top);
        }
    }
}
