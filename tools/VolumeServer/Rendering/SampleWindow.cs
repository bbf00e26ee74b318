using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>The visible rectangle in sample coordinates of a slice, y down as rows are; sample i covers [i − ½, i + ½).</summary>
internal readonly record struct SampleWindow(double Left, double Top, double Width, double Height)
{
    /// <summary>From the camera's rectangle (world units, y up) to samples of the scene's finest level.</summary>
    public static SampleWindow Of(in PlaneCamera camera, VolumeInfo info, ViewAxes axes)
    {
        double scaleX = info.Axes[axes.Column].Scale, scaleY = info.Axes[axes.Row].Scale;
        double top = axes.FlipY(info) - (camera.Bottom + camera.Height);
        return new SampleWindow(camera.Left / scaleX, top / scaleY, camera.Width / scaleX, camera.Height / scaleY);
    }

    /// <summary>The same rectangle in samples of a layer's plane.</summary>
    public SampleWindow In(SceneLayer layer, VolumeInfo scene, in PlaneKey plane)
    {
        (double left, double width) = Along(layer, scene, plane, plane.ColumnAxis, Left, Width);
        (double top, double height) = Along(layer, scene, plane, plane.RowAxis, Top, Height);
        return new SampleWindow(left, top, width, height);
    }

    /// <summary>The matrix that says where a world point is in the upright picture.</summary>
    public static ViewMatrix WorldToPixel(in PlaneCamera camera, VolumeInfo info, ViewAxes axes, int width, int height)
    {
        double perX = width / camera.Width, perY = height / camera.Height;
        double top = axes.FlipY(info) - (camera.Bottom + camera.Height);
        ViewMatrix matrix = ViewMatrix.Identity;
        matrix[0, 0] = perX;
        matrix[0, 3] = -(camera.Left + info.Axes[axes.Column].Translation) * perX;
        matrix[1, 1] = perY;
        matrix[1, 3] = -(top + info.Axes[axes.Row].Translation) * perY;
        return matrix;
    }

    private static (double From, double Length) Along(SceneLayer layer, VolumeInfo scene, in PlaneKey plane, int axis, double from, double length)
    {
        if (axis < 0)
        {
            // The layer does not have this axis: its one sample is everywhere.
            return (0, 0);
        }

        double first = layer.SampleAt(scene, plane.Level, axis, from), last = layer.SampleAt(scene, plane.Level, axis, from + length);
        return ((first - plane.Origin[axis]) / plane.Stride, (last - first) / plane.Stride);
    }
}
