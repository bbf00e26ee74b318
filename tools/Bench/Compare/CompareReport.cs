using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Fathom.Bench.Commands;
using Fathom.Bench.Pipeline;
using Fathom.Protocol.Reports;

namespace Fathom.Bench.Compare;

/// <summary>A comparison as a table, which is also Markdown, and as JSON.</summary>
internal static class CompareReport
{
    /// <summary>Name and version of the JSON.</summary>
    public const string Schema = "fathom.bench.compare/1";

    public static void Say(BenchContext context, CompareOutcome outcome)
    {
        context.Say("| clip | against | what | Fathom | theirs | times better | worst to best round | goal |");
        context.Say("|---|---|---|---:|---:|---:|---:|---|");
        foreach (CompareRow row in outcome.Rows)
        {
            string goal = row.Goal is { } wanted ? Text($"{wanted:0.##}: {(row.Ratio >= wanted ? "met" : "missed")}") : "";
            context.Say(Text(
                $"| {row.Clip.Name} | {row.Program} | {row.Measure.Title} | {PairedRuns.Median(row.Ours):0.00} | {PairedRuns.Median(row.Theirs):0.00} | {row.Ratio:0.00} | {row.Low:0.00} to {row.High:0.00} | {goal} |"));
        }

        foreach (CompareNote note in outcome.NotRun.Concat(outcome.Notes.Where(IsWarning)))
        {
            context.Say($"| {(note.Clip.Length > 0 ? note.Clip : "all")} | {note.Program} | {note.Text} | | | | | |");
        }

        context.Say("");
        foreach (CompareNote note in outcome.Notes.Where(static note => !IsWarning(note)))
        {
            context.Say($"- {note.Clip}, {note.Program}: {note.Text}");
        }

        foreach (IComparedProgram program in outcome.Programs)
        {
            context.Say($"- {program.Name} ({program.Version}): {program.Does}");
        }

        context.Say(Text($"- {outcome.Rounds} rounds of {outcome.Frames} pictures, {Environment.ProcessorCount} processors; a ratio above 1 is in favour of Fathom, the median of the rounds' ratios is given"));
        context.Say($"- {outcome.Reliability}");
    }

    public static void WriteJson(BenchContext context, CompareOutcome outcome) => JsonReport.Write(context.Output, Schema, json =>
    {
        json.WriteNumber("rounds", outcome.Rounds);
        json.WriteNumber("frames", outcome.Frames);
        json.WriteNumber("processors", Environment.ProcessorCount);
        json.WriteNumber("others_share", Math.Round(outcome.OthersShare, 3));
        json.WriteString("reliability", outcome.Reliability);
        WriteClips(json, outcome.Clips);
        json.WriteStartArray("programs");
        foreach (IComparedProgram program in outcome.Programs)
        {
            json.WriteStartObject();
            json.WriteString("name", program.Name);
            json.WriteString("status", "run");
            json.WriteString("version", program.Version);
            json.WriteString("does", program.Does);
            json.WriteString("command", program.CommandFor(outcome.Clips[0], outcome.Frames));
            json.WriteEndObject();
        }

        foreach (CompareNote note in outcome.NotRun)
        {
            json.WriteStartObject();
            json.WriteString("name", note.Program);
            json.WriteString("status", "not_run");
            json.WriteString("why", note.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (CompareRow row in outcome.Rows)
        {
            WriteRow(json, row);
        }

        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (CompareNote note in outcome.Notes)
        {
            json.WriteStartObject();
            json.WriteString("clip", note.Clip);
            json.WriteString("program", note.Program);
            json.WriteString("text", note.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    /// <summary>What belongs into the table itself: somebody looks for a row there and finds why it is missing.</summary>
    private static bool IsWarning(CompareNote note) =>
        note.Text.StartsWith("not run", StringComparison.Ordinal) || note.Text.StartsWith("not comparable", StringComparison.Ordinal);

    private static void WriteClips(Utf8JsonWriter json, IReadOnlyList<ComparedClip> clips)
    {
        json.WriteStartArray("clips");
        foreach (ComparedClip clip in clips)
        {
            json.WriteStartObject();
            json.WriteString("name", clip.Name);
            json.WriteNumber("width", clip.Width);
            json.WriteNumber("height", clip.Height);
            json.WriteNumber("slices", clip.Slices);
            json.WriteNumber("threads", clip.Threads);
            json.WriteString("file", clip.Path);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRow(Utf8JsonWriter json, CompareRow row)
    {
        json.WriteStartObject();
        json.WriteString("clip", row.Clip.Name);
        json.WriteString("program", row.Program);
        json.WriteString("measure", row.Measure.Name);
        json.WriteNumber("ours", Math.Round(PairedRuns.Median(row.Ours), 3));
        json.WriteNumber("theirs", Math.Round(PairedRuns.Median(row.Theirs), 3));
        json.WriteNumber("times_better", Math.Round(row.Ratio, 3));
        json.WriteNumber("low", Math.Round(row.Low, 3));
        json.WriteNumber("high", Math.Round(row.High, 3));
        json.WriteNumber("pairs", row.Ratios.Count);
        if (row.Goal is { } goal)
        {
            json.WriteNumber("goal", goal);
            json.WriteBoolean("meets_goal", row.Ratio >= goal);
        }

        json.WriteEndObject();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
