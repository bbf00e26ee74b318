using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// Draws a slice: blend two sample rows and scale to the contrast limits (SIMD, at the data's width), then for each output pixel blend two columns and look
/// the colour up, two rows at a time, straight into 4:2:0 planes. Interpolation comes before contrast, so a clipped neighbour pulls as it should.
/// </summary>
/// <remarks>Threads: one.</remarks>
internal sealed class SliceRenderer
{
    private readonly SampleMap _columns = new();
    private readonly SampleMap _rows = new();
    private readonly ColorRamp _ramp = new();
    private float[] _blended = [];
    private ushort[] _upper = [];
    private ushort[] _lower = [];

    /// <summary>Draws <paramref name="samples"/> (width × height, row 0 first) as seen by the window, in the layer's style.</summary>
    public void Render(
        ReadOnlySpan<byte> samples, SampleType type, int width, int height, in SampleWindow window, LayerStyle style, YuvBuffer target)
    {
        _ramp.Use(style);
        _columns.Build(target.Width, width, window.Left, window.Width / target.Width, style.IsNearest);
        _rows.Build(target.Height, height, window.Top, window.Height / target.Height, style.IsNearest);
        Reserve(width, target.Width);
        var contrast = new Contrast(style);
        for (int pair = 0; pair < target.Height / 2; pair++)
        {
            int y = 2 * pair;
            if (y + 1 < _rows.First || y >= _rows.End || _columns.First == _columns.End)
            {
                target.ClearRowPair(pair);
                continue;
            }

            SampleRow(samples, type, width, y, contrast, _upper);
            SampleRow(samples, type, width, y + 1, contrast, _lower);
            Colour(_upper, _lower, target.LumaRow(y), target.LumaRow(y + 1), target.URow(pair), target.VRow(pair));
        }
    }

    private void Reserve(int width, int outputs)
    {
        if (_blended.Length < width + 1)
        {
            _blended = new float[width + 1];
        }

        if (_upper.Length != outputs)
        {
            _upper = new ushort[outputs];
            _lower = new ushort[outputs];
        }
    }

    private void SampleRow(ReadOnlySpan<byte> samples, SampleType type, int width, int y, in Contrast contrast, ushort[] output)
    {
        if (y < _rows.First || y >= _rows.End)
        {
            output.AsSpan().Fill(ColorRamp.Outside);
            return;
        }

        int row = _rows.Index[y];
        float weight = _rows.Weight[y] / 256f;
        int stride = width * type.Bytes();
        ReadOnlySpan<byte> above = samples.Slice(row * stride, stride);
        ReadOnlySpan<byte> below = weight == 0 ? above : samples.Slice((row + 1) * stride, stride);
        if (type == SampleType.UInt16)
        {
            Blend(MemoryMarshal.Cast<byte, ushort>(above), MemoryMarshal.Cast<byte, ushort>(below), weight, contrast);
        }
        else
        {
            Blend(above, below, weight, contrast);
        }

        // One sample beyond the end, so that a column map of a single sample may look right.
        _blended[width] = _blended[width - 1];
        Stretch(output);
    }

    private void Blend(ReadOnlySpan<ushort> above, ReadOnlySpan<ushort> below, float weight, in Contrast contrast)
    {
        int step = Vector<ushort>.Count, half = Vector<float>.Count, x = 0;
        Span<float> output = _blended;
        for (; x + step <= above.Length; x += step)
        {
            Vector.Widen(new Vector<ushort>(above[x..]), out Vector<uint> aboveLow, out Vector<uint> aboveHigh);
            Vector.Widen(new Vector<ushort>(below[x..]), out Vector<uint> belowLow, out Vector<uint> belowHigh);
            contrast.Apply(Mix(aboveLow, belowLow, weight)).CopyTo(output[x..]);
            contrast.Apply(Mix(aboveHigh, belowHigh, weight)).CopyTo(output[(x + half)..]);
        }

        for (; x < above.Length; x++)
        {
            output[x] = contrast.Apply(above[x] + ((below[x] - above[x]) * weight));
        }
    }

    private void Blend(ReadOnlySpan<byte> above, ReadOnlySpan<byte> below, float weight, in Contrast contrast)
    {
        for (int x = 0; x < above.Length; x++)
        {
            _blended[x] = contrast.Apply(above[x] + ((below[x] - above[x]) * weight));
        }
    }

    private static Vector<float> Mix(Vector<uint> above, Vector<uint> below, float weight)
    {
        // Samples fit 24 bits, so the signed conversion (one instruction everywhere) is right.
        Vector<float> a = Vector.ConvertToSingle(Vector.AsVectorInt32(above)), b = Vector.ConvertToSingle(Vector.AsVectorInt32(below));
        return a + ((b - a) * weight);
    }

    /// <summary>Columns of the blended row to intensities of the output row.</summary>
    private unsafe void Stretch(ushort[] output)
    {
        output.AsSpan(0, _columns.First).Fill(ColorRamp.Outside);
        output.AsSpan(_columns.End).Fill(ColorRamp.Outside);
        fixed (float* row = _blended)
        fixed (int* index = _columns.Index)
        fixed (int* weight = _columns.Weight)
        fixed (ushort* result = output)
        {
            int end = _columns.End;
            for (int x = _columns.First; x < end; x++)
            {
                float left = row[index[x]];
                float value = left + ((row[index[x] + 1] - left) * (weight[x] * (1 / 256f)));
                result[x] = (ushort)Math.Min(Math.Max((int)(value + 0.5f), 0), ColorRamp.Top);
            }
        }
    }

    /// <summary>Two rows of intensities to two rows of luma and one of chroma.</summary>
    private unsafe void Colour(ushort[] upper, ushort[] lower, Span<byte> upperLuma, Span<byte> lowerLuma, Span<byte> u, Span<byte> v)
    {
        fixed (uint* ramp = _ramp.Entries)
        fixed (ushort* upperIndex = upper, lowerIndex = lower)
        fixed (byte* upperY = upperLuma, lowerY = lowerLuma, rowU = u, rowV = v)
        {
            int blocks = u.Length;
            for (int block = 0; block < blocks; block++)
            {
                int x = 2 * block;
                uint a = ramp[upperIndex[x]], b = ramp[upperIndex[x + 1]], c = ramp[lowerIndex[x]], d = ramp[lowerIndex[x + 1]];
                upperY[x] = (byte)a;
                upperY[x + 1] = (byte)b;
                lowerY[x] = (byte)c;
                lowerY[x + 1] = (byte)d;
                uint sum = a + b + c + d;
                rowU[block] = (byte)((((sum >> 10) & 0x3FF) + 2) >> 2);
                rowV[block] = (byte)(((sum >> 20) + 2) >> 2);
            }
        }
    }

    /// <summary>Samples to intensities: linear from the limits to 0…<see cref="ColorRamp.Top"/>, held within what a float counts exactly.</summary>
    private readonly struct Contrast
    {
        private const float Bound = 1e6f;

        private readonly float _low;
        private readonly float _scale;

        public Contrast(LayerStyle style)
        {
            _low = (float)style.ContrastLow;

            // Equal limits would divide by zero: then everything above them is bright and everything below dark.
            _scale = (float)(ColorRamp.Top / Math.Max(style.ContrastHigh - style.ContrastLow, 1e-9));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public float Apply(float value) => Math.Clamp((value - _low) * _scale, -Bound, Bound);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Apply(Vector<float> value) =>
            Vector.Min(Vector.Max((value - new Vector<float>(_low)) * _scale, new Vector<float>(-Bound)), new Vector<float>(Bound));
    }
}
