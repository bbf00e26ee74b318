using System;
using System.Globalization;
using Fathom.Client.Presentation;

namespace Fathom.Client.Telemetry;

/// <summary>How well the server's clock is known, in words.</summary>
internal static class ClockText
{
    /// <summary>One line.</summary>
    /// <param name="clock">What is known.</param>
    /// <param name="time">This machine's clock.</param>
    public static string Of(in ClockReading clock, TimeProvider time)
    {
        if (!clock.HasOffset)
        {
            return "clock not known yet";
        }

        CultureInfo culture = CultureInfo.InvariantCulture;
        double now = time.GetTimestamp() / (double)time.TimestampFrequency;
        double ahead = (clock.ToServer(now) - (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds) * 1000;
        string text = clock.IsEstimated
            ? string.Create(culture, $"clock {ahead:+0.0;-0.0;0.0} ms, estimated from arrivals")
            : string.Create(culture, $"clock {ahead:+0.00;-0.00;0.00} ± {clock.UncertaintyAt(now) * 1000:0.00} ms, drift {clock.Drift * 1e6:+0;-0;0} ± {Math.Min(clock.DriftUncertainty * 1e6, 9999):0} ppm, round trip {clock.SmallestRoundTrip * 1000:0.00} ms");
        return clock.Steps > 0 ? string.Create(culture, $"{text}, set {clock.Steps} times, last by {clock.LastStep * 1000:+0.0;-0.0} ms") : text;
    }
}
