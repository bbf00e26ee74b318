using System.Collections.Immutable;
using System.Numerics;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>Size and placement of the generated scene. Lengths in µm, world coordinates (x, y, z); τ runs from 0 to 1 over its development, and on.</summary>
internal static class EmbryoGeometry
{
    public const int Times = 120;
    public const int Planes = 96;
    public const int Rows = 432;
    public const int Columns = 768;
    public const float PlanePitch = 2.0f;
    public const float PixelPitch = 0.5f;
    public const float SecondsPerStep = 30;

    public static ImmutableArray<VolumeAxis> Axes { get; } = AxesOf(Times);

    /// <summary>The axes with another number of times.</summary>
    public static ImmutableArray<VolumeAxis> AxesOf(int times) =>
    [
        new("t", AxisKind.Time, times, SecondsPerStep, "second"),
        new("z", AxisKind.Space, Planes, PlanePitch, "micrometer"),
        new("y", AxisKind.Space, Rows, PixelPitch, "micrometer"),
        new("x", AxisKind.Space, Columns, PixelPitch, "micrometer"),
    ];

    public static Vector3 Center { get; } = new(192, 108, 95);

    /// <summary>Semi-axes of the outer membrane.</summary>
    public static Vector3 SemiAxes { get; } = new(168, 86, 78);

    /// <summary>The embryo lies a little askew in the dish: its centre line moves in y with z, so that no two depths look alike.</summary>
    public const float Tilt = 0.09f;

    /// <summary>Beyond 1 nothing divides any more: the embryo goes on turning, and its vessels flow.</summary>
    public static float ProgressAt(int t) => t / (float)(Times - 1);

    /// <summary>World point to the unit ball of the embryo.</summary>
    public static Vector3 ToUnit(Vector3 world)
    {
        Vector3 p = world - Center;
        p.Y -= Tilt * p.Z;
        return p / SemiAxes;
    }

    /// <summary>Point of the unit ball to the world.</summary>
    public static Vector3 ToWorld(Vector3 unit)
    {
        Vector3 p = unit * SemiAxes;
        p.Y += Tilt * p.Z;
        return p + Center;
    }
}
