using System;

namespace Fathom.Client.Profiling.Comparison;

/// <summary>How one percentile of one quantity differs between two sessions.</summary>
/// <param name="Quantity">intent_to_picture_ms or a stage.</param>
/// <param name="Percentile">p50 or p95.</param>
/// <param name="A">In the first session.</param>
/// <param name="B">In the second.</param>
/// <param name="Low">The least that B less A may be.</param>
/// <param name="High">The most that it may be.</param>
/// <param name="Confidence">How sure that is, from 0 to 1.</param>
/// <param name="ClockMs">What the uncertainty of the clocks alone could make of it.</param>
internal sealed record Difference(string Quantity, string Percentile, double A, double B, double Low, double High, double Confidence, double ClockMs)
{
    /// <summary>Less than a tenth of a millisecond is below what timers and threads do anyway.</summary>
    private const double Smallest = 0.1;

    /// <summary>B less A.</summary>
    public double Change => B - A;

    /// <summary>Whether the data shows it: chance does not explain it, the clocks do not, and it is large enough to matter to anybody.</summary>
    public bool IsShown => (Low > 0 || High < 0) && Math.Abs(Change) > Math.Max(ClockMs, Smallest);
}
