using System;
using System.Collections.Immutable;

namespace Fathom.Protocol.State;

/// <summary>The last known pose of either mode. A pose says by its members which mode it belongs to, so both are kept apart.</summary>
/// <param name="Plane">The pose in plane mode, once known.</param>
/// <param name="Volume">The pose in volume mode, once known.</param>
public sealed record CameraModel(PlanePose? Plane, VolumePose? Volume)
{
    private const int VolumeAxes = 3;

    /// <summary>Nothing is known.</summary>
    public static CameraModel Unknown { get; } = new(null, null);

    /// <summary>Takes over a pose from <c>notify.camera</c> or from the scene; members that are not there keep their value.</summary>
    public CameraModel With(MapValue pose)
    {
        ArgumentNullException.ThrowIfNull(pose);
        if (!pose.IsFinite)
        {
            // A camera that is nowhere would take every overlay with it.
            return this;
        }

        ImmutableArray<double> center = Numbers(pose, "center");
        bool volume = pose.TryGet("angles", out _) || pose.TryGet("distance", out _) || pose.TryGet("fov", out _) || center.Length >= VolumeAxes;
        if (volume)
        {
            return this with { Volume = VolumeFrom(pose, center) };
        }

        bool plane = pose.TryGet("rect", out _) || pose.TryGet("zoom", out _) || center.Length == 2;
        return plane ? this with { Plane = PlaneFrom(pose, center) } : this;
    }

    private static ImmutableArray<double> Numbers(MapValue pose, string name) =>
        pose.TryGet(name, out StateValue value) && value.TryGetDoubles(out ImmutableArray<double> numbers) ? numbers : [];

    private static double Number(MapValue pose, string name, double otherwise) =>
        pose.TryGet(name, out StateValue value) && value.TryGetDouble(out double number) ? number : otherwise;

    private PlanePose PlaneFrom(MapValue pose, ImmutableArray<double> center)
    {
        const int RectNumbers = 4;
        PlanePose result = Plane ?? default;
        ImmutableArray<double> rect = Numbers(pose, "rect");
        if (rect.Length >= RectNumbers)
        {
            result = result with { Left = rect[0], Bottom = rect[1], Width = rect[2], Height = rect[3] };
        }

        if (center.Length >= 2)
        {
            result = result with { CenterX = center[0], CenterY = center[1] };
        }

        return result with { Zoom = Number(pose, "zoom", result.Zoom) };
    }

    private VolumePose VolumeFrom(MapValue pose, ImmutableArray<double> center)
    {
        VolumePose result = Volume ?? default;
        ImmutableArray<double> angles = Numbers(pose, "angles");
        if (angles.Length >= VolumeAxes)
        {
            result = result with { Azimuth = angles[0], Elevation = angles[1], Roll = angles[2] };
        }

        if (center.Length >= VolumeAxes)
        {
            result = result with { CenterX = center[0], CenterY = center[1], CenterZ = center[2] };
        }

        return result with
        {
            Distance = Number(pose, "distance", result.Distance),
            FieldOfView = Number(pose, "fov", result.FieldOfView),
        };
    }
}
