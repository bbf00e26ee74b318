using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Summaries;

/// <summary>Writes the figures of a session as one JSON object. Durations are milliseconds; docs/profiling.md lists the members.</summary>
internal static class SummaryJson
{
    /// <summary>Name and version of the object.</summary>
    public const string Schema = "fathom.profile/1";

    /// <summary>Writes the object and a line feed.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="summary">The figures.</param>
    /// <param name="more">Members that only the caller knows; null for none.</param>
    public static void Write(Stream output, ProfileSummary summary, Action<Utf8JsonWriter>? more = null) => JsonReport.Write(output, Schema, json =>
    {
        Members(json, summary);
        more?.Invoke(json);
    });

    private static void Members(Utf8JsonWriter json, ProfileSummary summary)
    {
        json.WriteString("scenario", summary.Facts.Scenario);
        json.WriteNumber("seed", summary.Facts.Seed);
        json.WriteString("net", summary.Facts.Net);
        json.WriteString("mode", summary.IsEstimated ? "estimated" : "exact");
        json.WriteNumber("seconds", Math.Round(summary.Seconds, 3));
        json.WriteNumber("repeats", summary.Repeats);
        Figure(json, "intent_to_picture_ms", summary.Total, summary.TotalUncertaintyMs, isTold: true);
        Figure(json, "every_intent_to_picture_ms", summary.EveryTotal, summary.TotalUncertaintyMs, isTold: true);
        foreach (StageFigure stage in summary.Stages)
        {
            if (stage.Stage != Stage.Remote || stage.Ms.Count > 0)
            {
                Figure(json, StageNames.Of(stage.Stage), stage.Ms, stage.UncertaintyMs, stage.IsTold);
            }
        }

        Figure(json, "transport_ms", summary.Transport, 0, isTold: true);
        Figure(json, "frame_age_ms", summary.FrameAge, summary.Clock.UncertaintyMs, summary.FrameAge.P50 >= summary.Clock.UncertaintyMs);
        Figure(json, "first_picture_ms", summary.FirstPicture, 0, isTold: true);
        Figure(json, "reconnect_ms", summary.Reconnect, 0, isTold: true);
        Counts(json, "intents", summary.IntentFates, 0);
        json.WriteNumber("frames_shown", summary.FrameFates[0].Value);
        Counts(json, "drops", summary.FrameFates, 1);
        json.WriteNumber("drops_other_than_superseded", Math.Round(summary.DropsOtherThanSuperseded, 5));
        json.WriteNumber("fps", Math.Round(summary.Fps, 2));
        json.WriteNumber("positions_per_second", Math.Round(summary.PositionsPerSecond, 2));
        json.WriteNumber("mbit_per_second", Math.Round(summary.Mbit, 3));
        Clock(json, summary.Clock);
        WriteVerdict(json, summary);
        json.WriteString("exit_reason", summary.Facts.ExitReason);
    }

    private static void Figure(Utf8JsonWriter json, string name, in Distribution ms, double uncertainty, bool isTold)
    {
        json.WriteStartObject(name);
        bool isKnown = isTold && ms.Count > 0;
        Number(json, "p50", isKnown ? ms.P50 : double.NaN);
        Number(json, "p95", isKnown ? ms.P95 : double.NaN);
        Number(json, "p99", isKnown ? ms.P99 : double.NaN);
        json.WriteNumber("n", ms.Count);
        Number(json, "uncertainty_ms", uncertainty);
        if (ms.Count > 0 && !isTold)
        {
            json.WriteBoolean("withheld", true);
        }

        json.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter json, string name, IReadOnlyList<KeyValuePair<string, int>> counts, int from)
    {
        json.WriteStartObject(name);
        for (int i = from; i < counts.Count; i++)
        {
            json.WriteNumber(counts[i].Key, counts[i].Value);
        }

        json.WriteEndObject();
    }

    private static void Clock(Utf8JsonWriter json, in ClockFigure clock)
    {
        json.WriteStartObject("clock");
        Number(json, "offset_ms", clock.OffsetMs);
        Number(json, "drift_ppm", clock.DriftPpm);
        Number(json, "drift_uncertainty_ppm", clock.DriftUncertaintyPpm);
        Number(json, "uncertainty_ms", clock.UncertaintyMs);
        json.WriteString("mode", clock.IsEstimated ? "estimated" : "exact");
        json.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter json, ProfileSummary summary)
    {
        Verdict verdict = summary.Verdict;
        json.WriteStartObject("verdict");
        json.WriteString("text", verdict.Headline);
        json.WriteString("details", verdict.Details);
        json.WriteString("p95_stage", verdict.Slowest.Length == 0 ? null : verdict.Slowest);
        json.WriteNumber("p95_share", Math.Round(verdict.SlowestShare, 4));
        json.WriteString("p50_stage", verdict.Usual.Length == 0 ? null : verdict.Usual);
        json.WriteNumber("p50_share", Math.Round(verdict.UsualShare, 4));
        if (summary.Goal is { } goal && summary.Total.Count > 0)
        {
            json.WriteString("goal", goal.ToString());
            json.WriteBoolean("goal_met", goal.IsMetBy(summary.Total));
        }

        json.WriteEndObject();
    }

    /// <summary>JSON has no infinity: what is not known is null.</summary>
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
