using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fathom.Client.Profiling.Sessions;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Profiling.Reports;

/// <summary>
/// Writes <c>trace.json</c> in the trace event format of Chrome, which Perfetto reads too: a track for each thread and stage, and an
/// arrow from each intent through the server to the draw of the picture that answered it.
/// </summary>
internal static class TraceFile
{
    private const int Client = 1, Network = 2, Server = 3;
    private const string FlowName = "intent";

    private static readonly (TraceTrack Track, int Process, string Name)[] s_tracks =
    [
        (TraceTrack.Input, Client, "intents"), (TraceTrack.Decode, Client, "decode"), (TraceTrack.Present, Client, "presenter"),
        (TraceTrack.Draw, Client, "main: draw and swap"), (TraceTrack.Gpu, Client, "gpu"),
        (TraceTrack.Up, Network, "up: intents"), (TraceTrack.Down, Network, "down: frames"),
        (TraceTrack.Apply, Server, "apply"), (TraceTrack.Render, Server, "render"), (TraceTrack.Encode, Server, "encode"), (TraceTrack.Serve, Server, "send"),
    ];

    /// <summary>Writes the whole session.</summary>
    public static void Write(Stream output, ProfileSession session)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("displayTimeUnit", "ms");
        json.WriteStartObject("otherData");
        json.WriteString("schema", ProfileSession.Schema);
        json.WriteString("scenario", session.Facts.Scenario);
        json.WriteString("net", session.Facts.Net);
        json.WriteString("server_times", session.Frames.Any(static frame => frame.IsEstimated) ? "estimated" : "exact");
        json.WriteEndObject();
        json.WriteStartArray("traceEvents");
        Names(json);
        foreach (IGrouping<TraceTrack, TraceSlice> track in TraceSlices.Of(session).GroupBy(static slice => slice.Track))
        {
            Track(json, track);
        }

        foreach (SessionPhase phase in session.Phases)
        {
            Instant(json, phase.Repeat == 0 ? "warm-up" : $"run {phase.Repeat}", phase.From);
        }

        foreach (SessionEvent happened in session.Events)
        {
            Instant(json, happened.Text.Length == 0 ? happened.Name : $"{happened.Name}: {happened.Text}", happened.At);
        }

        foreach (FrameSample frame in session.Frames.Where(static frame => frame.Fate != FrameFate.Shown && double.IsFinite(frame.At[FrameStamp.LastByte])))
        {
            Instant(json, $"frame {frame.Sequence} {StageNames.Of(frame.Fate)}", frame.At[FrameStamp.LastByte], TraceTrack.Present);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Names(Utf8JsonWriter json)
    {
        foreach ((int process, string name) in new[] { (Client, "client"), (Network, "network"), (Server, "server") })
        {
            Meta(json, "process_name", process, 0, name);
        }

        foreach ((TraceTrack track, int process, string name) in s_tracks)
        {
            Meta(json, "thread_name", process, (int)track + 1, name);
        }
    }

    private static void Meta(Utf8JsonWriter json, string what, int process, int thread, string name)
    {
        json.WriteStartObject();
        json.WriteString("ph", "M");
        json.WriteString("name", what);
        json.WriteNumber("pid", process);
        json.WriteNumber("tid", thread);
        json.WriteNumber("ts", 0);
        json.WriteStartObject("args");
        json.WriteString("name", name);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>What lies on one track may not overlap: each begins when the one before has ended, at the earliest.</summary>
    private static void Track(Utf8JsonWriter json, IEnumerable<TraceSlice> slices)
    {
        long free = long.MinValue;
        foreach (TraceSlice slice in slices.OrderBy(static slice => slice.From))
        {
            // Whole microseconds: then what follows begins exactly where this one ends.
            long from = Math.Max(free, Microseconds(slice.From)), to = Math.Max(from + 1, Microseconds(slice.To));
            free = to;
            Begin(json, "X", slice.Name, slice.Track, from);
            json.WriteNumber("dur", to - from);
            json.WriteStartObject("args");
            if (slice.Frame >= 0)
            {
                json.WriteNumber("frame", slice.Frame);
            }

            if (slice.Flow > 0)
            {
                json.WriteNumber("intent", slice.Flow);
            }

            json.WriteEndObject();
            json.WriteEndObject();
            if (slice.Flow > 0)
            {
                Flow(json, slice, from);
            }
        }
    }

    private static void Flow(Utf8JsonWriter json, in TraceSlice slice, long at)
    {
        string kind = slice.Track switch
        {
            TraceTrack.Input => "s",
            TraceTrack.Draw => "f",
            _ => "t",
        };
        Begin(json, kind, FlowName, slice.Track, at);
        json.WriteNumber("id", slice.Flow);
        if (kind == "f")
        {
            json.WriteString("bp", "e");
        }

        json.WriteEndObject();
    }

    private static void Instant(Utf8JsonWriter json, string name, double at, TraceTrack track = TraceTrack.Input)
    {
        Begin(json, "i", name, track, Microseconds(at));
        json.WriteString("s", "t");
        json.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter json, string kind, string name, TraceTrack track, long at)
    {
        json.WriteStartObject();
        json.WriteString("ph", kind);
        json.WriteString("name", name);
        json.WriteString("cat", "fathom");
        json.WriteNumber("pid", s_tracks[(int)track].Process);
        json.WriteNumber("tid", (int)track + 1);
        json.WriteNumber("ts", at);
    }

    private static long Microseconds(double ms) => (long)Math.Round(ms * 1000);
}
