using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using Fathom.Bench.Commands;
using Fathom.Protocol.Reports;

namespace Fathom.Bench.Data;

/// <summary>The rows for people and for programs.</summary>
internal static class DataReport
{
    public static void Say(BenchContext context, IReadOnlyList<DataRow> rows)
    {
        context.Say($"{"",-62} {"naive / reference",18} {"ours",10} {"unit",-6} {"ratio",8} {"goal",8}");
        foreach (DataRow row in rows)
        {
            string goal = row.Goal is not { } wanted ? "" : (row.IsCeiling ? "≤ " : "≥ ") + Number(wanted);
            string verdict = row.IsPassed switch { true => "pass", false => "FAIL", _ => "" };
            string ratio = row.Ratio is { } times ? Number(times) + "×" : "";
            context.Say(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Group + ": " + row.Name,-62} {(row.Naive is { } naive ? Number(naive) : ""),18} {Number(row.Ours),10} {row.Unit,-6} {ratio,8} {goal,8} {verdict}"));
            if (row.Note.Length > 0)
            {
                context.Say("    " + row.Note);
            }
        }
    }

    public static void WriteJson(BenchContext context, IReadOnlyList<DataRow> rows, DataOptions options) => JsonReport.Write(context.Output, "fathom.bench_data/1", json =>
    {
        json.WriteBoolean("quick", options.IsQuick);
        json.WriteNumber("cores", Environment.ProcessorCount);
        json.WriteString("machine", RuntimeInformation.OSDescription);
        json.WriteStartArray("rows");
        foreach (DataRow row in rows)
        {
            json.WriteStartObject();
            json.WriteString("group", row.Group);
            json.WriteString("name", row.Name);
            json.WriteString("unit", row.Unit);
            json.WriteNumber("ours", Round(row.Ours));
            WriteOrNull("reference", row.Naive);
            WriteOrNull("ratio", row.Ratio);
            WriteOrNull("goal", row.Goal);
            json.WriteString("goal_kind", row.IsCeiling ? "most" : "least_ratio");
            if (row.IsPassed is { } isPassed)
            {
                json.WriteBoolean("passed", isPassed);
            }
            else
            {
                json.WriteNull("passed");
            }

            json.WriteString("note", row.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("passed", rows.All(static row => row.IsPassed != false));

        void WriteOrNull(string name, double? value)
        {
            if (value is { } number)
            {
                json.WriteNumber(name, Round(number));
            }
            else
            {
                json.WriteNull(name);
            }
        }
    });

    private static double Round(double value) => Math.Round(value, 5);

    private static string Number(double value) => value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
}
