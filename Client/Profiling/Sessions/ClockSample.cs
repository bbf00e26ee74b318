namespace Fathom.Client.Profiling.Sessions;

/// <summary>What was known of the server's clock at a moment.</summary>
/// <param name="At">Milliseconds since the session began.</param>
/// <param name="OffsetMs">How far the server's clock is ahead of this machine's; NaN when unknown.</param>
/// <param name="UncertaintyMs">How far that may be from the truth; infinite when unknown.</param>
/// <param name="DriftPpm">How fast it gains, in millionths; NaN when unknown.</param>
/// <param name="IsEstimated">From frame arrivals alone.</param>
internal readonly record struct ClockSample(double At, double OffsetMs, double UncertaintyMs, double DriftPpm, bool IsEstimated)
{
    /// <summary>How far <see cref="DriftPpm"/> may be from the truth; NaN when unknown.</summary>
    public double DriftUncertaintyPpm { get; init; } = double.NaN;
}
