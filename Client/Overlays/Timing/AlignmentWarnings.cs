using System;
using System.Collections.Immutable;
using System.Globalization;

namespace Fathom.Client.Overlays.Timing;

/// <summary>What to say about a video that is aligned, but not over all of the scene, or not surely.</summary>
internal static class AlignmentWarnings
{
    /// <summary>A gap of this many frames is more than one that was dropped.</summary>
    private const double NoticedGap = 5;

    /// <summary>The sentences, each with what, why and how.</summary>
    public static ImmutableArray<string> Of(TimeRange scene, TimeRange video, int frames, int found, ReadOnlySpan<double> videoTimes, TimeLine line, DriftEstimate drift)
    {
        var warnings = ImmutableArray.CreateBuilder<string>();
        if (found < frames)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The video is shown for {100.0 * found / frames:0.0} % of the scene ({frames - found} of {frames} frames have none). The scene lasts from {scene}, the video from {video} of the scene's clock. Set the offset if it should begin elsewhere."));
        }

        if (drift.IsLikely)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The video may drift by {drift.Seconds:+0.000;-0.000} s from beginning to end. Both last nearly, but not quite, equally long. If they began and ended together, set the rate to {drift.Rate:0.000000}; two events that both have seen tell it surely."));
        }

        (double gap, double usual, int after) = LargestGap(videoTimes);
        if (gap > NoticedGap * usual)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The video has a gap of {gap:0.###} s after frame {after}. Its frames usually stand {usual:0.####} s; in the gap the nearest one stays. Check whether the camera dropped frames."));
        }

        if (line.Rate is < 0.5 or > 2)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The video runs {line.Rate:0.###} times as slowly as it was taken, as its rate says. That is right for a clock of another kind; a drift would be a rate within a few millionths of 1."));
        }

        return warnings.ToImmutable();
    }

    private static (double Gap, double Usual, int After) LargestGap(ReadOnlySpan<double> times)
    {
        if (times.Length < 3)
        {
            return (0, double.PositiveInfinity, 0);
        }

        var steps = new double[times.Length - 1];
        int after = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            steps[i] = times[i + 1] - times[i];
            after = steps[i] > steps[after] ? i : after;
        }

        double gap = steps[after];
        Array.Sort(steps);
        return (gap, steps[steps.Length / 2], after);
    }
}
