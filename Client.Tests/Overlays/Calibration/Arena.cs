using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Overlays.Calibration;
using Fathom.Decode.Local;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Calibration;

/// <summary>An arena of 100 by 80 cm that a camera of 640 by 480 pixels sees from above, and what a test wants to know of points.</summary>
internal static class Arena
{
    public static SizePx Frame { get; } = new(640, 480);

    /// <summary>The corners from the top left, clockwise as the camera sees them; y points up in the world.</summary>
    public static IReadOnlyList<LandmarkPair> Corners { get; } =
    [
        new(new(50, 50), new(0, 80)), new(new(590, 50), new(100, 80)), new(new(590, 430), new(100, 0)), new(new(50, 430), new(0, 0)),
    ];

    /// <summary>The same with the world's y counted down: a mirror image of what the camera saw.</summary>
    public static IReadOnlyList<LandmarkPair> Mirrored { get; } = [.. Corners.Select(pair => pair with { World = new(pair.World.X, 80 - pair.World.Y) })];

    public static void Near(PointWorld expected, PointWorld actual, double tolerance = 1e-9)
    {
        Assert.InRange(actual.X, expected.X - tolerance, expected.X + tolerance);
        Assert.InRange(actual.Y, expected.Y - tolerance, expected.Y + tolerance);
    }
}
