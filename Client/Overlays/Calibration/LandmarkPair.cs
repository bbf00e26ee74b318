using Fathom.Render;

namespace Fathom.Client.Overlays.Calibration;

/// <summary>One thing that is seen in the video and whose place in the world is known.</summary>
/// <param name="Pixel">Where it is in the frame.</param>
/// <param name="World">Where it is in the world.</param>
internal readonly record struct LandmarkPair(PointPx Pixel, PointWorld World);
