using System;
using System.Threading;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// The cells of one sheet while and after its planes are gone through. Rows of cells do not depend on each other, so threads share them. Bricks of the block that hold nothing
/// are left out: per row of bricks, only the stretch between the first and the last that hold something is read.
/// </summary>
/// <remarks>Threads: made ready by one, <see cref="Run"/> by several, then read by several. Keeps its memory from picture to picture.</remarks>
internal sealed class Sheet : IRangeWork
{
    private readonly SheetLine[] _lines = new SheetLine[RenderWorkers.Count];
    private VolumeBlock _block = null!;
    private SheetShading _shading = null!;
    private ushort[] _codes = [];
    private (int First, int End)[] _filled = [];
    private int _filledRows;
    private int _lengthU;
    private int _lengthV;
    private int _planeStride;
    private int _rowStride;
    private CancellationToken _cancel;

    public SheetGeometry Geometry { get; private set; }

    /// <summary>How many planes each cell's ray met, data or not.</summary>
    public int[] Met { get; private set; } = [];

    /// <summary>Largest code, sum of codes, or label, by mode.</summary>
    public int[] Whole { get; private set; } = [];

    /// <summary>How many samples with data were summed up.</summary>
    public int[] Summed { get; private set; } = [];

    /// <summary>Attenuated: largest value and sum so far. Colours: red, green, blue and transmittance.</summary>
    public float[] PartA { get; private set; } = [];

    public float[] PartB { get; private set; } = [];

    public float[] PartC { get; private set; } = [];

    public float[] PartD { get; private set; } = [];

    /// <summary>Per cell: the ramp's entry (0 … 4095, −1 where the ray met nothing), once finished.</summary>
    public float[] Values => PartA;

    public long Work => (long)Geometry.Width * Geometry.Height * Geometry.Count;

    public void Prepare(in SheetGeometry geometry, VolumeBlock block, SheetShading shading, CancellationToken cancel)
    {
        (Geometry, _block, _shading, _cancel) = (geometry, block, shading, cancel);
        bool isTurned = geometry.Axis == 0;
        _codes = isTurned ? block.Turned() : block.Codes;
        _lengthU = isTurned ? block.Rows : block.Columns;
        _lengthV = geometry.Axis == 2 ? block.Rows : block.Planes;
        (_planeStride, _rowStride) = geometry.Axis switch
        {
            0 => (block.Planes * block.Rows, block.Rows),
            1 => (block.Columns, block.Rows * block.Columns),
            _ => (block.Rows * block.Columns, block.Columns),
        };
        int cells = geometry.Width * geometry.Height;
        Met = Cleared(Met, cells + geometry.Height);
        Whole = shading.Mode is VolumeMode.Mip or VolumeMode.Average or VolumeMode.Labels ? Cleared(Whole, cells) : Whole;
        Summed = shading.Mode is VolumeMode.Average ? Cleared(Summed, cells) : Summed;
        bool isColor = shading.Mode is VolumeMode.Translucent or VolumeMode.Additive;
        PartA = Cleared(PartA, cells);
        PartB = isColor || shading.Mode is VolumeMode.AttenuatedMip ? Cleared(PartB, cells) : PartB;
        PartC = isColor ? Cleared(PartC, cells) : PartC;
        PartD = isColor ? Cleared(PartD, cells) : PartD;
        if (isColor)
        {
            // Transmittance; for light that adds up, what is left of each colour.
            PartD.AsSpan(0, cells).Fill(1);
            float begin = shading.Mode == VolumeMode.Additive ? 1 : 0;
            PartA.AsSpan(0, cells).Fill(begin);
            PartB.AsSpan(0, cells).Fill(begin);
            PartC.AsSpan(0, cells).Fill(begin);
        }

        FindFilled();
    }

    public void Run(int worker, int from, int to)
    {
        SheetLine line = _lines[worker] ??= new SheetLine();
        line.Reserve(_lengthU, Geometry.Width);
        for (int plane = 0; plane < Geometry.Count; plane++)
        {
            if (_cancel.IsCancellationRequested)
            {
                return;
            }

            DrawPlane(Geometry.First + (plane * Geometry.Sign), line, from, to);
        }

        SheetFinish.Rows(this, _block, _shading, from, to);
    }

