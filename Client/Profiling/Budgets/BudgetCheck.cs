using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Client.Profiling.Summaries;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Budgets;

/// <summary>A budget held against a session.</summary>
/// <param name="Rows">Every limit and what became of it.</param>
internal sealed record BudgetCheck(IReadOnlyList<BudgetRow> Rows)
{
    /// <summary>Whether every line is met.</summary>
    public bool Passes => Rows.All(static row => row.Outcome == BudgetOutcome.Met);

    /// <summary>The exit code of the program.</summary>
    public ExitCode ExitCode => Passes ? ExitCode.Ok : ExitCode.GateFailed;

    /// <summary>Holds a budget against a session's figures.</summary>
    public static BudgetCheck Of(Budget budget, ProfileSummary summary) => new([.. budget.Limits.Select(limit => Row(limit, budget, summary))]);

    /// <summary>A table, then the outcome in words.</summary>
    public string ForPeople()
    {
        var text = new StringBuilder();
        foreach (BudgetRow row in Rows)
        {
            string value = double.IsNaN(row.Value) ? "-" : row.Value.ToString("0.###", CultureInfo.InvariantCulture);
            string uncertainty = row.Uncertainty > 0 ? string.Create(CultureInfo.InvariantCulture, $" ± {row.Uncertainty:0.###}") : string.Empty;
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Word(row.Outcome),-7}{row.Figure,-34}{value + uncertainty,18} {(row.IsLeast ? "≥" : "≤")} {row.Limit:0.###}{(row.Why.Length == 0 ? string.Empty : "  " + row.Why)}"));
        }

        return text.AppendLine(Passes ? "The budget is met." : "The budget is not met.").ToString();
    }

    /// <summary>One JSON object.</summary>
    public void WriteJson(Stream output) => JsonReport.Write(output, "fathom.profile.check/1", json =>
    {
        json.WriteBoolean("passes", Passes);
        json.WriteStartArray("rows");
        foreach (BudgetRow row in Rows)
        {
            json.WriteStartObject();
            json.WriteString("figure", row.Figure);
            Number(json, row.IsLeast ? "least" : "most", row.Limit);
            Number(json, "value", row.Value);
            Number(json, "uncertainty", row.Uncertainty);
            json.WriteString("outcome", row.Outcome.ToString().ToLowerInvariant());
            json.WriteString("why", row.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static BudgetRow Row(BudgetLimit limit, Budget budget, ProfileSummary summary)
    {
        if (limit.Part.Length == 0)
        {
            return Plain(limit, summary);
        }

        (Distribution ms, double uncertainty) = Figure(limit.Figure, summary);
        double value = limit.Part switch
        {
            "p50" => ms.P50,
            "p95" => ms.P95,
            _ => ms.P99,
        };
        int least = LeastSamples(limit);
        var row = new BudgetRow(limit.FullName, false, limit.Value, ms.Count == 0 ? double.NaN : value, uncertainty, BudgetOutcome.Met, string.Empty);
        if (ms.Count < least)
        {
            return row with { Outcome = BudgetOutcome.Hidden, Why = string.Create(CultureInfo.InvariantCulture, $"{ms.Count} samples are too few, it takes {least}: measure longer") };
        }

        if (value - uncertainty > limit.Value)
        {
            return row with { Outcome = BudgetOutcome.Broken, Why = string.Create(CultureInfo.InvariantCulture, $"{value - limit.Value:0.###} too much") };
        }

        if (value + uncertainty > limit.Value)
        {
            return row with { Outcome = BudgetOutcome.Hidden, Why = double.IsFinite(uncertainty) ? "the uncertainty hides the answer" : "the server's clock is not known: limit transport_ms instead" };
        }

        return summary.IsEstimated && !budget.AllowsEstimated
            ? row with { Outcome = BudgetOutcome.Hidden, Why = "estimated; \"allow_estimated\": true accepts that" }
            : row;
    }

    private static BudgetRow Plain(BudgetLimit limit, ProfileSummary summary)
    {
        double value = limit.Figure switch
        {
            "drops_other_than_superseded" => summary.DropsOtherThanSuperseded,
            "mbit_per_second" => summary.Mbit,
            "fps" => summary.Fps,
            _ => summary.PositionsPerSecond,
        };
        int frames = summary.FrameFates.Sum(static fate => fate.Value);
        var row = new BudgetRow(limit.Figure, limit.IsLeast, limit.Value, value, 0, BudgetOutcome.Met, string.Empty);
        int least = limit.Figure == "drops_other_than_superseded" && limit.Value > 0 ? (int)Math.Ceiling(1 / limit.Value) : 10;
        return frames < least
            ? row with { Outcome = BudgetOutcome.Hidden, Why = string.Create(CultureInfo.InvariantCulture, $"{frames} frames are too few, it takes {least}: measure longer") }
            : (limit.IsLeast ? value >= limit.Value : value <= limit.Value) ? row
            : row with { Outcome = BudgetOutcome.Broken, Why = limit.IsLeast ? "too little" : "too much" };
    }

    private static (Distribution Ms, double Uncertainty) Figure(string name, ProfileSummary summary) => name switch
    {
        "intent_to_picture_ms" => (summary.Total, summary.TotalUncertaintyMs),
        "every_intent_to_picture_ms" => (summary.EveryTotal, summary.TotalUncertaintyMs),
        "transport_ms" => (summary.Transport, 0),
        "frame_age_ms" => (summary.FrameAge, summary.Clock.UncertaintyMs),
        "first_picture_ms" => (summary.FirstPicture, 0),
        "reconnect_ms" => (summary.Reconnect, 0),
        _ => summary.Stages.Where(stage => StageNames.Of(stage.Stage) == name).Select(static stage => (stage.Ms, stage.UncertaintyMs)).First(),
    };

    /// <summary>Three values at least must lie beyond a percentile before it means anything; starts and reconnections are few by nature.</summary>
    private static int LeastSamples(BudgetLimit limit) => (limit.Part, limit.Figure) switch
    {
        (_, "first_picture_ms" or "reconnect_ms") => 3,
        ("p50", _) => 10,
        ("p95", _) => 60,
        _ => 300,
    };

    private static string Word(BudgetOutcome outcome) => outcome switch
    {
        BudgetOutcome.Met => "ok",
        BudgetOutcome.Broken => "OVER",
        _ => "HIDDEN",
    };

    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, 5));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
