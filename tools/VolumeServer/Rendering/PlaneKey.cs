using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Which samples a plane is made of: a box of one level, thinned in the plane, and how its planes are folded into one.</summary>
/// <param name="Source">Where from.</param>
/// <param name="Level">Of which level.</param>
/// <param name="RowAxis">The source's axis that runs down, or -1: a single row.</param>
/// <param name="ColumnAxis">The source's axis that runs to the right, or -1: a single column.</param>
/// <param name="Stride">Every how many samples, in the plane.</param>
/// <param name="Projection">How a slab becomes a plane.</param>
/// <param name="Origin">The box, per axis of the source.</param>
/// <param name="Size">Its size.</param>
internal readonly record struct PlaneKey(
    IVolumeSource Source, int Level, int RowAxis, int ColumnAxis, int Stride, SlabProjection Projection, AxisInts Origin, AxisInts Size)
{
    public int Rows => RowAxis < 0 ? 1 : (Size[RowAxis] + Stride - 1) / Stride;

    public int Columns => ColumnAxis < 0 ? 1 : (Size[ColumnAxis] + Stride - 1) / Stride;

    /// <summary>How many planes lie in the box.</summary>
    public long Planes
    {
        get
        {
            long planes = 1;
            for (int axis = 0; axis < Source.Info.Axes.Length; axis++)
            {
                planes *= axis == RowAxis || axis == ColumnAxis ? 1 : Size[axis];
            }

            return planes;
        }
    }
}