    private void DrawPlane(int k, SheetLine line, int from, int to)
    {
        (double scale, double shiftU, double shiftV) = Geometry.Plane(k);
        double x0 = (scale * (Geometry.U0 + (0.5 * Geometry.PitchU))) + shiftU, dx = scale * Geometry.PitchU;
        int begin = Cell(-0.5, x0, dx), end = Cell(_lengthU - 0.5, x0, dx);
        if (begin >= end)
        {
            return;
        }

        for (int row = from; row < to; row++)
        {
            double y = (scale * (Geometry.V0 + ((row + 0.5) * Geometry.PitchV))) + shiftV;
            if (y < -0.5 || y >= _lengthV - 0.5)
            {
                continue;
            }

            int met = row * (Geometry.Width + 1);
            Met[met + begin]++;
            Met[met + end]--;
            y = Math.Clamp(_shading.IsNearest ? Math.Floor(y + 0.5) : y, 0, _lengthV - 1);
            int above = (int)y, below = Math.Min(above + 1, _lengthV - 1);
            (int first, int last) = Filled(k, above, below);
            int left = Math.Max(begin, Cell(first - 1, x0, dx)), right = Math.Min(end, Cell(last + 1, x0, dx));
            if (left < right)
            {
                int plane = k * _planeStride;
                line.Place(x0 + (left * dx), dx, right - left, _shading.IsNearest, _lengthU);
                line.Mix(_codes, plane + (above * _rowStride), plane + (below * _rowStride), (int)((y - above) * 32768));
                SheetKernels.Draw(this, _shading, line, (row * Geometry.Width) + left, right - left);
            }
        }
    }

    /// <summary>The first cell that lies at or beyond a position of the plane.</summary>
    private int Cell(double position, double x0, double dx) => (int)Math.Clamp(Math.Ceiling((position - x0) / dx), 0, Geometry.Width);

    /// <summary>First and one past last sample along u that may change anything in two neighbouring rows of a plane.</summary>
    private (int First, int Last) Filled(int k, int above, int below)
    {
        int at = k / VolumeBlock.Brick * _filledRows;
        (int first, int end) = _filled[at + (above / VolumeBlock.Brick)];
        (int other, int otherEnd) = _filled[at + (below / VolumeBlock.Brick)];
        return (Math.Min(first, other), Math.Max(end, otherEnd));
    }

    private void FindFilled()
    {
        int bricksX = _block.BrickColumns, bricksY = _block.BrickRows, bricksZ = (_block.Planes + VolumeBlock.Brick - 1) / VolumeBlock.Brick;
        (int planes, int rows, int along) = Geometry.Axis switch
        {
            0 => (bricksX, bricksZ, bricksY),
            1 => (bricksY, bricksZ, bricksX),
            _ => (bricksZ, bricksY, bricksX),
        };
        (int byPlane, int byRow, int byStep) = Geometry.Axis switch
        {
            0 => (1, bricksX * bricksY, bricksX),
            1 => (bricksX, bricksX * bricksY, 1),
            _ => (bricksX * bricksY, bricksX, 1),
        };
        _filledRows = rows;
        _filled = _filled.Length >= planes * rows ? _filled : new (int, int)[planes * rows];
        ushort[] maxima = _block.BrickMaxima;
        for (int plane = 0; plane < planes; plane++)
        {
            for (int row = 0; row < rows; row++)
            {
                int at = (plane * byPlane) + (row * byRow), first = 0, end = along;
                while (first < end && maxima[at + (first * byStep)] <= _shading.SkipCode)
                {
                    first++;
                }

                while (end > first && maxima[at + ((end - 1) * byStep)] <= _shading.SkipCode)
                {
                    end--;
                }

                _filled[(plane * rows) + row] = first == end
                    ? (int.MaxValue / 2, int.MinValue / 2)
                    : (first * VolumeBlock.Brick, Math.Min(end * VolumeBlock.Brick, _lengthU));
            }
        }
    }

    private static T[] Cleared<T>(T[] array, int length)
        where T : struct
    {
        if (array.Length < length)
        {
            return new T[length + (length / 4)];
        }

        array.AsSpan(0, length).Clear();
        return array;
    }
}
