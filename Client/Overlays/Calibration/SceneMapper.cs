using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>From the world to the voxels of a displayed plane, and to the picture in which each voxel is one pixel.</summary>
/// <remarks>
/// The half-pixel trap: an index counts voxel <i>centres</i> (index 0 is at the centre of the first voxel), a place in a picture counts <i>edges</i> (0 is
/// the left edge of the first pixel). The same place is half a pixel further in the second way of counting.
/// </remarks>
/// <param name="Columns">Voxels along x.</param>
/// <param name="Rows">Voxels along y.</param>
/// <param name="Centres">From the centre of the first voxel to the centre of the last one.</param>
/// <param name="YUp">Whether row 0 is at the largest y.</param>
internal readonly record struct SceneMapper(int Columns, int Rows, WorldRect Centres, bool YUp)
{
    /// <summary>From the world to (column, row) as indices: whole numbers are the centres of voxels.</summary>
    public Affine2 ToIndex
    {
        get
        {
            double x = Columns > 1 ? (Columns - 1) / Centres.Width : 1, y = Rows > 1 ? (Rows - 1) / Centres.Height : 1;
            Affine2 upright = Affine2.Scale(x, y) * Affine2.Translate(-Centres.MinX, -Centres.MinY);
            return YUp ? Affine2.FlipY(Rows - 1) * upright : upright;
        }
    }

    /// <summary>From the world to places in the picture, edges at whole numbers.</summary>
    public Affine2 ToPicture => Affine2.Translate(0.5, 0.5) * ToIndex;
}
