using System;
using System.Collections.Generic;
using System.Linq;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>The names of everything that the two files of a session have in common, in the order of the table.</summary>
internal static class SessionColumns
{
    /// <summary>Which stages can be uncertain, and so have a column for it.</summary>
    public static IReadOnlyList<Stage> Uncertain { get; } = [Stage.Send, Stage.Network, Stage.Remote, Stage.Gpu];

    /// <summary>What a row is and belongs to.</summary>
    public static IReadOnlyList<string> Identity { get; } =
        ["version", "kind", "repeat", "number", "sequence", "property", "fate", "estimated", "revision", "bytes", "keyframe", "quality", "level"];

    /// <summary>Times that the whole is made of.</summary>
    public static IReadOnlyList<string> Stages { get; } =
        ["total_ms", .. StageNames.All.ToArray().Select(static name => name + "_ms"), .. Uncertain.Select(static stage => StageNames.Of(stage) + "_uncertainty_ms")];

    /// <summary>All, in their order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Identity, .. Stages, .. Stamps<IntentStamp>.Names, .. Stamps<FrameStamp>.Names];

    /// <summary>Milliseconds as the files have them: to a tenth of a microsecond.</summary>
    public static double Round(double ms) => Math.Round(ms, 4);

    /// <summary>Calls back for every stage figure that is known.</summary>
    public static void ForEach(StageSpan? span, Action<string, double> tell)
    {
        if (span is null)
        {
            return;
        }

        tell("total_ms", span.Total);
        for (int i = 0; i < StageNames.Count; i++)
        {
            if (double.IsFinite(span[(Stage)i]))
            {
                tell(StageNames.Of((Stage)i) + "_ms", span[(Stage)i]);
            }
        }

        foreach (Stage stage in Uncertain)
        {
            if (double.IsFinite(span[stage]))
            {
                tell(StageNames.Of(stage) + "_uncertainty_ms", span.UncertaintyOf(stage));
            }
        }
    }
}
