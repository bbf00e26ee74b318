using System;
using System.Globalization;
using Fathom.Bench.Pipeline;
using Fathom.Decode;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Bench.Commands;

/// <summary><c>fathom bench pipeline</c>.</summary>
internal sealed class PipelineCommand : IBenchCommand
{
    /// <inheritdoc/>
    public CommandDefinition Definition { get; } = new(
        BenchCommandTable.Program,
        "pipeline",
        "Decode and draw every picture of a file, headless, as fast as it goes.",
        [
            new("input", OptionKind.Text, "The file: H.264 or HEVC with start codes, MP4, Matroska, IVF, or what else FFmpeg reads") { ValueName = "FILE", CommandLineOnly = true },
            new("generate", OptionKind.Text, "Make an H.264 clip of this size first, unless FILE is there; without --input in the temporary folder") { ValueName = "SIZE", Choices = ["180p", "720p", "1080p", "2160p"], CommandLineOnly = true },
            new("slices", OptionKind.Integer, "Slices a picture of the clip that is made") { ValueName = "N", Default = "1", Minimum = 1, Maximum = 16, CommandLineOnly = true },
            new("threads", OptionKind.Integer, "Slice threads of the decoder; more than one helps only where pictures have slices") { ValueName = "N", Default = "1", Minimum = 1, Maximum = 64, CommandLineOnly = true },
            new("frames", OptionKind.Integer, "Pictures at most; 0 takes all") { ValueName = "N", Default = "0", Minimum = 0, CommandLineOnly = true },
            new("rate", OptionKind.Number, "Pictures a second, as they come from a server, for latencies without a queue; 0: as fast as it goes") { ValueName = "FPS", Default = "0", Minimum = 0, Maximum = 1000, CommandLineOnly = true },
            new("path", OptionKind.Text, "The way from planes to pixels") { Choices = ["auto", "blit", "shader"], Default = "auto", CommandLineOnly = true },
            new("decoder", OptionKind.Text, "Which decoder; auto is the fastest that works") { Choices = ["auto", "software", "vaapi", "nvdec"], Default = "auto", CommandLineOnly = true },
            new("window", OptionKind.Flag, "Draw into a window of the pictures' size instead of memory; its swap is in the time of a draw") { CommandLineOnly = true },
            new("compare-paths", OptionKind.Flag, "Run both ways from planes to pixels in turns and compare the drawing; decoded in software") { CommandLineOnly = true },
            new("against-ffmpeg", OptionKind.Flag, "Run 'ffmpeg -threads N -i FILE -f null -' in turns with ours and give the ratio") { CommandLineOnly = true },
            new("pairs", OptionKind.Integer, "How many pairs of runs that are") { ValueName = "N", Default = "7", Minimum = 1, Maximum = 1000, CommandLineOnly = true },
            new("json", OptionKind.Flag, "Print one JSON object") { CommandLineOnly = true },
        ])
    {
        Examples =
        [
            ("fathom bench pipeline --generate 1080p --against-ffmpeg", "Make a clip with one slice a picture and compare with ffmpeg's own decoding."),
            ("fathom bench pipeline --generate 1080p --slices 4 --threads 2 --json", "Four slices on two threads, as JSON."),
            ("fathom bench pipeline --generate 720p --frames 60 --compare-paths", "Which way from planes to pixels is faster here."),
            ("fathom bench pipeline --input clip.mp4 --rate 60", "Latencies at 60 pictures a second."),
        ],
    };

    /// <inheritdoc/>
    public ExitCode Run(ParsedCommand parsed, BenchContext context)
    {
        var settings = new PipelineSettings(
            Input(parsed, context),
            parsed.Integer("threads"),
            parsed.Integer("frames"),
            parsed.Text("path") switch { "blit" => RenderPath.Blit, "shader" => RenderPath.Shader, _ => RenderPath.Automatic },
            Enum.Parse<DecoderWish>(parsed.Text("decoder")!, ignoreCase: true),
            parsed.Number("rate"))
        { IsWindowed = parsed.Flag("window") };
        int count = parsed.Integer("pairs");
        if (parsed.Flag("compare-paths"))
        {
            return ComparePaths(parsed, settings, count, context);
        }

        if (settings.Rate > 0 && parsed.Flag("against-ffmpeg"))
        {
            throw new FathomException(ExitCode.Usage, "Cannot compare with ffmpeg at a fixed rate.", "--rate makes both wait.", "Leave out --rate or --against-ffmpeg.");
        }

        using var run = new PipelineRun(settings, context.Time, context.Interrupt);
        PairedRuns? pairs = null;
        if (parsed.Flag("against-ffmpeg"))
        {
            pairs = PairedRuns.Measure(run, settings, count, (index, ratio) => SayPair(context, index, count, ratio, "of ffmpeg's rate"), context.Interrupt);
        }

        PipelineResult result = pairs?.Typical ?? run.Run(context.Interrupt);
        if (parsed.Flag("json"))
        {
            PipelineReport.WriteJson(context, settings, result, pairs);
        }
        else
        {
            PipelineReport.Say(context, result, pairs);
        }

        return context.Interrupt.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Ok;
    }

    private static ExitCode ComparePaths(ParsedCommand parsed, PipelineSettings settings, int count, BenchContext context)
    {
        var comparison = PathComparison.Measure(
            settings, count, context.Time, (index, ratio) => SayPair(context, index, count, ratio, "times the blit's time for the shader"), context.Interrupt);
        if (parsed.Flag("json"))
        {
            PipelineReport.WriteJson(context, settings, comparison);
        }
        else
        {
            PipelineReport.Say(context, comparison);
        }

        return ExitCode.Ok;
    }

    private static void SayPair(BenchContext context, int index, int count, double ratio, string of) =>
        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pair {index + 1} of {count}: {ratio:0.000} {of}"));

    private static string Input(ParsedCommand parsed, BenchContext context)
    {
        if (parsed.Text("generate") is { } size)
        {
            return ClipMaker.Ensure(parsed.Text("input"), size, parsed.Integer("slices"), context.Error.WriteLine);
        }

        return parsed.Text("input") ?? throw new FathomException(
            ExitCode.Usage, "'fathom bench pipeline' needs a file.", "Neither --input nor --generate was given.", "Say --generate 1080p, or see 'fathom bench pipeline --help'.");
    }
}
