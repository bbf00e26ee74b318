using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>The visible rectangle in sample coordinates of a slice, y down as rows are; sample i covers [i − ½, i + ½).</summary>
internal readonly record struct SampleWindow(double Left, double Top, double Width, double Height)
{
    /// <summary>From the camera's rectangle (world units, y up) to samples of the full-resolution slice.</summary>
    public static SampleWindow Of(in PlaneCamera camera, VolumeInfo info)
    {
        double scaleX = info.Axes[info.ColumnAxis].Scale, scaleY = info.Axes[info.RowAxis].Scale;
        double top = ((info.Rows - 1) * scaleY) - (camera.Bottom + camera.Height);
        return new SampleWindow(camera.Left / scaleX, top / scaleY, camera.Width / scaleX, camera.Height / scaleY);
    }

    /// <summary>The matrix that says where a world point is in the upright picture.</summary>
    public static ViewMatrix WorldToPixel(in PlaneCamera camera, VolumeInfo info, int width, int height)
    {
        double perX = width / camera.Width, perY = height / camera.Height;
        double top = ((info.Rows - 1) * info.Axes[info.RowAxis].Scale) - (camera.Bottom + camera.Height);
        ViewMatrix matrix = ViewMatrix.Identity;
        matrix[0, 0] = perX;
        matrix[0, 3] = -camera.Left * perX;
        matrix[1, 1] = perY;
        matrix[1, 3] = -top * perY;
        return matrix;
    }
}
