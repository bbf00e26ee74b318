using System;
using System.Collections.Generic;
using System.Globalization;
using Fathom.Bench.Painting;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Bench.Commands;

/// <summary><c>fathom bench render</c>.</summary>
internal sealed class RenderCommand : IBenchCommand
{
    private const string Schema = "fathom.bench.render/1";

    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        BenchCommandTable.Program,
        "render",
        "Draw slices and projections of generated cubes at 1280×720, beside plain formulas and NumPy.",
        [
            new("edge", OptionKind.Text, "Which cubes") { Choices = ["32", "256", "512", "both"], Default = "both", CommandLineOnly = true },
            new("type", OptionKind.Text, "Of which samples") { Choices = ["uint8", "uint16", "both"], Default = "both", CommandLineOnly = true },
            new("rounds", OptionKind.Integer, "How often all kinds of pictures take turns") { ValueName = "N", Default = "15", Minimum = 1, Maximum = 10_000, CommandLineOnly = true },
            new("without-baselines", OptionKind.Flag, "Leave out the plain renderer and NumPy, which take most of the time") { CommandLineOnly = true },
            new("pictures", OptionKind.Text, "Also write a picture of each mode, of a generated embryo and of cells with labels, as PNG into this folder") { ValueName = "FOLDER", CommandLineOnly = true },
            new("json", OptionKind.Flag, "Print one JSON object") { CommandLineOnly = true },
        ])
    {
        Examples =
        [
            ("fathom bench render --json", "Everything, as JSON."),
            ("fathom bench render --edge 256 --type uint16 --without-baselines", "Quick: one cube, only the real renderer."),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, BenchContext context)
    {
        var cases = new List<PaintCase>();
        string numpy = "not run: left out", scrubNote = "not run: left out";
        (Distribution cold, Distribution warm) = (default, default);
        foreach (int edge in parsed.Text("edge") is "both" or null ? [256, 512] : new[] { int.Parse(parsed.Text("edge")!, CultureInfo.InvariantCulture) })
        {
            foreach (string type in parsed.Text("type") is "both" or null ? ["uint8", "uint16"] : new[] { parsed.Text("type")! })
            {
                context.Error.WriteLine($"{edge}³ {type} …");
                using var volume = new NoisyBlobs(edge, type == "uint8" ? SampleType.UInt8 : SampleType.UInt16, 7);
                var run = new PaintRun(volume, type, edge, context.Time);
                IReadOnlyList<PaintCase> drawn = run.Run(parsed.Integer("rounds"), context.Interrupt);
                cases.AddRange(drawn);
                if (!parsed.Flag("without-baselines"))
                {
                    run.MeasurePlain(drawn);
                    numpy = NumpyBaseline.Measure(volume, type, edge, drawn);
                    if (edge == 256 && type == "uint16")
                    {
                        (cold, warm, scrubNote) = ScrubTrace.Measure(volume, edge, context.Time, context.Interrupt);
                    }
                }
            }
        }

        if (parsed.Text("pictures") is { } folder)
        {
            ModePictures.Write(folder, context.Error.WriteLine);
        }

        if (parsed.Flag("json"))
        {
            WriteJson(context, cases, numpy, cold, warm, scrubNote);
        }
        else
        {
            Say(context, cases, numpy, cold, warm, scrubNote);
        }

        return context.Interrupt.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static void Say(BenchContext context, List<PaintCase> cases, string numpy, Distribution cold, Distribution warm, string scrub)
    {
        context.Say($"{"cube",-12} {"picture",-17} {"fps",7} {"p50 ms",8} {"p95 ms",8} {"cpu ms",8} {"load",7} {"project",8} {"paint",7} {"plain ms",9} {"numpy ms",9}  floor");
        foreach (PaintCase one in cases)
        {
            Distribution frame = one.FrameMs;
            string floor = one.Floor is { } wanted ? Text($"{wanted} fps: {(one.FramesPerSecond >= wanted ? "held" : "missed")}") : "";
            context.Say(Text(
                $"{one.Edge + "³ " + one.Type,-12} {one.Name,-17} {one.FramesPerSecond,7:0.0} {frame.P50,8:0.00} {frame.P95,8:0.00} {one.ProcessorMs / one.Frames.Count,8:0.00} {Middle(one.Load),7:0.00} {Middle(one.Project),8:0.00} {Middle(one.Paint),7:0.00} {one.PlainMs,9:0} {one.NumpyMs,9:0.0}  {floor}"));
        }

        context.Say($"NumPy: {numpy}");
        context.Say(cold.Count == 0 ? $"Scrubbing: {scrub}" : Text($"Scrubbing ({scrub}): first p50 {cold.P50:0.0} ms, p95 {cold.P95:0.0} ms; again p50 {warm.P50:0.0} ms, p95 {warm.P95:0.0} ms"));
    }

    private static void WriteJson(BenchContext context, List<PaintCase> cases, string numpy, Distribution cold, Distribution warm, string scrub) =>
        JsonReport.Write(context.Output, Schema, json =>
        {
            json.WriteNumber("width", PaintRun.Width);
            json.WriteNumber("height", PaintRun.Height);
            json.WriteNumber("processors", Environment.ProcessorCount);
            json.WriteString("numpy", numpy);
            json.WriteStartArray("cases");
            foreach (PaintCase one in cases)
            {
                json.WriteStartObject();
                json.WriteString("picture", one.Name);
                json.WriteNumber("edge", one.Edge);
                json.WriteString("type", one.Type);
                json.WriteNumber("fps", Math.Round(one.FramesPerSecond, 2));
                one.FrameMs.Write(json, "frame_ms");
                json.WriteNumber("cpu_ms", Math.Round(one.ProcessorMs / Math.Max(1, one.Frames.Count), 3));
                json.WriteNumber("load_ms", Math.Round(Middle(one.Load), 3));
                json.WriteNumber("project_ms", Math.Round(Middle(one.Project), 3));
                json.WriteNumber("paint_ms", Math.Round(Middle(one.Paint), 3));
                WriteAgainst(json, "plain", one.PlainMs, one);
                WriteAgainst(json, "numpy", one.NumpyMs, one);
                if (one.Floor is { } floor)
                {
                    json.WriteNumber("floor_fps", floor);
                    json.WriteBoolean("holds_floor", one.FramesPerSecond >= floor);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("scrub");
            json.WriteString("note", scrub);
            if (cold.Count > 0)
            {
                cold.Write(json, "first_ms");
                warm.Write(json, "again_ms");
            }

            json.WriteEndObject();
        });

    private static void WriteAgainst(System.Text.Json.Utf8JsonWriter json, string name, double? milliseconds, PaintCase one)
    {
        if (milliseconds is { } other)
        {
            json.WriteNumber($"{name}_ms", Math.Round(other, 3));
            json.WriteNumber($"{name}_ratio", Math.Round(other / one.FrameMs.P50, 2));
        }
    }

    private static double Middle(List<double> values) => Distribution.FromValues(values.ToArray()).P50;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
