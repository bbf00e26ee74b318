using System;
using System.Collections.Immutable;
using System.Globalization;
using Fathom.Decode.Local;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Timing;

/// <summary>Which frame of a video belongs to each frame of a scene, worked out once.</summary>
/// <remarks>Immutable, without handles to anything: it can be handed to as many workers as there are.</remarks>
internal sealed class VideoAlignment
{
    /// <summary>Times that went through offset and rate may miss the ends by rounding; this part of a time is no miss.</summary>
    private const double Rounding = 1e-9;

    /// <summary>The ends of two recordings are known to a frame of each, and rounding.</summary>
    private const double Ends = 1.01;

    private readonly ImmutableArray<double> _videoTimes;

    private VideoAlignment(ImmutableArray<double> videoTimes, ImmutableArray<int> indices, TimeLine line)
    {
        _videoTimes = videoTimes;
        Indices = indices;
        Line = line;
    }

    /// <summary>For each frame of the scene the frame of the video, or −1 where there is none: nothing is drawn then.</summary>
    public ImmutableArray<int> Indices { get; }

    /// <summary>How the clocks are joined.</summary>
    public TimeLine Line { get; }

    /// <summary>The part of the scene's frames that have a frame of the video, 0 to 1.</summary>
    public double Coverage { get; private init; }

    /// <summary>How the clocks seem to run apart, from the lengths of both alone.</summary>
    public DriftEstimate Drift { get; private init; }

    /// <summary>What the user should know.</summary>
    public ImmutableArray<string> Warnings { get; private init; } = [];

    /// <summary>Aligns; throws when a list of times is no list of times, or when the two have nothing in common.</summary>
    /// <param name="videoTimes">Seconds on the video's clock, strictly increasing; empty when they are not known.</param>
    /// <param name="sceneTimes">Seconds on the scene's clock, one for each frame of it, in any order; NaN where a frame has none.</param>
    /// <param name="line">How the clocks are joined.</param>
    public static VideoAlignment Of(ReadOnlySpan<double> videoTimes, ReadOnlySpan<double> sceneTimes, TimeLine line)
    {
        line.Check();
        CheckVideo(videoTimes);
        if (sceneTimes.IsEmpty)
        {
            throw new FathomException(
                ExitCode.Usage, "Cannot align the video in time.", "The scene has no times: no axis of it is one of time with a unit.", "Give the scene's frame rate, or show the video for one still.");
        }

        var indices = new int[sceneTimes.Length];
        int found = 0;
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = IndexAt(videoTimes, sceneTimes[i], line);
            found += indices[i] == TimeIndex.None ? 0 : 1;
        }

        var scene = TimeRange.Of(sceneTimes);
        var video = new TimeRange(line.ToScene(videoTimes[0]), line.ToScene(videoTimes[^1]));
        if (found == 0)
        {
            throw new FathomException(
                ExitCode.Usage,
                "Cannot align the video in time.",
                $"No frame of the scene lies in the video: the scene lasts from {scene}, the video from {video} of the scene's clock.",
                string.Create(CultureInfo.InvariantCulture, $"Give the offset between both clocks. With an offset of {line.Offset + scene.From - video.From:0.###} s both would begin together."));
        }

        DriftEstimate drift = DriftEstimate.Of(scene.Length, video.Length, (FrameTime(video, videoTimes.Length) + FrameTime(scene, sceneTimes.Length)) * Ends, line.Rate);
        return new VideoAlignment([.. videoTimes], ImmutableArray.Create(indices), line)
        {
            Coverage = (double)found / indices.Length,
            Drift = drift,
            Warnings = AlignmentWarnings.Of(scene, video, indices.Length, found, videoTimes, line, drift),
        };
    }

    /// <summary>The times of frames that follow each other at an even rate, for scenes and videos that tell none.</summary>
    public static double[] Even(int count, double framesPerSecond)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(framesPerSecond);
        var times = new double[count];
        for (int i = 0; i < count; i++)
        {
            times[i] = i / framesPerSecond;
        }

        return times;
    }

    /// <summary>The frame of the video at any time of the scene, or −1.</summary>
    public int IndexAt(double sceneTime) => IndexAt(_videoTimes.AsSpan(), sceneTime, Line);

    private static int IndexAt(ReadOnlySpan<double> videoTimes, double sceneTime, TimeLine line)
    {
        double time = line.ToVideo(sceneTime);
        double slack = Rounding * Math.Max(1, Math.Abs(time));
        time = time < videoTimes[0] && time >= videoTimes[0] - slack ? videoTimes[0] : time > videoTimes[^1] && time <= videoTimes[^1] + slack ? videoTimes[^1] : time;
        return TimeIndex.Nearest(videoTimes, time);
    }

    private static void CheckVideo(ReadOnlySpan<double> times)
    {
        int disorder = TimeIndex.FirstDisorder(times);
        if (times.IsEmpty || disorder != TimeIndex.None)
        {
            throw new FathomException(
                ExitCode.Usage,
                "Cannot align the video in time.",
                times.IsEmpty
                    ? "Its frames have no times."
                    : string.Create(CultureInfo.InvariantCulture, $"Its times must increase from frame to frame; frame {disorder} is at {times[disorder]} s{(disorder > 0 ? string.Create(CultureInfo.InvariantCulture, $", after {times[disorder - 1]} s") : "")}."),
                times.IsEmpty ? "Give the times of its frames, or its frame rate." : "Mend the list of times, or remux the file ('ffmpeg -i FILE -c copy NEW').");
        }
    }

    private static double FrameTime(TimeRange range, int frames) => frames > 1 ? range.Length / (frames - 1) : 0;
}
