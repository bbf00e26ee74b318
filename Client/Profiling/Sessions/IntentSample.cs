using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>One intent of a session.</summary>
internal sealed record IntentSample
{
    /// <summary>Which repetition it belongs to, from 1; 0 for what counts in none.</summary>
    public int Repeat { get; init; }

    /// <summary>Counts up with every intent of the run.</summary>
    public long Number { get; init; }

    /// <summary>What it changes: scope, target and key.</summary>
    public string Property { get; init; } = string.Empty;

    /// <summary>What became of it.</summary>
    public IntentFate Fate { get; init; }

    /// <summary>The picture that answers it was guessed, or the server's clock was.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>The state revision that contains it; null where the server names none.</summary>
    public long? Revision { get; init; }

    /// <summary>The frame that answered it; null for none.</summary>
    public uint? AnsweredBy { get; init; }

    /// <summary>When what happened.</summary>
    public Stamps<IntentStamp> At { get; init; } = new();

    /// <summary>From the input to the picture; null when no picture of its own answered it.</summary>
    public StageSpan? Stages { get; init; }

    /// <summary>Whether it counts as one position that was asked for and shown.</summary>
    public bool IsMeasured => Repeat > 0 && Stages is not null && Fate == IntentFate.Answered;
}
