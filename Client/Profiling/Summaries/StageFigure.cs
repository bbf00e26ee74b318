using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>One stage over all measured intents.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Ms">Its percentiles; no values when it is not part of the whole.</param>
/// <param name="UncertaintyMs">How far a single value may be from the truth; infinite when the clock is not known.</param>
internal readonly record struct StageFigure(Stage Stage, Distribution Ms, double UncertaintyMs)
{
    /// <summary>Whether the server's and our clock are known well enough to tell this stage alone.</summary>
    public bool IsTold => Ms.Count > 0 && Ms.P50 >= UncertaintyMs;
}
