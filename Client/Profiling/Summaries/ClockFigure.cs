namespace Fathom.Client.Profiling.Summaries;

/// <summary>How well the server's clock is known.</summary>
/// <param name="OffsetMs">How far it was ahead of this machine's, at the middle of the session; NaN when unknown.</param>
/// <param name="DriftPpm">How fast it gains; NaN when unknown.</param>
/// <param name="UncertaintyMs">How far the offset may be from the truth, typically.</param>
/// <param name="IsEstimated">From frame arrivals alone: then the offset contains the quickest way through the network.</param>
internal readonly record struct ClockFigure(double OffsetMs, double DriftPpm, double UncertaintyMs, bool IsEstimated)
{
    /// <summary>How far <see cref="DriftPpm"/> may be from the truth; NaN when unknown.</summary>
    public double DriftUncertaintyPpm { get; init; } = double.NaN;
}
