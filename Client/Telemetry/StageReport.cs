using System;
using System.Text.Json;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Telemetry;

/// <summary>Writes the figures of a run into its report: the whole, its stages, and what became of the intents.</summary>
/// <param name="Figures">What was measured.</param>
internal sealed record StageReport(LiveFigures Figures)
{
    /// <summary>Writes its members.</summary>
    public void Write(Utf8JsonWriter json)
    {
        Figures.Intents.Totals.Summarize().Write(json, "intent_to_picture_ms");
        json.WriteBoolean("stages_estimated", Figures.Intents.Estimated > 0);
        Figures.Intents.Transports.Summarize().Write(json, "transport_ms");
        WriteStages(json, "stages", Figures.Intents);
        WriteStages(json, "frame_stages", Figures.Frames);
        json.WriteStartObject("intents");
        foreach (IntentFate fate in Enum.GetValues<IntentFate>())
        {
            if (fate != IntentFate.Open)
            {
                json.WriteNumber(StageNames.Of(fate), Figures.CountOf(fate));
            }
        }

        json.WriteEndObject();
    }

    /// <summary>One object with a member for each stage. Percentiles are null where the uncertainty exceeds the median; so is an uncertainty without bound.</summary>
    public static void WriteStages(Utf8JsonWriter json, string name, StageTable table)
    {
        json.WriteStartObject(name);
        for (int i = 0; i < StageNames.Count; i++)
        {
            StageSummary summary = table.Summarize((Stage)i);

            // What no sample has is left out, but for the stages that everybody expects.
            if (summary.Milliseconds.Count > 0 || (Stage)i != Stage.Remote)
            {
                WriteStage(json, StageNames.Of((Stage)i), summary);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteStage(Utf8JsonWriter json, string name, in StageSummary summary)
    {
        Distribution values = summary.Milliseconds;
        json.WriteStartObject(name);
        WriteNumber(json, "p50", summary.IsTold ? values.P50 : double.NaN);
        WriteNumber(json, "p95", summary.IsTold ? values.P95 : double.NaN);
        WriteNumber(json, "p99", summary.IsTold ? values.P99 : double.NaN);
        json.WriteNumber("n", values.Count);
        WriteNumber(json, "uncertainty_ms", values.Count == 0 ? double.NaN : summary.Uncertainty);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
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
