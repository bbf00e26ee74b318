using System;
using System.Linq;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>The displayed part of a layer at its finest level, every sample as a double: what the plain renderer looks at.</summary>
internal sealed class PlainVolume
{
    private readonly double[] _values;

    public PlainVolume(SceneLayer layer, VolumeInfo scene, SceneState state)
    {
        VolumeInfo info = layer.Info;
        ViewAxes axes = state.Axes(scene);
        int depth = state.IsVolume ? layer.SourceAxis(axes.Depth) : -1, row = layer.SourceAxis(axes.Row), column = layer.SourceAxis(axes.Column);
        int[] origin = [.. info.Axes.Select((_, axis) => axis == depth || axis == row || axis == column ? 0 : layer.IndexAt(scene, 0, axis, state.Step))];
        int[] size = [.. info.Axes.Select((along, axis) => axis == depth || axis == row || axis == column ? along.Length : 1)];
        var request = new RegionRequest(0, [.. origin], [.. size], [.. info.Axes.Select(_ => 1)]);
        byte[] samples = new byte[checked((int)(request.SampleCount * info.BytesPerSample))], present = new byte[request.SampleCount];
        bool isWhole = layer.Source.Read(request, samples, present, CancellationToken.None) == RegionContent.Complete;
        (Planes, Rows, Columns) = (depth < 0 ? 1 : size[depth], size[row], size[column]);
        int Behind(int axis) => size.Skip(axis + 1).Aggregate(1, (product, length) => product * length);
        _values = new double[Planes * Rows * Columns];
        for (int z = 0; z < Planes; z++)
        {
            for (int y = 0; y < Rows; y++)
            {
                for (int x = 0; x < Columns; x++)
                {
                    int from = (depth < 0 ? 0 : z * Behind(depth)) + (y * Behind(row)) + (x * Behind(column));
                    _values[(((z * Rows) + y) * Columns) + x] = isWhole || present[from] != 0 ? SampleRows.ToDouble(info.Sample, samples, from) : double.NaN;
                }
            }
        }
    }

    public int Planes { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The sample, those at the rim repeated beyond it.</summary>
    public double At(int x, int y, int z) =>
        _values[(((Math.Clamp(z, 0, Planes - 1) * Rows) + Math.Clamp(y, 0, Rows - 1)) * Columns) + Math.Clamp(x, 0, Columns - 1)];

    /// <summary>Between samples, on the axes where the position is not whole. NaN outside and where a sample that takes part is not there.</summary>
    public double Sample(double x, double y, double z, bool isNearest)
    {
        if (!(x >= -0.5 && x < Columns - 0.5 && y >= -0.5 && y < Rows - 0.5 && z >= -0.5 && z < Planes - 0.5))
        {
            return double.NaN;
        }

        if (isNearest)
        {
            return At((int)Math.Floor(x + 0.5), (int)Math.Floor(y + 0.5), (int)Math.Floor(z + 0.5));
        }

        double Settle(double at, int length) => Math.Clamp(Math.Abs(at - Math.Round(at)) < 1e-6 ? Math.Round(at) : at, 0, length - 1);
        (x, y, z) = (Settle(x, Columns), Settle(y, Rows), Settle(z, Planes));
        double Line(int row, int plane) => Mix(At((int)x, row, plane), At((int)x + 1, row, plane), x - (int)x);
        double Plane(int plane) => Mix(Line((int)y, plane), Line((int)y + 1, plane), y - (int)y);
        return Mix(Plane((int)z), Plane((int)z + 1), z - (int)z);
    }

    private static double Mix(double first, double second, double share) => share == 0 ? first : first + ((second - first) * share);
}
