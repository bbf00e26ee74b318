using System;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Which samples a block holds: one level, all of the three displayed axes, thinned, at one position on the others.</summary>
/// <param name="Source">Where from.</param>
/// <param name="Level">Of which level.</param>
/// <param name="Depth">The source's axis into depth.</param>
/// <param name="Row">The source's axis that runs down.</param>
/// <param name="Column">The source's axis that runs to the right.</param>
/// <param name="Stride">Every how many samples, per axis of the source.</param>
/// <param name="Position">Where on the other axes; 0 on the displayed ones.</param>
internal readonly record struct VolumeKey(IVolumeSource Source, int Level, int Depth, int Row, int Column, AxisInts Stride, AxisInts Position)
{
    public int Planes => Count(Depth);

    public int Rows => Count(Row);

    public int Columns => Count(Column);

    public long Samples => (long)Math.Min((double)Planes * Rows * Columns, long.MaxValue);

    private int Count(int axis) => (Source.Info.Levels[Level].Shape[axis] + Stride[axis] - 1) / Stride[axis];
}
