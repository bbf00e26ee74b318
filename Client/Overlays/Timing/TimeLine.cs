using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Overlays.Timing;

/// <summary>How the clock of a video reads on the clock of a scene: scene = offset + rate · video.</summary>
/// <param name="Offset">Seconds of the scene when the video's clock says 0.</param>
/// <param name="Rate">Seconds of the scene in a second of the video; 1 when both clocks run alike.</param>
internal readonly record struct TimeLine(double Offset = 0, double Rate = 1)
{
    /// <summary>Both clocks are one.</summary>
    public static TimeLine Same => new(0);

    /// <summary>How much faster the scene's clock runs, in parts of a million.</summary>
    public double DriftPpm => (Rate - 1) * 1e6;

    /// <summary>The scene's time of a time of the video.</summary>
    public double ToScene(double video) => Offset + (Rate * video);

    /// <summary>The video's time of a time of the scene.</summary>
    public double ToVideo(double scene) => (scene - Offset) / Rate;

    /// <summary>The line nearest to events that were seen on both clocks, and the seconds that it leaves (root of the mean square).</summary>
    /// <param name="events">The same event's time on the video's and on the scene's clock; two at least, at different times.</param>
    public static (TimeLine Line, double Rms) Fit(IReadOnlyList<(double Video, double Scene)> events)
    {
        string what = string.Create(CultureInfo.InvariantCulture, $"Cannot join the clocks of video and scene from {events.Count} events.");
        if (events.Any(static pair => !double.IsFinite(pair.Video) || !double.IsFinite(pair.Scene)))
        {
            throw new FathomException(ExitCode.Usage, what, "One of the times is no number.", "Give seconds.");
        }

        double video = events.Select(static pair => pair.Video).DefaultIfEmpty().Average(), scene = events.Select(static pair => pair.Scene).DefaultIfEmpty().Average();
        double squares = events.Sum(pair => (pair.Video - video) * (pair.Video - video));
        double products = events.Sum(pair => (pair.Video - video) * (pair.Scene - scene));
        if (!(squares > 0) || !(products > 0))
        {
            throw new FathomException(
                ExitCode.Usage,
                what,
                squares > 0 ? "The later event of the video is not the later one of the scene." : "At least two events at different times are needed; one gives only the offset.",
                "Give two or more events that both have seen, far apart and in order.");
        }

        double rate = products / squares;
        var line = new TimeLine(scene - (rate * video), rate);
        return (line, Math.Sqrt(events.Average(pair => Math.Pow(line.ToScene(pair.Video) - pair.Scene, 2))));
    }

    /// <summary>Throws when the line leads nowhere.</summary>
    public void Check()
    {
        if (!double.IsFinite(Offset) || !double.IsFinite(Rate) || Rate <= 0)
        {
            throw new FathomException(
                ExitCode.Usage,
                string.Create(CultureInfo.InvariantCulture, $"Cannot align the video with offset {Offset} s and rate {Rate}."),
                "The offset must be a number, the rate one above 0.",
                "The rate is the seconds of the scene in a second of the video, usually very near 1.");
        }
    }
}
