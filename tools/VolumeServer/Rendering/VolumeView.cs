using System;
using Fathom.Protocol.Pixel;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>
/// The rays of a picture in the sample coordinates of a block. The ray of a pixel whose centre lies (x, y) from the picture's, y down, is
/// eye + x·EyeX + y·EyeY + s·(forward + x·ForwardX + y·ForwardY): for a perspective camera the eye stays, for an orthographic one the direction does.
/// </summary>
internal readonly record struct VolumeView(Axis3 Eye, Axis3 EyeX, Axis3 EyeY, Axis3 Forward, Axis3 ForwardX, Axis3 ForwardY, bool IsOrthographic)
{
    public static VolumeView Of(in OrbitCamera camera, VolumeBlock block, VolumeInfo scene, ViewAxes axes, int height)
    {
        (Axis3 right, Axis3 up, Axis3 forward) = camera.Basis();
        double flipY = axes.FlipY(scene), focal = camera.Focal(height);
        Axis3 origin = block.Origin, spacing = block.Spacing;
        Axis3 Direction(Axis3 d) => new(d.X / spacing.X, -d.Y / spacing.Y, d.Z / spacing.Z);
        Axis3 Point(Axis3 p) => new((p.X - origin.X) / spacing.X, (flipY - p.Y - origin.Y) / spacing.Y, (p.Z - origin.Z) / spacing.Z);
        Axis3 eye = Point(new Axis3(camera.CenterX, camera.CenterY, camera.CenterZ).Plus(forward.Times(-camera.Distance)));
        double perPixel = camera.IsOrthographic ? camera.Distance / focal : 1 / focal;
        Axis3 x = Direction(right.Times(perPixel)), y = Direction(up.Times(-perPixel));
        return camera.IsOrthographic
            ? new VolumeView(eye, x, y, Direction(forward), default, default, true)
            : new VolumeView(eye, default, default, Direction(forward), x, y, false);
    }

    /// <summary>World units that a pixel covers at the depth of the camera's centre.</summary>
    public static double WorldPerPixel(in OrbitCamera camera, int height) => camera.Distance / camera.Focal(height);

    public Axis3 From(double x, double y) => Eye.Plus(EyeX.Times(x)).Plus(EyeY.Times(y));

    public Axis3 Along(double x, double y) => Forward.Plus(ForwardX.Times(x)).Plus(ForwardY.Times(y));

    /// <summary>One coordinate by the number of its axis: 0 = x (columns), 1 = y (rows), 2 = z (planes).</summary>
    public static double Part(in Axis3 vector, int axis) => axis == 0 ? vector.X : axis == 1 ? vector.Y : vector.Z;

    /// <summary>The rectangle of pixels outside of which no ray meets the block; the whole picture if a corner lies behind the eye.</summary>
    public (int Left, int Top, int Right, int Bottom) Bounds(VolumeBlock block, int width, int height)
    {
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        for (int corner = 0; corner < 8; corner++)
        {
            var point = new Axis3(
                (corner & 1) == 0 ? -0.5 : block.Columns - 0.5, (corner & 2) == 0 ? -0.5 : block.Rows - 0.5, (corner & 4) == 0 ? -0.5 : block.Planes - 0.5);
            if (!TryProject(point, out double x, out double y))
            {
                return (0, 0, width, height);
            }

            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        int Pixel(double at, int most) => (int)Math.Clamp(Math.Round(at + (most / 2.0)), 0, most);
        return (Pixel(left - 1, width), Pixel(top - 1, height), Pixel(right + 1, width), Pixel(bottom + 1, height));
    }

    /// <summary>Where a point is seen: solves eye + x·… = point for x and y.</summary>
    private bool TryProject(Axis3 point, out double x, out double y)
    {
        Axis3 away = point.Plus(Eye.Times(-1));
        Axis3 across = IsOrthographic ? EyeX : ForwardX, down = IsOrthographic ? EyeY : ForwardY;
        double volume = Triple(Forward, across, down), s = Triple(away, across, down) / volume;
        (x, y) = (Triple(Forward, away, down) / volume, Triple(Forward, across, away) / volume);
        if (!IsOrthographic)
        {
            (x, y) = (x / s, y / s);
        }

        return IsOrthographic || s > 1e-6;
    }

    private static double Triple(Axis3 a, Axis3 b, Axis3 c) =>
        (a.X * ((b.Y * c.Z) - (b.Z * c.Y))) - (a.Y * ((b.X * c.Z) - (b.Z * c.X))) + (a.Z * ((b.X * c.Y) - (b.Y * c.X)));

    /// <summary>The camera's matrix begins at the scene's first sample, the world may begin elsewhere.</summary>
    public static ViewMatrix WorldToPixel(in OrbitCamera orbit, VolumeInfo info, ViewAxes axes, int width, int height)
    {
        ViewMatrix matrix = orbit.WorldToPixel(axes.FlipY(info), width, height);
        for (int row = 0; row < 4; row++)
        {
            matrix[row, 3] -= (matrix[row, 0] * info.Axes[axes.Column].Translation) + (matrix[row, 1] * info.Axes[axes.Row].Translation)
                + (axes.Depth < 0 ? 0 : matrix[row, 2] * info.Axes[axes.Depth].Translation);
        }

        return matrix;
    }
}
