using System;

namespace Fathom.Client.Overlays.Timing;

/// <summary>How two clocks seem to run apart when all that is known is how long both recordings last.</summary>
/// <remarks>It holds only if both began and ended together, which nobody can see from the times; events seen by both (<see cref="TimeLine.Fit"/>) can tell.</remarks>
/// <param name="Seconds">How much longer the scene is than the video, on the scene's clock.</param>
/// <param name="Rate">The rate at which both would last equally long.</param>
/// <param name="IsLikely">Whether the difference is more than the last frames and less than a hundredth of the whole: too small for a recording that was stopped early, too large for the last frame.</param>
internal readonly record struct DriftEstimate(double Seconds, double Rate, bool IsLikely)
{
    /// <summary>Two recordings that differ by more were not stopped together.</summary>
    private const double LargestPart = 0.01;

    /// <summary>Compares two lengths.</summary>
    /// <param name="scene">Seconds from the first to the last frame of the scene.</param>
    /// <param name="video">The same of the video, on the scene's clock.</param>
    /// <param name="frames">How long a frame of the scene and one of the video stand together: the ends are known no better.</param>
    /// <param name="rate">The rate that was used.</param>
    public static DriftEstimate Of(double scene, double video, double frames, double rate)
    {
        double difference = scene - video;
        if (!(scene > 0) || !(video > 0))
        {
            return new DriftEstimate(0, rate, false);
        }

        return new DriftEstimate(difference, rate * scene / video, Math.Abs(difference) > frames && Math.Abs(difference) < LargestPart * scene);
    }
}
