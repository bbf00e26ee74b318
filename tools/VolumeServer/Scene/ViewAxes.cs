using System.Collections.Immutable;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Scene;

/// <summary>Which axes of the scene the picture shows: down, to the right, and, in volume mode, into depth (-1 where there is none).</summary>
internal readonly record struct ViewAxes(int Depth, int Row, int Column)
{
    /// <summary>The last axes of an order; depth is an axis of space or none.</summary>
    public static ViewAxes Of(VolumeInfo info, ImmutableArray<int> order)
    {
        int depth = order.Length >= 3 && info.Axes[order[^3]].Kind == AxisKind.Space ? order[^3] : -1;
        return new ViewAxes(depth, order[^2], order[^1]);
    }

    /// <summary>World length of a step along the rows' axis, the columns' axis or into depth.</summary>
    public static double Scale(VolumeInfo info, int axis) => axis < 0 ? 1 : info.Axes[axis].Scale;

    public static int Length(VolumeInfo info, int axis) => axis < 0 ? 1 : info.Axes[axis].Length;

    /// <summary>The camera's y of the data's row 0: camera coordinates begin at the data's last row and go up.</summary>
    public double FlipY(VolumeInfo info) => (info.Axes[Row].Length - 1) * info.Axes[Row].Scale;
}
