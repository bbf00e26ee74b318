using System;
using System.Globalization;
using Fathom.Client.Presentation;

namespace Fathom.Client.Telemetry;

/// <summary>How well the server's clock is known, in words.</summary>
internal static class ClockText
{
    /// <summary>One line.</summary>
    /// <param name="clock">What is known.</param>
    /// <param name="now">Local time, in seconds.</param>
    public static string Of(in ClockReading clock, double now)
    {
        if (!clock.HasOffset)
        {
            return "clock not known yet";
        }

        // An offset between two origins says nothing to people; how sure it is does.
        string text = clock.IsEstimated
            ? "clock estimated from arrivals"
            : string.Create(CultureInfo.InvariantCulture, $"clock ±{clock.UncertaintyAt(now) * 1000:0.00} ms, drift {clock.Drift * 1e6:+0;-0;0} ± {Math.Min(clock.DriftUncertainty * 1e6, 9999):0} ppm, round trip {clock.SmallestRoundTrip * 1000:0.00} ms");
        return clock.Steps > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{text}, set {clock.Steps} times, last by {clock.LastStep * 1000:+0.0;-0.0} ms")
            : text;
    }
}
