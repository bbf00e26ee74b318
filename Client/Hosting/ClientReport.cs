using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Json;
using Fathom.Client.Recording;
using Fathom.Client.Telemetry;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;

namespace Fathom.Client.Hosting;

/// <summary>What a run measured, as data; <c>--json</c> writes it.</summary>
internal sealed record ClientReport
{
    /// <summary>The exit code of the run.</summary>
    public required ExitCode ExitCode { get; init; }

    /// <summary>Why it ended, in one word.</summary>
    public required string ExitReason { get; init; }

    /// <summary>What was counted.</summary>
    public required FlightCounters Counters { get; init; }

    /// <summary>From the start of the state connection to the first picture, in milliseconds; null without a picture.</summary>
    public double? FirstFrameMs { get; init; }

    /// <summary>Milliseconds between pictures on screen.</summary>
    public Distribution FrameGapMs { get; init; }

    /// <summary>Milliseconds from the server's stamp to the screen.</summary>
    public Distribution FrameAgeMs { get; init; }

    /// <summary>True while <see cref="FrameAgeMs"/> rests on arrivals only.</summary>
    public bool FrameAgeEstimated { get; init; }

    /// <summary>Milliseconds of drawing and swapping.</summary>
    public Distribution DrawMs { get; init; }

    /// <summary>Milliseconds from a post on another thread to the main thread's look.</summary>
    public Distribution WakeMs { get; init; }

    /// <summary>The stream's size.</summary>
    public int Width { get; init; }

    /// <summary>The stream's size.</summary>
    public int Height { get; init; }

    /// <summary>The rate that the server announced.</summary>
    public double FpsAdvertised { get; init; }

    /// <summary>The rate on screen, from the first picture to the last.</summary>
    public double FpsPresented { get; init; }

    /// <summary>From the start of the state connection to the end.</summary>
    public double Seconds { get; init; }

    /// <summary>GL in its own words.</summary>
    public string Gl { get; init; } = string.Empty;

    /// <summary>FFmpeg's version.</summary>
    public string Ffmpeg { get; init; } = string.Empty;

    /// <summary>Which decoder made the pictures.</summary>
    public string Decoder { get; init; } = string.Empty;

    /// <summary>The ways to decode in the order in which they are tried.</summary>
    public IReadOnlyList<string> DecoderOrder { get; init; } = [];

    /// <summary>Why in this order.</summary>
    public string DecoderReason { get; init; } = string.Empty;

    /// <summary>The ways that were tried and are out.</summary>
    public IReadOnlyList<DecoderRefusal> DecoderRefusals { get; init; } = [];

    /// <summary>How pictures reach the screen, and why that way.</summary>
    public string Path { get; init; } = string.Empty;

    /// <summary>Leases not given back at the end; anything but 0 is a bug.</summary>
    public int LeasesOut { get; init; }

    /// <summary>Renderer roles held after the last fence; anything but 0 is a bug.</summary>
    public int RendererRolesAtIdle { get; init; }

    /// <summary>Milliseconds from a draw to the tick that saw its fence.</summary>
    public Distribution GpuMs { get; init; }

    /// <summary>What <see cref="GpuMs"/> means on this machine.</summary>
    public string GpuSource { get; init; } = string.Empty;

    /// <summary>How often the GL context was lost and replaced.</summary>
    public int ContextLosses { get; init; }

    /// <summary>Late ticks of the main thread.</summary>
    public long Stalls { get; init; }

    /// <summary>Connections made again after they had worked.</summary>
    public int Reconnects { get; init; }

    /// <summary>Intents that the server accepted.</summary>
    public long Acks { get; init; }

    /// <summary>Intents that the server refused.</summary>
    public long Rejects { get; init; }

    /// <summary>How the server's view stood at the end; null when there was none to ask.</summary>
    public ViewReport? View { get; init; }

    /// <summary>Where the time from intents to pictures went; null where nothing ran.</summary>
    public StageReport? Stages { get; init; }

    /// <summary>Where the picture was written; null for nowhere.</summary>
    public string? Picture { get; init; }

