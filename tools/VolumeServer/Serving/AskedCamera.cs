using System;
using System.Collections.Immutable;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Scene;

namespace Fathom.VolumeServer.Serving;

/// <summary>Where the camera of an asked view stands. Unlike an intent's, a rectangle is taken as it is: the picture's own shape decides what is seen around it.</summary>
internal static class AskedCamera
{
    private const double NearestDistance = 1e-9;
    private const double Reach = 1e15;

    /// <summary>The state with the camera of these words, and what is wrong with them, or null.</summary>
    public static (SceneState State, string? Fault) Read(MapValue camera, SceneState state)
    {
        string? fault = null;
        if (state.IsVolume)
        {
            OrbitCamera orbit = state.Orbit;
            orbit = Numbers(camera, "center", 3, ref fault) is { IsDefault: false } center ? orbit with { CenterX = center[0], CenterY = center[1], CenterZ = center[2] } : orbit;
            orbit = Numbers(camera, "angles", 3, ref fault) is { IsDefault: false } angles ? orbit with { Azimuth = angles[0], Elevation = Math.Clamp(angles[1], -90, 90), Roll = angles[2] } : orbit;
            if (camera["distance"] is { } far and not NullValue)
            {
                orbit = orbit with { Distance = far.TryGetDouble(out double distance) ? distance : double.NaN };
            }

            state = state with { Orbit = orbit };
        }
        else if (Numbers(camera, "rect", 4, ref fault) is { IsDefault: false } rect)
        {
            state = state with { Plane = new PlaneCamera(rect[0], rect[1], rect[2], rect[3]) };
        }
        else if (Numbers(camera, "center", 2, ref fault) is { IsDefault: false } center)
        {
            state = state with { Plane = state.Plane.CenteredAt(center[0], center[1]) };
        }

        bool isPlace = state.Plane.IsInReach && state.Orbit.IsInReach && state.Orbit.Distance is > NearestDistance and < Reach;
        return (state, fault ?? (isPlace ? null : "it shows no place that can be told"));
    }

    private static ImmutableArray<double> Numbers(MapValue map, string name, int count, ref string? fault)
    {
        if (map[name] is not { } value || value is NullValue)
        {
            return default;
        }

        if (value.TryGetDoubles(out ImmutableArray<double> numbers) && numbers.Length == count)
        {
            return numbers;
        }

        fault ??= $"'{name}' is a list of {count} numbers";
        return default;
    }
}
