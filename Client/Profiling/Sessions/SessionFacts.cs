using System;
using System.Collections.Generic;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>How a session was made. Everything that somebody needs to make it again, or to see why two of them differ.</summary>
internal sealed record SessionFacts
{
    /// <summary>The scenario's name or file.</summary>
    public string Scenario { get; init; } = string.Empty;

    /// <summary>The seed of everything that is left to chance.</summary>
    public int Seed { get; init; }

    /// <summary>The network's description; "direct" without an impairment.</summary>
    public string Net { get; init; } = "direct";

    /// <summary>What that network does to bytes, in words; empty without.</summary>
    public string NetDetail { get; init; } = string.Empty;

    /// <summary>The smallest round trip that the impairment adds, in milliseconds.</summary>
    public double NetRoundTripMs { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Why it ended: finished, interrupted, or the client's reason.</summary>
    public string ExitReason { get; init; } = string.Empty;

    /// <summary>Everything else, in the order in which the report shows it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Configuration { get; init; } = [];
}
