using System;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>A small piece of tissue: nuclei and membranes in two channels, and a label for each cell. Small enough to lie in memory.</summary>
internal sealed class CellField : IVolumeSource
{
    public const int Planes = 64;
    public const int Rows = 256;
    public const int Columns = 256;

    private const int Channels = 2;

    private readonly Array _samples;

    private CellField(VolumeInfo info, Array samples) => (Info, _samples) = (info, samples);

    public VolumeInfo Info { get; }

    public static VolumeSet Open(int seed)
    {
        ushort[] image = new ushort[Channels * Planes * Rows * Columns];
        uint[] labels = new uint[Planes * Rows * Columns];
        Fill(new Random(seed), image, labels);
        VolumeAxis[] space = [new("z", AxisKind.Space, Planes, 1, "micrometer"), new("y", AxisKind.Space, Rows, 0.5, "micrometer"), new("x", AxisKind.Space, Columns, 0.5, "micrometer")];
        var cells = new VolumeInfo("cells", [new("c", AxisKind.Channel, Channels, 1, ""), .. space], SampleType.UInt16, 0, 4000, "gray")
        {
            Channels =
            [
                new ChannelInfo("nuclei", "bop blue", 250, 3600, 0, 4095, true, false),
                new ChannelInfo("membranes", "bop orange", 250, 3400, 0, 4095, true, false),
            ],
        };
        var outlines = new VolumeInfo("cells (labels)", [.. space], SampleType.UInt32, 0, 1, "gray") { Kind = VolumeKind.Labels };
        return new VolumeSet("tissue", [new CellField(cells, image)], [new CellField(outlines, labels)]);
    }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        int axes = Info.Axes.Length, bytes = Info.BytesPerSample;
        Span<int> at = stackalloc int[axes];
        at.Clear();
        for (int into = 0; into < destination.Length; into += bytes)
        {
            int from = 0;
            for (int axis = 0; axis < axes; axis++)
            {
                from = (from * Info.Axes[axis].Length) + request.Origin[axis] + (at[axis] * request.Stride[axis]);
            }

            if (_samples is ushort[] image)
            {
                BitConverter.TryWriteBytes(destination[into..], image[from]);
            }
            else
            {
                BitConverter.TryWriteBytes(destination[into..], ((uint[])_samples)[from]);
            }

            for (int axis = axes - 1; axis >= 0 && ++at[axis] == request.CountAlong(axis); axis--)
            {
                at[axis] = 0;
            }
        }

        return RegionContent.Complete;
    }

    public void Dispose()
    {
    }

    /// <summary>Each voxel belongs to the nearest of some points; where the two nearest are almost as near runs a membrane.</summary>
    private static void Fill(Random random, ushort[] image, uint[] labels)
    {
        const int Grid = 8, Depth = 4;
        const double Pitch = Columns / (double)Grid;
        var points = new (double X, double Y, double Z)[Grid * Grid * Depth];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = (
                ((i % Grid) + 0.2 + (0.6 * random.NextDouble())) * Pitch,
                ((i / Grid % Grid) + 0.2 + (0.6 * random.NextDouble())) * Pitch,
                ((i / (Grid * Grid)) + 0.2 + (0.6 * random.NextDouble())) * (2.0 * Planes / Depth));
        }

        for (int z = 0; z < Planes; z++)
        {
            for (int y = 0; y < Rows; y++)
            {
                for (int x = 0; x < Columns; x++)
                {
                    (int cell, double first, double second) = Nearest(points, x, y, 2 * z);
                    double dome = 1 - (Math.Pow((x / 128.0) - 1, 2) + Math.Pow((y / 128.0) - 1, 2) + (0.8 * Math.Pow((z / 32.0) - 1, 2)));
                    int at = (((z * Rows) + y) * Columns) + x;
                    bool isInside = dome > 0.1;
                    double noise = 140 + (90 * random.NextDouble());
                    image[at] = (ushort)(noise + (isInside ? 3300 * Math.Clamp((9.5 - first) / 4, 0, 1) * (0.7 + (0.3 * Math.Sin(x * 0.9) * Math.Cos(y * 1.1))) : 0));
                    image[at + (Planes * Rows * Columns)] = (ushort)(noise + (isInside ? 2900 * Math.Exp(-Math.Pow((second - first) / 1.8, 2)) : 0));
                    labels[at] = isInside && second - first > 2.5 ? (uint)cell + 1 : 0;
                }
            }
        }
    }

    private static (int Cell, double First, double Second) Nearest((double X, double Y, double Z)[] points, double x, double y, double z)
    {
        (int cell, double first, double second) = (0, double.MaxValue, double.MaxValue);
        for (int i = 0; i < points.Length; i++)
        {
            double dx = x - points[i].X, dy = y - points[i].Y, dz = z - points[i].Z, distance = (dx * dx) + (dy * dy) + (dz * dz);
            if (distance < first)
            {
                (cell, first, second) = (i, distance, first);
            }
            else if (distance < second)
            {
                second = distance;
            }
        }

        return (cell, Math.Sqrt(first), Math.Sqrt(second));
    }
}
