using Fathom.Protocol.Reports;

namespace Fathom.Client.Telemetry;

/// <summary>One stage over many samples.</summary>
/// <param name="Milliseconds">The percentiles of the samples.</param>
/// <param name="Uncertainty">The largest uncertainty among the samples, in milliseconds; infinite when the clock is a guess.</param>
internal readonly record struct StageSummary(Distribution Milliseconds, double Uncertainty)
{
    /// <summary>Whether the median is known well enough to be told.</summary>
    public bool IsTold => Milliseconds.Count > 0 && Milliseconds.P50 >= Uncertainty;
}
