using System.Globalization;
using Fathom.Client.Presentation;

namespace Fathom.Client.Telemetry;

/// <summary>Why the presenter showed a frame when it did, and how swaps stand to the monitor, in words.</summary>
internal static class ChoiceText
{
    /// <summary>Explains the choice of a frame that was shown.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="frequency">Ticks in a second.</param>
    public static string Of(in FrameRecord frame, long frequency)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        double late = (frame.Latched - frame.Due) * 1000.0 / frequency;
        double waited = (frame.Latched - frame.Queued) * 1000.0 / frequency;
        string policy = frame.Policy switch
        {
            PresenterPolicy.Latest => "latest: waits for nothing",
            PresenterPolicy.Fixed => string.Create(culture, $"fixed: {frame.Clock.Latency * 1000:0} ms behind the server"),
            _ => string.Create(culture, $"adaptive: {frame.Clock.Latency * 1000:0} ms behind the server"),
        };
        string why = frame.Choice switch
        {
            FrameChoice.First => "the first of its stream, shown at once",
            FrameChoice.Newest => string.Create(culture, $"the newest, taken {waited:0.0} ms after it was decoded"),
            FrameChoice.Due => string.Create(culture, $"due, taken {late:0.0} ms later"),
            FrameChoice.Early => string.Create(culture, $"taken {-late:0.0} ms early rather than a refresh late"),
            _ => "nothing was shown yet",
        };
        string given = frame.Overtaken switch
        {
            0 => string.Empty,
            1 => "; one older given up",
            _ => string.Create(culture, $"; {frame.Overtaken} older given up"),
        };
        return frame.Choice == FrameChoice.None ? why : $"{policy}. Last picture: {why}{given}.";
    }

    /// <summary>How the swaps stand to the monitor's refresh.</summary>
    public static string Of(RefreshPhase refresh)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        bool? isLocked = refresh.IsLocked(out double spread);
        return (refresh.Rate, isLocked) switch
        {
            ( <= 0, _) => "The monitor does not tell its refresh rate.",
            (_, null) => string.Create(culture, $"{refresh.Rate:0} Hz; too few swaps to tell whether they keep step."),
            (_, true) => string.Create(culture, $"{refresh.Rate:0} Hz; swaps keep step with it (±{spread:0.0} ms)."),
            _ => string.Create(culture, $"{refresh.Rate:0} Hz; swaps do not keep step with it: nothing waits for the refresh here."),
        };
    }
}
