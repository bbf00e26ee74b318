using System.Collections.Immutable;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Timing;

namespace Fathom.Client.Overlays.Drawing;

/// <summary>What tracks take over from the video that they were made from.</summary>
/// <param name="Calibration">Where its whole frames lie.</param>
/// <param name="FrameTimes">When each of its frames is, on its own clock.</param>
/// <param name="Clock">How that clock reads on the scene's.</param>
internal sealed record VideoOrigin(VideoCalibration Calibration, ImmutableArray<double> FrameTimes, TimeLine Clock);
