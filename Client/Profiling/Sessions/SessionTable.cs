using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Writes <c>session.csv</c>: intents and frames of <c>session.jsonl</c> as one table, with the same names and figures.</summary>
internal static class SessionTable
{
    /// <summary>Writes the table; what is not known is an empty cell, an infinite uncertainty is <c>inf</c>.</summary>
    public static void Write(TextWriter output, ProfileSession session)
    {
        output.NewLine = "\n";
        Head(output);
        foreach (IntentSample intent in session.Intents)
        {
            Row(output, intent);
        }

        foreach (FrameSample frame in session.Frames)
        {
            Row(output, frame);
        }
    }

    /// <summary>Writes the names of the columns.</summary>
    public static void Head(TextWriter output) => output.WriteLine(string.Join(',', SessionColumns.All));

    /// <summary>Writes an intent.</summary>
    public static void Row(TextWriter output, IntentSample intent)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        Put(row, "intent", intent.Repeat, StageNames.Of(intent.Fate), intent.IsEstimated, intent.Revision);
        row["number"] = Text(intent.Number);
        row["property"] = intent.Property;
        if (intent.AnsweredBy is { } sequence)
        {
            row["sequence"] = Text(sequence);
        }

        PutTimes(row, intent.Stages, intent.At);
        WriteRow(output, row);
    }

    /// <summary>Writes a frame.</summary>
    public static void Row(TextWriter output, FrameSample frame)
    {
        var row = new Dictionary<string, string>(StringComparer.Ordinal);
        Put(row, "frame", frame.Repeat, StageNames.Of(frame.Fate), frame.IsEstimated, frame.Revision);
        row["sequence"] = Text(frame.Sequence);
        row["bytes"] = Text(frame.Bytes);
        row["keyframe"] = frame.IsKeyframe ? "true" : "false";
        row["quality"] = SnakeCase.Of(frame.Quality.ToString());
        row["level"] = Text(frame.Level);
        PutTimes(row, frame.Stages, frame.At);
        WriteRow(output, row);
    }

    private static void Put(Dictionary<string, string> row, string kind, int repeat, string fate, bool isEstimated, long? revision)
    {
        row["version"] = Text(ProfileSession.Version);
        row["kind"] = kind;
        row["repeat"] = Text(repeat);
        row["fate"] = fate;
        row["estimated"] = isEstimated ? "true" : "false";
        if (revision is { } known)
        {
            row["revision"] = Text(known);
        }
    }

    private static void PutTimes<T>(Dictionary<string, string> row, StageSpan? stages, Stamps<T> at)
        where T : struct, Enum
    {
        SessionColumns.ForEach(stages, (name, ms) => row[name] = Milliseconds(ms));
        for (int i = 0; i < Stamps<T>.Names.Length; i++)
        {
            if (double.IsFinite(at[i]))
            {
                row[Stamps<T>.Names[i]] = Milliseconds(at[i]);
            }
        }
    }

    private static void WriteRow(TextWriter output, Dictionary<string, string> row)
    {
        var line = new StringBuilder();
        for (int i = 0; i < SessionColumns.All.Count; i++)
        {
            line.Append(i == 0 ? string.Empty : ",").Append(row.TryGetValue(SessionColumns.All[i], out string? text) ? Quoted(text) : string.Empty);
        }

        output.WriteLine(line);
    }

    private static string Quoted(string text) => text.AsSpan().IndexOfAny(",\"\n\r") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(double ms) => double.IsFinite(ms) ? SessionColumns.Round(ms).ToString(CultureInfo.InvariantCulture) : "inf";
}
