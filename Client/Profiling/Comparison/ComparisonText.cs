using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Profiling.Comparison;

/// <summary>Writes a comparison for people and for programs.</summary>
internal static class ComparisonText
{
    /// <summary>A table, then the verdict.</summary>
    public static string ForPeople(SessionComparison comparison)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"",-28}{"A ms",10}{"B ms",10}{"B - A",10}{"from",9}{"to",9}");
        foreach (Difference difference in comparison.Differences)
        {
            text.AppendLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{difference.Quantity + " " + difference.Percentile,-28}{difference.A,10:0.00}{difference.B,10:0.00}{difference.Change,10:+0.00;-0.00;0.00}{difference.Low,9:+0.00;-0.00;0.00}{difference.High,9:+0.00;-0.00;0.00}{(difference.IsShown ? "  *" : string.Empty)}").TrimEnd());
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"A has {comparison.A.Total.Count} answered intents, B {comparison.B.Total.Count}; * marks what chance and clocks do not explain.");
        if (comparison.A.IsEstimated || comparison.B.IsEstimated)
        {
            text.AppendLine("Estimated: in A or B it was guessed which picture answers an intent.");
        }

        foreach (string warning in comparison.Warnings)
        {
            text.Append("Not the same: ").Append(warning).AppendLine(".");
        }

        if (!comparison.KnowsRuns && comparison.Shown.Any())
        {
            text.AppendLine("How much one run differs from the next cannot be told from fewer than three: measure with --repeat 3 to be sure that it is not the hour.");
        }

        return text.Append(comparison.Verdict).AppendLine().ToString();
    }

    /// <summary>One JSON object.</summary>
    public static void WriteJson(Stream output, SessionComparison comparison) => JsonReport.Write(output, "fathom.profile.compare/1", json =>
    {
        json.WriteString("verdict", comparison.Verdict);
        json.WriteStartArray("differences");
        foreach (Difference difference in comparison.Differences)
        {
            json.WriteStartObject();
            json.WriteString("quantity", difference.Quantity);
            json.WriteString("percentile", difference.Percentile);
            Number(json, "a_ms", difference.A);
            Number(json, "b_ms", difference.B);
            Number(json, "change_ms", difference.Change);
            Number(json, "low_ms", difference.Low);
            Number(json, "high_ms", difference.High);
            json.WriteNumber("confidence", difference.Confidence);
            Number(json, "clock_uncertainty_ms", difference.ClockMs);
            json.WriteBoolean("shown", difference.IsShown);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("not_the_same");
        foreach (string warning in comparison.Warnings)
        {
            json.WriteStringValue(warning);
        }

        json.WriteEndArray();
        json.WriteBoolean("knows_runs", comparison.KnowsRuns);
        json.WriteNumber("a_n", comparison.A.Total.Count);
        json.WriteNumber("b_n", comparison.B.Total.Count);
        json.WriteBoolean("estimated", comparison.A.IsEstimated || comparison.B.IsEstimated);
    });

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
