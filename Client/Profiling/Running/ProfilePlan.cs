using System;
using Fathom.Client.Profiling.Scenarios;

namespace Fathom.Client.Profiling.Running;

/// <summary>What a profile is to do.</summary>
/// <param name="Scenario">What is done again and again.</param>
/// <param name="Warmup">What comes first and does not count.</param>
/// <param name="Duration">How long each repetition takes.</param>
/// <param name="Repeats">How many repetitions there are.</param>
/// <param name="Seed">The seed of everything that is left to chance.</param>
internal sealed record ProfilePlan(Scenario Scenario, TimeSpan Warmup, TimeSpan Duration, int Repeats, int Seed)
{
    /// <summary>All of it together, without starting and settling.</summary>
    public TimeSpan Whole => Warmup + (Duration * Repeats);

    /// <summary>How long a phase takes: 0 is the warm-up.</summary>
    public TimeSpan LengthOf(int phase) => phase == 0 ? Warmup : Duration;
}
