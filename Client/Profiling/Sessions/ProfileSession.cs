using System.Collections.Generic;
using System.Linq;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>A profiled session: all that its files hold.</summary>
internal sealed record ProfileSession
{
    /// <summary>Name and version of the files' schema.</summary>
    public const string Schema = "fathom.profile.session/1";

    /// <summary>The version alone, for the table.</summary>
    public const int Version = 1;

    /// <summary>The files' names.</summary>
    public const string LinesFile = "session.jsonl", TableFile = "session.csv", TraceFile = "trace.json", ReportFile = "report.html";

    /// <summary>How it was made: names and values in the order of the report.</summary>
    public required SessionFacts Facts { get; init; }

    /// <summary>The repetitions, and the warm-up.</summary>
    public IReadOnlyList<SessionPhase> Phases { get; init; } = [];

    /// <summary>The intents in the order of their numbers.</summary>
    public IReadOnlyList<IntentSample> Intents { get; init; } = [];

    /// <summary>The frames in the order in which their fate was known.</summary>
    public IReadOnlyList<FrameSample> Frames { get; init; } = [];

    /// <summary>The server's clock over the time.</summary>
    public IReadOnlyList<ClockSample> Clock { get; init; } = [];

    /// <summary>What else happened.</summary>
    public IReadOnlyList<SessionEvent> Events { get; init; } = [];

    /// <summary>How long was measured, all repetitions together.</summary>
    public double MeasuredSeconds => Phases.Where(static phase => phase.Repeat > 0).Sum(static phase => phase.Seconds);
}
