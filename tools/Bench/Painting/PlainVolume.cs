using System;
using System.Linq;
using System.Threading;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Painting;

/// <summary>The displayed part of a layer at its finest level, as it was read: what the plain renderer looks at.</summary>
internal sealed class PlainVolume
{
    // Beyond this, whether a sample is there is not asked for: it would take as much memory as the samples.
    private const long MostWithGaps = 64 << 20;

    private readonly byte[] _samples;
    private readonly byte[] _present;
    private readonly SampleType _type;
    private readonly int _byPlane;
    private readonly int _byRow;
    private readonly int _byColumn;

    public PlainVolume(SceneLayer layer, VolumeInfo scene, SceneState state)
    {
        VolumeInfo info = layer.Info;
        ViewAxes axes = state.Axes(scene);
        int depth = state.IsVolume ? layer.SourceAxis(axes.Depth) : -1, row = layer.SourceAxis(axes.Row), column = layer.SourceAxis(axes.Column);
        int[] origin = [.. info.Axes.Select((_, axis) => axis == depth || axis == row || axis == column ? 0 : layer.IndexAt(scene, 0, axis, state.Step))];
        int[] size = [.. info.Axes.Select((along, axis) => axis == depth || axis == row || axis == column ? along.Length : 1)];
        var request = new RegionRequest(0, [.. origin], [.. size], [.. info.Axes.Select(_ => 1)]);
        _type = info.Sample;
        _samples = new byte[checked((int)(request.SampleCount * info.BytesPerSample))];
        _present = new byte[request.SampleCount <= MostWithGaps ? request.SampleCount : 0];
        if (layer.Source.Read(request, _samples, _present, CancellationToken.None) == RegionContent.Complete)
        {
            _present = [];
        }

        (Planes, Rows, Columns) = (depth < 0 ? 1 : size[depth], size[row], size[column]);
        int Behind(int axis) => axis < 0 ? 0 : size.Skip(axis + 1).Aggregate(1, (product, length) => product * length);
        (_byPlane, _byRow, _byColumn) = (Behind(depth), Behind(row), Behind(column));
    }

    public int Planes { get; }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The sample, those at the rim repeated beyond it.</summary>
    public double At(int x, int y, int z)
    {
        int at = (Math.Clamp(z, 0, Planes - 1) * _byPlane) + (Math.Clamp(y, 0, Rows - 1) * _byRow) + (Math.Clamp(x, 0, Columns - 1) * _byColumn);
        return _present.Length == 0 || _present[at] != 0 ? SampleRows.ToDouble(_type, _samples, at) : double.NaN;
    }

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
