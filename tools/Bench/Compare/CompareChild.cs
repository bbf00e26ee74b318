using System.IO;
using System.Linq;
using Fathom.Bench.Commands;
using Fathom.Bench.Pipeline;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Reports;
using Fathom.Render;

namespace Fathom.Bench.Compare;

/// <summary>Our side of a comparison, in a process of its own; it says the same as <c>Peers/pyav_path.py</c>.</summary>
internal static class CompareChild
{
    private const string Schema = "fathom.bench.compare_child/1";

    /// <summary>Plays once after a warm-up and prints what it took. Where processor time is measured, the warm-up lasts until most has been compiled for good.</summary>
    public static ExitCode Print(string mode, string input, int threads, int frames, BenchContext context)
    {
        if (!File.Exists(input))
        {
            throw new FathomException(ExitCode.Usage, "There is nothing to play.", "--child is asked for by the program itself only, together with --input.", "Leave --child out.");
        }

        var settings = new PipelineSettings(input, threads, frames, RenderPath.Automatic, DecoderWish.Software, 0) { IsOneByOne = mode == "one", WarmUp = mode == "one" ? 32 : 96 };
        using var run = new PipelineRun(settings, context.Time, context.Interrupt);
        PipelineResult result = run.Run(context.Interrupt);
        double[] thumbnail = PictureThumbnail.Of(run.Capture());
        JsonReport.Write(context.Output, Schema, json =>
        {
            json.WriteString("renderer", result.Surface);
            json.WriteNumber("frames", result.Frames);
            json.WriteNumber("warm_up", settings.WarmUp);
            json.WriteNumber("seconds", result.Seconds);
            json.WriteNumber("processor_seconds", result.CpuMsPerFrame * result.Frames / 1000);
            json.WriteStartArray("thumbnail");
            thumbnail.ToList().ForEach(json.WriteNumberValue);
            json.WriteEndArray();
            result.Decode.Write(json, "decode_ms");
            result.Draw.Write(json, "draw_ms");
            result.DecodedToReadable.Write(json, "beyond_ms");
            result.LastByteToReadable.Write(json, "readable_ms");
        });
        return ExitCode.Ok;
    }
}
