using System.Globalization;
using Fathom.Client.Profiling.Sessions;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>What the time from a drag of a slice to its picture should be; see docs/profiling.md.</summary>
/// <param name="P50">The median; infinite where only the tail is bound.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="Condition">Under what it holds, in words.</param>
internal sealed record Goal(double P50, double P95, string Condition)
{
    private const double LocalP50 = 20, LocalP95 = 35, BeyondRoundTrip = 50;

    /// <summary>The goal for a session; null where none is stated.</summary>
    public static Goal? For(SessionFacts facts) => facts.Scenario != "scrub" ? null
        : facts.NetRoundTripMs > 0
            ? new Goal(double.PositiveInfinity, facts.NetRoundTripMs + BeyondRoundTrip, string.Create(CultureInfo.InvariantCulture, $"the round trip of {facts.NetRoundTripMs:0.#} ms and {BeyondRoundTrip:0} ms"))
            : new Goal(LocalP50, LocalP95, "a server on this machine, without a GPU");

    /// <summary>Whether it is met.</summary>
    public bool IsMetBy(in Distribution total) => total.P50 <= P50 && total.P95 <= P95;

    /// <inheritdoc/>
    public override string ToString() => double.IsFinite(P50)
        ? string.Create(CultureInfo.InvariantCulture, $"p50 ≤ {P50:0.#} ms and p95 ≤ {P95:0.#} ms ({Condition})")
        : string.Create(CultureInfo.InvariantCulture, $"p95 ≤ {P95:0.#} ms ({Condition})");
}
