using System;
using System.IO;
using System.Text.Json;
using Fathom.Client.Telemetry;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Recording;

/// <summary>Writes what the client decided in the last seconds beside a dump: what became of frames and intents, and when.</summary>
internal static class FlightReport
{
    /// <summary>Writes one JSON object. Times are milliseconds before the dump, and negative; what did not happen is left out.</summary>
    public static void Write(Stream output, string recording, string reason, long now, TimeProvider time, FlightDecisions decisions)
    {
        (FrameRecord[] frames, IntentRecord[] intents) = decisions.Copy();
        JsonReport.Write(output, "fathom.flight/1", json =>
        {
            json.WriteString("recording", recording);
            json.WriteString("reason", reason);
            json.WriteString("time", time.GetUtcNow());
            var stamps = new Stamps(json, now, time.TimestampFrequency);
            json.WriteStartArray("frames");
            foreach (ref readonly FrameRecord frame in frames.AsSpan())
            {
                json.WriteStartObject();
                WriteFrame(json, frame, stamps);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("intents");
            foreach (ref readonly IntentRecord intent in intents.AsSpan())
            {
                json.WriteStartObject();
                WriteIntent(json, intent, stamps);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private static void WriteFrame(Utf8JsonWriter json, in FrameRecord frame, Stamps stamps)
    {
        json.WriteNumber("sequence", frame.Sequence);
        json.WriteString("fate", JsonNamingPolicy.SnakeCaseLower.ConvertName(frame.Fate.ToString()));
        json.WriteBoolean("keyframe", frame.IsKeyframe);
        if (frame.HasView)
        {
            json.WriteNumber("revision", frame.Revision);
            json.WriteString("quality", JsonNamingPolicy.SnakeCaseLower.ConvertName(frame.Quality.ToString()));
        }

        stamps.Write("last_byte_ms", frame.LastByte);
        stamps.Write("decode_submit_ms", frame.DecodeSubmit);
        stamps.Write("decode_done_ms", frame.DecodeDone);
        stamps.Write("queued_ms", frame.Queued);
        stamps.Write("due_ms", frame.Due);
        stamps.Write("tick_start_ms", frame.TickStart);
        stamps.Write("latched_ms", frame.Latched);
        stamps.Write("drawn_ms", frame.Drawn);
        stamps.Write("gpu_done_ms", frame.GpuDone);
        stamps.Write("swapped_ms", frame.Swapped);
    }

    private static void WriteIntent(Utf8JsonWriter json, in IntentRecord intent, Stamps stamps)
    {
        json.WriteNumber("number", intent.Number);
        json.WriteString("property", $"{intent.Key.Scope}/{intent.Key.Target}/{intent.Key.Key}");
        json.WriteString("fate", JsonNamingPolicy.SnakeCaseLower.ConvertName(intent.Fate.ToString()));
        if (intent.Revision is { } revision)
        {
            json.WriteNumber("revision", revision);
        }

        stamps.Write("input_ms", intent.Input);
        stamps.Write("sent_ms", intent.Sent);
        stamps.Write("acked_ms", intent.Acked);
        stamps.Write("shown_ms", intent.Shown);
    }

    private readonly record struct Stamps(Utf8JsonWriter Json, long Now, long Frequency)
    {
        public void Write(string name, long at)
        {
            if (at != 0)
            {
                Json.WriteNumber(name, Math.Round((at - Now) * 1000.0 / Frequency, 3));
            }
        }
    }
}
