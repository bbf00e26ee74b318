using System.Collections.Generic;
using Fathom.Client.Profiling.Sessions;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>A session in figures. What the report shows, <c>--json</c> prints and budgets are held against.</summary>
internal sealed record ProfileSummary
{
    /// <summary>How it was made.</summary>
    public required SessionFacts Facts { get; init; }

    /// <summary>From the input to the picture, in milliseconds.</summary>
    public Distribution Total { get; init; }

    /// <summary>The same of every intent that a picture shows, also of those for which it was a later one's picture.</summary>
    public Distribution EveryTotal { get; init; }

    /// <summary>How far a single total may be from the truth: what the end of the GPU's work is known to.</summary>
    public double TotalUncertaintyMs { get; init; }

    /// <summary>Every stage in order, also those without a value.</summary>
    public required IReadOnlyList<StageFigure> Stages { get; init; }

    /// <summary>Both ways through the network together, which no error of the clock changes.</summary>
    public Distribution Transport { get; init; }

    /// <summary>From the server's renderer to the screen, for every frame that was shown.</summary>
    public Distribution FrameAge { get; init; }

    /// <summary>From connecting to the first picture, where the scenario does that.</summary>
    public Distribution FirstPicture { get; init; }

    /// <summary>From the broken connection to the next picture, where the scenario does that.</summary>
    public Distribution Reconnect { get; init; }

    /// <summary>Intents by what became of them.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> IntentFates { get; init; }

    /// <summary>Frames by what became of them; the first is shown.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> FrameFates { get; init; }

    /// <summary>The share of frames that were dropped for another reason than a newer one, from 0 to 1.</summary>
    public double DropsOtherThanSuperseded { get; init; }

    /// <summary>How long was measured.</summary>
    public double Seconds { get; init; }

    /// <summary>How many repetitions there were.</summary>
    public int Repeats { get; init; }

    /// <summary>Pictures a second.</summary>
    public double Fps { get; init; }

    /// <summary>Different positions that were asked for and shown, a second.</summary>
    public double PositionsPerSecond { get; init; }

    /// <summary>Megabits a second of pictures.</summary>
    public double Mbit { get; init; }

    /// <summary>The server's clock.</summary>
    public ClockFigure Clock { get; init; }

    /// <summary>Some of it is a guess.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>What should be reached; null where nothing is stated.</summary>
    public Goal? Goal { get; init; }

    /// <summary>Where the time goes.</summary>
    public required Verdict Verdict { get; init; }
}
