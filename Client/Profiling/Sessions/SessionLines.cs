using System;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Sessions;

/// <summary>Writes <c>session.jsonl</c>: one object a line, its first member says what it is. docs/profiling.md describes every member.</summary>
internal static class SessionLines
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the whole session.</summary>
    public static void Write(Stream output, ProfileSession session)
    {
        Line(output, json => Head(json, session));
        foreach (SessionPhase phase in session.Phases)
        {
            Line(output, json => Phase(json, phase));
        }

        foreach (SessionEvent happened in session.Events)
        {
            Line(output, json => Event(json, happened));
        }

        foreach (ClockSample clock in session.Clock)
        {
            Line(output, json => Clock(json, clock));
        }

        foreach (IntentSample intent in session.Intents)
        {
            Line(output, json => Intent(json, intent));
        }

        foreach (FrameSample frame in session.Frames)
        {
            Line(output, json => Frame(json, frame));
        }
    }

    /// <summary>Writes one object and a line feed.</summary>
    public static void Line(Stream output, Action<Utf8JsonWriter> members)
    {
        using (var json = new Utf8JsonWriter(output, s_options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Members of the first line.</summary>
    public static void Head(Utf8JsonWriter json, ProfileSession session)
    {
        SessionFacts facts = session.Facts;
        json.WriteString("kind", "session");
        json.WriteString("schema", ProfileSession.Schema);
        json.WriteString("scenario", facts.Scenario);
        json.WriteNumber("seed", facts.Seed);
        json.WriteString("net", facts.Net);
        json.WriteString("net_detail", facts.NetDetail);
        json.WriteNumber("net_round_trip_ms", facts.NetRoundTripMs);
        json.WriteString("started_at", facts.StartedAt.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("exit_reason", facts.ExitReason);
        json.WriteStartObject("configuration");
        foreach ((string name, string value) in facts.Configuration)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void Phase(Utf8JsonWriter json, SessionPhase phase)
    {
        json.WriteString("kind", "phase");
        json.WriteNumber("repeat", phase.Repeat);
        Number(json, "from_ms", phase.From);
        Number(json, "to_ms", phase.To);
    }

    private static void Event(Utf8JsonWriter json, SessionEvent happened)
    {
        json.WriteString("kind", "event");
        json.WriteNumber("repeat", happened.Repeat);
        json.WriteString("name", happened.Name);
        Number(json, "t_ms", happened.At);
        Number(json, "ms", happened.Ms);
        json.WriteString("text", happened.Text);
    }

    /// <summary>Members of a moment of the clock.</summary>
    public static void Clock(Utf8JsonWriter json, ClockSample clock)
    {
        json.WriteString("kind", "clock");
        Number(json, "t_ms", clock.At);
        Number(json, "offset_ms", clock.OffsetMs);
        Number(json, "uncertainty_ms", clock.UncertaintyMs);
        Number(json, "drift_ppm", clock.DriftPpm);
        Number(json, "drift_uncertainty_ppm", clock.DriftUncertaintyPpm);
        json.WriteBoolean("estimated", clock.IsEstimated);
    }

    /// <summary>Members of an intent.</summary>
    public static void Intent(Utf8JsonWriter json, IntentSample intent)
    {
        json.WriteString("kind", "intent");
        json.WriteNumber("repeat", intent.Repeat);
        json.WriteNumber("number", intent.Number);
        if (intent.AnsweredBy is { } sequence)
        {
            json.WriteNumber("sequence", sequence);
        }

        json.WriteString("property", intent.Property);
        json.WriteString("fate", StageNames.Of(intent.Fate));
        json.WriteBoolean("estimated", intent.IsEstimated);
        if (intent.Revision is { } revision)
        {
            json.WriteNumber("revision", revision);
        }

        SessionColumns.ForEach(intent.Stages, (name, ms) => Number(json, name, ms));
        WriteStamps(json, intent.At);
    }

    /// <summary>Members of a frame.</summary>
    public static void Frame(Utf8JsonWriter json, FrameSample frame)
    {
        json.WriteString("kind", "frame");
        json.WriteNumber("repeat", frame.Repeat);
        json.WriteNumber("sequence", frame.Sequence);
        json.WriteString("fate", StageNames.Of(frame.Fate));
        json.WriteBoolean("estimated", frame.IsEstimated);
        if (frame.Revision is { } revision)
        {
            json.WriteNumber("revision", revision);
        }

        json.WriteNumber("bytes", frame.Bytes);
        json.WriteBoolean("keyframe", frame.IsKeyframe);
        json.WriteString("quality", SnakeCase.Of(frame.Quality.ToString()));
        json.WriteNumber("level", frame.Level);
        SessionColumns.ForEach(frame.Stages, (name, ms) => Number(json, name, ms));
        WriteStamps(json, frame.At);
    }

    private static void WriteStamps<T>(Utf8JsonWriter json, Stamps<T> at)
        where T : struct, Enum
    {
        for (int i = 0; i < Stamps<T>.Names.Length; i++)
        {
            if (double.IsFinite(at[i]))
            {
                Number(json, Stamps<T>.Names[i], at[i]);
            }
        }
    }

    /// <summary>JSON has no infinity and no NaN: what is not known is null.</summary>
    private static void Number(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
        {
            json.WriteNumber(name, SessionColumns.Round(value));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
