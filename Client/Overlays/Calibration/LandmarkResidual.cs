using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>How far a calibration misses one landmark.</summary>
/// <param name="Pair">The landmark.</param>
/// <param name="Fitted">Where the calibration puts its pixel.</param>
internal readonly record struct LandmarkResidual(LandmarkPair Pair, PointWorld Fitted)
{
    /// <summary>The distance between both, in the world's unit.</summary>
    public double Distance => double.Hypot(Fitted.X - Pair.World.X, Fitted.Y - Pair.World.Y);
}
