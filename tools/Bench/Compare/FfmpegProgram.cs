using System;
using System.Linq;
using System.Threading;
using Fathom.Bench.Pipeline;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Bench.Compare;

/// <summary>FFmpeg's own program: decoding and nothing else.</summary>
internal sealed class FfmpegProgram : IComparedProgram
{
    private readonly ChildMeter _meter;

    public FfmpegProgram(ChildMeter meter) => _meter = meter;

    public string Name => "ffmpeg";

    public string Does => "decodes and throws the picture away: no conversion, no upload, no drawing; with two threads it decodes two pictures at once and so holds one back";

    public string Version { get; private set; } = "";

    public string CommandFor(ComparedClip clip, int frames) => "ffmpeg " + string.Join(' ', FfmpegBaseline.Arguments(Settings(clip with { Path = "FILE" }, frames)));

    public string? WhyNot()
    {
        if (_meter.Run("ffmpeg", ["-version"], CancellationToken.None) is not { Exit: 0 } run)
        {
            return "install ffmpeg (apt-get install ffmpeg)";
        }

        Version = string.Join(' ', run.Output.Split(' ').Take(3));
        return null;
    }

    public bool Plays(ComparedClip clip) => true;

    public ProgramFigures Measure(ComparedClip clip, int frames, CancellationToken interrupt)
    {
        if (_meter.Run("ffmpeg", FfmpegBaseline.Arguments(Settings(clip, frames)), interrupt) is not { Exit: 0 } run || FfmpegBaseline.Parse(run.Errors) is not { } rate)
        {
            throw new ProgramFailedException("ffmpeg ended without saying what it decoded.");
        }

        return new ProgramFigures
        {
            Rate = rate.FramesPerSecond,
            ProcessorMsPerFrame = rate.CpuMsPerFrame,
            StartProcessorSeconds = Math.Max(0, run.ProcessorSeconds - (rate.CpuMsPerFrame * frames / 1000)),
            PeakMebibytes = run.PeakMebibytes,
        };
    }

    public void Dispose()
    {
    }

    private static PipelineSettings Settings(ComparedClip clip, int frames) => new(clip.Path, clip.Threads, frames, RenderPath.Automatic, DecoderWish.Software, 0);
}
