using System;
using Fathom.Protocol.Pixel;

namespace Fathom.VolumeServer.Scene;

/// <summary>
/// The camera of volume mode: it circles a centre; angles in degrees. Camera coordinates are world units with y up, as in <see cref="PlaneCamera"/>.
/// Azimuth 0, elevation 90 looks at the planes as plane mode shows them. A field of view of 0 is an orthographic camera, which shows the centre as large
/// as one of <see cref="EquivalentFieldOfView"/> would.
/// </summary>
internal readonly record struct OrbitCamera(
    double CenterX, double CenterY, double CenterZ, double Azimuth, double Elevation, double Roll, double Distance, double FieldOfView)
{
    /// <summary>The field of view that an orthographic camera's distance is meant for.</summary>
    public const double EquivalentFieldOfView = 45;

    private const double Reach = 1e15;

    /// <summary>As in <see cref="PlaneCamera"/>.</summary>
    public bool IsInReach => Math.Abs(CenterX) < Reach && Math.Abs(CenterY) < Reach && Math.Abs(CenterZ) < Reach && Math.Abs(Azimuth) < Reach && Math.Abs(Roll) < Reach;

    public bool IsOrthographic => FieldOfView <= 0;

    /// <summary>To the right, up and forward in the picture, as unit vectors.</summary>
    public (Axis3 Right, Axis3 Up, Axis3 Forward) Basis()
    {
        (double sinA, double cosA) = Math.SinCos(Azimuth * Math.PI / 180);
        (double sinE, double cosE) = Math.SinCos(Elevation * Math.PI / 180);
        (double sinR, double cosR) = Math.SinCos(Roll * Math.PI / 180);
        var right = new Axis3(cosA, sinA, 0);
        var up = new Axis3(-sinA * sinE, cosA * sinE, cosE);
        var forward = new Axis3(-sinA * cosE, cosA * cosE, -sinE);
        return (right.Times(cosR).Plus(up.Times(sinR)), up.Times(cosR).Plus(right.Times(-sinR)), forward);
    }

    /// <summary>Pixels per unit of (sideways ÷ depth).</summary>
    public double Focal(int canvasHeight) => canvasHeight / 2.0 / Math.Tan((IsOrthographic ? EquivalentFieldOfView : FieldOfView) * Math.PI / 360);

    public OrbitCamera Orbited(double azimuth, double elevation) =>
        this with { Azimuth = (Azimuth + azimuth) % 360, Elevation = Math.Clamp(Elevation + elevation, -90, 90) };

    public OrbitCamera Zoomed(double factor) => this with { Distance = Math.Clamp(Distance * factor, 1e-3, 1e9) };

    /// <summary>Moves the picture with a drag in canvas pixels (y down), in the plane of the picture at the centre's depth.</summary>
    public OrbitCamera Panned(double dx, double dy, int canvasHeight)
    {
        (Axis3 right, Axis3 up, _) = Basis();
        double perPixel = Distance / Focal(canvasHeight);
        Axis3 shift = right.Times(-dx * perPixel).Plus(up.Times(dy * perPixel));
        return this with { CenterX = CenterX + shift.X, CenterY = CenterY + shift.Y, CenterZ = CenterZ + shift.Z };
    }

    /// <summary>World (y down as rows are, <paramref name="flipY"/> the camera's y of row 0) to pixels of the upright picture.</summary>
    public ViewMatrix WorldToPixel(double flipY, int width, int height)
    {
        (Axis3 right, Axis3 up, Axis3 forward) = Basis();
        double focal = Focal(height);
        ViewMatrix matrix = default;
        if (IsOrthographic)
        {
            SetRow(ref matrix, 0, right.Times(focal / Distance), width / 2.0, flipY);
            SetRow(ref matrix, 1, up.Times(-focal / Distance), height / 2.0, flipY);
            SetRow(ref matrix, 2, forward, 0, flipY);
            matrix[3, 3] = 1;
            return matrix;
        }

        SetRow(ref matrix, 0, right.Times(focal).Plus(forward.Times(width / 2.0)), width / 2.0 * Distance, flipY);
        SetRow(ref matrix, 1, up.Times(-focal).Plus(forward.Times(height / 2.0)), height / 2.0 * Distance, flipY);
        SetRow(ref matrix, 2, forward, 0, flipY);
        SetRow(ref matrix, 3, forward, Distance, flipY);
        return matrix;
    }

    /// <summary>One row: direction · (x − cx, (flipY − y) − cy, z − cz) + constant.</summary>
    private void SetRow(ref ViewMatrix matrix, int row, Axis3 direction, double constant, double flipY)
    {
        matrix[row, 0] = direction.X;
        matrix[row, 1] = -direction.Y;
        matrix[row, 2] = direction.Z;
        matrix[row, 3] = constant - (direction.X * CenterX) + (direction.Y * (flipY - CenterY)) - (direction.Z * CenterZ);
    }
}
