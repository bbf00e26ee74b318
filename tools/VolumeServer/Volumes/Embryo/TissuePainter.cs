using System;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>First painter of a slice: dish background with uneven illumination, the outer membrane, cytoplasm and an uneven yolk.</summary>
internal sealed class TissuePainter
{
    private const int Cell = 16;

    private readonly int _seed;
    private readonly float[] _ramp = new float[Vector<float>.Count];
    private float[] _grid = [];
    private float[] _yolk = [];

    public TissuePainter(int seed)
    {
        _seed = seed;
        for (int i = 0; i < _ramp.Length; i++)
        {
            _ramp[i] = i;
        }
    }

    public void Paint(SliceCanvas canvas)
    {
        int gridWidth = (canvas.Width / Cell) + 2, gridHeight = (canvas.Height / Cell) + 2;
        FillGrid(canvas, gridWidth, gridHeight);
        _yolk = _yolk.Length >= canvas.Width ? _yolk : new float[canvas.Width];
        Vector3 axes = EmbryoGeometry.SemiAxes, center = EmbryoGeometry.Center;
        float w = (canvas.Z - center.Z) / axes.Z;
        float axisY = center.Y + (EmbryoGeometry.Tilt * (canvas.Z - center.Z));
        for (int y = 0; y < canvas.Height; y++)
        {
            float v = ((y * canvas.Pitch) - axisY) / axes.Y;
            float rest = (v * v) + (w * w);
            if (rest < 1)
            {
                FillYolk(_grid.AsSpan(y / Cell * gridWidth, 2 * gridWidth), gridWidth, y % Cell / (float)Cell, canvas.Width);
            }

            PaintRow(canvas, y, rest);
        }
    }

    private void PaintRow(SliceCanvas canvas, int y, float rest)
    {
        Span<float> row = canvas.Row(y);
        float scaleX = canvas.Pitch / EmbryoGeometry.SemiAxes.X, offsetX = EmbryoGeometry.Center.X / EmbryoGeometry.SemiAxes.X;
        int step = Vector<float>.Count, x = 0;
        var u = (new Vector<float>(_ramp) * scaleX) - new Vector<float>(offsetX);
        for (; x + step <= row.Length; x += step)
        {
            Light(u, new Vector<float>(rest), new Vector<float>(_yolk.AsSpan(x))).CopyTo(row[x..]);
            u += new Vector<float>(scaleX * step);
        }

        if (x < row.Length)
        {
            // The tail: the last full vector of the row, painted again from its own start.
            Span<float> tail = stackalloc float[step];
            _yolk.AsSpan(x, row.Length - x).CopyTo(tail);
            Light(u, new Vector<float>(rest), new Vector<float>(tail)).CopyTo(tail);
            tail[..(row.Length - x)].CopyTo(row[x..]);
        }
    }

    private static Vector<float> Light(Vector<float> u, Vector<float> rest, Vector<float> yolk)
    {
        Vector<float> radius = Vector.SquareRoot((u * u) + rest);

        // The light sheet comes from the left and is a little weaker on the far side.
        Vector<float> lamp = new Vector<float>(1.08f) - (u * 0.12f);
        Vector<float> rim = (radius - Vector<float>.One) * 62;
        Vector<float> rimSquared = rim * rim;
        Vector<float> membrane = new Vector<float>(1350) / (Vector<float>.One + (rimSquared * rimSquared));
        Vector<float> inside = Clamp((new Vector<float>(1.02f) - radius) * 30);
        Vector<float> core = Clamp((new Vector<float>(0.72f) - radius) * 12);
        Vector<float> tissue = new Vector<float>(235) + (core * ((yolk * 300) - new Vector<float>(60)));
        return new Vector<float>(112) + (lamp * (new Vector<float>(14) + (inside * tissue))) + membrane;
    }

    private static Vector<float> Clamp(Vector<float> value) => Vector.Min(Vector.Max(value, Vector<float>.Zero), Vector<float>.One);

    private void FillGrid(SliceCanvas canvas, int width, int height)
    {
        _grid = _grid.Length >= width * height ? _grid : new float[width * height];
        float drift = 26 * canvas.Progress;
        for (int j = 0; j < height; j++)
        {
            for (int i = 0; i < width; i++)
            {
                _grid[(j * width) + i] = ValueNoise.At(
                    _seed, new Vector3((i * Cell * canvas.Pitch) + drift, j * Cell * canvas.Pitch, canvas.Z) / 26);
            }
        }
    }

    private void FillYolk(ReadOnlySpan<float> two, int width, float weight, int columns)
    {
        for (int cell = 0, x = 0; x < columns; cell++)
        {
            float left = two[cell] + ((two[width + cell] - two[cell]) * weight);
            float right = two[cell + 1] + ((two[width + cell + 1] - two[cell + 1]) * weight);
            float slope = (right - left) / Cell;
            for (int end = Math.Min(x + Cell, columns); x < end; x++, left += slope)
            {
                _yolk[x] = left;
            }
        }
    }
}
