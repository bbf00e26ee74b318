using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using Fathom.Bench.Commands;
using Fathom.Protocol.Reports;

namespace Fathom.Bench.Pipeline;

/// <summary>A run in words and as JSON.</summary>
internal static class PipelineReport
{
    /// <summary>Name and version of the JSON.</summary>
    public const string Schema = "fathom.bench.pipeline/1";

    /// <summary>The same for the comparison of paths.</summary>
    public const string PathsSchema = "fathom.bench.paths/1";

    public static void WriteJson(BenchContext context, PipelineSettings settings, PipelineResult result, PairedRuns? pairs) =>
        JsonReport.Write(context.Output, Schema, json =>
        {
            json.WriteString("input", settings.Input);
            json.WriteNumber("threads", settings.Threads);
            if (settings.Rate > 0)
            {
                json.WriteNumber("rate", settings.Rate);
            }

            WriteClip(json, result.Clip);
            json.WriteNumber("frames", result.Frames);
            json.WriteNumber("seconds", Math.Round(result.Seconds, 4));
            json.WriteNumber("fps", Math.Round(result.FramesPerSecond, 2));
            result.Decode.Write(json, "decode_ms");
            result.Draw.Write(json, "draw_ms");
            result.LastByteToReadable.Write(json, "last_byte_to_readable_ms");
            result.DecodedToReadable.Write(json, "decoded_to_readable_ms");
            json.WriteNumber("cpu_ms_per_frame", Math.Round(result.CpuMsPerFrame, 3));
            json.WriteNumber("alloc_bytes_per_frame", Math.Round(result.AllocatedBytesPerFrame, 1));
            json.WriteNumber("copies_per_frame", Math.Round(result.Copies.Values.Sum(), 3));
            json.WriteStartObject("copies");
            foreach ((string step, double copies) in result.Copies)
            {
                json.WriteNumber(step, Math.Round(copies, 3));
            }

            json.WriteEndObject();
            json.WriteNumber("decode_errors", result.DecodeErrors);
            json.WriteString("decoder", result.Decoder);
            json.WriteString("decoder_path", result.DecoderPath);
            WriteTexts(json, "refused", result.Refusals);
            json.WriteString("path", result.Path);
            json.WriteString("surface", result.Surface);
            if (pairs is not null)
            {
                WritePairs(json, settings, pairs);
            }
        });

    /// <summary>Both paths of the renderer with the same pictures.</summary>
    public static void WriteJson(BenchContext context, PipelineSettings settings, PathComparison comparison) =>
        JsonReport.Write(context.Output, PathsSchema, json =>
        {
            json.WriteString("input", settings.Input);
            WriteClip(json, comparison.Blit.Clip);
            json.WriteString("surface", comparison.Blit.Surface);
            json.WriteString("chosen", comparison.Chosen);
            json.WriteNumber("shader_to_blit", Math.Round(comparison.Ratio, 3));
            comparison.Blit.Draw.Write(json, "blit_draw_ms");
            comparison.Shader.Draw.Write(json, "shader_draw_ms");
            json.WriteNumber("blit_cpu_ms_per_frame", Math.Round(comparison.Blit.CpuMsPerFrame, 3));
            json.WriteNumber("shader_cpu_ms_per_frame", Math.Round(comparison.Shader.CpuMsPerFrame, 3));
            json.WriteNumber("pairs", comparison.Ratios.Count);
        });

    public static void Say(BenchContext context, PathComparison comparison)
    {
        ClipFacts clip = comparison.Blit.Clip;
        context.Say(Text($"{clip.Width}×{clip.Height} {clip.Layout} on {comparison.Blit.Surface}"));
        context.Say(Line("convert, upload, blit", comparison.Blit.Draw));
        context.Say(Line("upload planes, shader", comparison.Shader.Draw));
        context.Say(Text($"with decoding {comparison.Blit.CpuMsPerFrame:0.0} and {comparison.Shader.CpuMsPerFrame:0.0} ms of processor time a picture"));
        context.Say(Text($"the shader takes {comparison.Ratio:0.0} times as long as the blit (median of {comparison.Ratios.Count} pairs); chosen here: {comparison.Chosen}"));
    }

    public static void Say(BenchContext context, PipelineResult result, PairedRuns? pairs)
    {
        ClipFacts clip = result.Clip;
        string slices = clip.Slices > 0 ? $", {clip.Slices} slice{(clip.Slices == 1 ? "" : "s")} a picture" : "";
        context.Say(Text($"{clip.Codec} {clip.Width}×{clip.Height} {clip.Layout} in {clip.Container}{slices}"));
        context.Say(Text($"{result.Decoder}; {result.Path}; {result.Surface}"));
        context.Say(Text($"{result.Frames} pictures decoded and drawn in {result.Seconds:0.000} s: {result.FramesPerSecond:0.0} a second"));
        context.Say(Line("decode", result.Decode));
        context.Say(Line("draw", result.Draw));
        context.Say(Line("last byte → readable", result.LastByteToReadable));
        context.Say(Line("  of it behind the decoder", result.DecodedToReadable));
        IEnumerable<string> steps = result.Copies.Where(step => step.Value > 0).Select(step => Text($"{step.Key} {step.Value:0.##}"));
        context.Say(Text($"{result.Copies.Values.Sum():0.##} copies a picture ({string.Join(", ", steps)}), {result.AllocatedBytesPerFrame:0} managed bytes, {result.CpuMsPerFrame:0.0} ms of processor time"));
        foreach (string refusal in result.Refusals)
        {
            context.Say($"not used: {refusal}");
        }

        if (result.DecodeErrors > 0)
        {
            context.Say(Text($"{result.DecodeErrors} units were wrong"));
        }

        if (pairs is not null)
        {
            context.Say(Text($"ffmpeg decodes {pairs.FfmpegFramesPerSecond:0.0} a second with {pairs.FfmpegCpuMsPerFrame:0.0} ms of processor time each; ratio {pairs.Ratio:0.000}, the median of {pairs.Ratios.Count} pairs ({pairs.Ratios.Min():0.000} to {pairs.Ratios.Max():0.000})"));
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void WriteClip(Utf8JsonWriter json, ClipFacts clip)
    {
        json.WriteString("codec", clip.Codec);
        json.WriteString("container", clip.Container);
        json.WriteNumber("width", clip.Width);
        json.WriteNumber("height", clip.Height);
        json.WriteNumber("slices", clip.Slices);
        json.WriteString("layout", clip.Layout);
        json.WriteNumber("reordered_frames", clip.ReorderedFrames);
    }

    private static void WritePairs(Utf8JsonWriter json, PipelineSettings settings, PairedRuns pairs)
    {
        json.WriteNumber("ratio_to_ffmpeg", Math.Round(pairs.Ratio, 4));
        json.WriteNumber("ffmpeg_fps", Math.Round(pairs.FfmpegFramesPerSecond, 2));
        json.WriteNumber("ffmpeg_cpu_ms_per_frame", Math.Round(pairs.FfmpegCpuMsPerFrame, 3));
        json.WriteString("ffmpeg_command", "ffmpeg " + string.Join(' ', FfmpegBaseline.Arguments(settings)));
        json.WriteStartArray("ratios");
        foreach (double ratio in pairs.Ratios)
        {
            json.WriteNumberValue(Math.Round(ratio, 4));
        }

        json.WriteEndArray();
    }

    private static string Line(string name, Distribution values) => Text($"  {name,-26} p50 {values.P50:0.00} ms, p95 {values.P95:0.00}, p99 {values.P99:0.00}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
