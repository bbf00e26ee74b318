using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>One nucleus at one moment: an ellipsoid with three perpendicular axes, their radii (µm) and how brightly it shines.</summary>
internal readonly record struct Nucleus(int Id, Vector3 Center, Vector3 AxisU, Vector3 AxisV, Vector3 AxisN, Vector3 Radii, float Brightness)
{
    /// <summary>A sphere that holds it.</summary>
    public float Reach => 1.1f * System.MathF.Max(Radii.X, System.MathF.Max(Radii.Y, Radii.Z));
}
