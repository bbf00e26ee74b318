using System;

namespace Fathom.Fuzz.Engine;

/// <summary>How a run is made.</summary>
internal sealed record FuzzOptions
{
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Ends the run earlier, after so many inputs for each worker.</summary>
    public long InputsPerWorker { get; init; } = long.MaxValue;

    public int Seed { get; init; } = 1;

    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount);

    public TimeSpan HangLimit { get; init; } = TimeSpan.FromSeconds(1);
}