    /// <summary>What became of the recording; null without one.</summary>
    public RecordingSummary? Recording { get; init; }

    /// <summary>What was replayed; null for a server.</summary>
    public ReplaySummary? Replay { get; init; }

    /// <summary>Writes the report as one JSON object.</summary>
    public void Write(Stream output, string schema) => JsonReport.Write(output, schema, WriteBody);

    /// <summary>The report in one sentence.</summary>
    public string ForPeople() => FirstFrameMs is not { } first ? "no picture was shown." : string.Create(
        CultureInfo.InvariantCulture,
        $"{Counters.Presented} of {Counters.Received} pictures shown in {Seconds:0.0} s, {FpsPresented:0.0} a second; first after {first:0} ms; age {FrameAgeMs.P50:0.0} ms, 95 % below {FrameAgeMs.P95:0.0} ms{(FrameAgeEstimated ? " (estimated)" : string.Empty)}.");

    private void WriteBody(Utf8JsonWriter json)
    {
        json.WriteNumber("frames_received", Counters.Received);
        json.WriteNumber("frames_decoded", Counters.Decoded);
        json.WriteNumber("frames_presented", Counters.Presented);
        json.WriteNumber("stills", Counters.Stills);
        json.WriteStartObject("drops");
        ReadOnlySpan<string> names = DropCounters.Names;
        for (int i = 0; i < names.Length; i++)
        {
            json.WriteNumber(names[i], Counters.Drops[(DropReason)i]);
        }

        json.WriteEndObject();
        if (FirstFrameMs is { } first)
        {
            json.WriteNumber("first_frame_ms", Math.Round(first, 1));
        }
        else
        {
            json.WriteNull("first_frame_ms");
        }

        FrameGapMs.Write(json, "frame_gap_ms");
        FrameAgeMs.Write(json, "frame_age_ms");
        json.WriteBoolean("frame_age_estimated", FrameAgeEstimated);
        DrawMs.Write(json, "draw_ms");
        GpuMs.Write(json, "gpu_ms");
        json.WriteString("gpu_source", GpuSource);
        WakeMs.Write(json, "wake_ms");
        Stages?.Write(json);
        json.WriteNumber("width", Width);
        json.WriteNumber("height", Height);
        json.WriteNumber("fps_advertised", Math.Round(FpsAdvertised, 2));
        json.WriteNumber("fps_presented", Math.Round(FpsPresented, 2));
        json.WriteNumber("seconds", Math.Round(Seconds, 3));
        json.WriteNumber("received_bytes", Counters.ReceivedBytes);
        json.WriteNumber("bad_messages", Counters.BadMessages);
        json.WriteString("gl", Gl);
        json.WriteString("ffmpeg", Ffmpeg);
        json.WriteString("decoder", Decoder);
        WriteChoice(json);
        json.WriteString("path", Path);
        json.WriteNumber("leases_out", LeasesOut);
        json.WriteNumber("renderer_roles_at_idle", RendererRolesAtIdle);
        json.WriteNumber("context_losses", ContextLosses);
        json.WriteNumber("stalls", Stalls);
        json.WriteNumber("reconnects", Reconnects);
        json.WriteNumber("acks", Acks);
        json.WriteNumber("rejects", Rejects);
        View?.Write(json);
        json.WriteString("picture", Picture);
        Recording?.Write(json, "recording");
        Replay?.Write(json, "replay");
        json.WriteString("exit_reason", ExitReason);
        json.WriteNumber("exit_code", (int)ExitCode);
    }

    private void WriteChoice(Utf8JsonWriter json)
    {
        json.WriteStartObject("decoder_choice");
        json.WriteStartArray("order");
        foreach (string path in DecoderOrder)
        {
            json.WriteStringValue(path);
        }

        json.WriteEndArray();
        json.WriteString("why", DecoderReason);
        json.WriteStartArray("refused");
        foreach (DecoderRefusal refusal in DecoderRefusals)
        {
            json.WriteStartObject();
            json.WriteString("path", refusal.Path);
            json.WriteString("why", refusal.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
