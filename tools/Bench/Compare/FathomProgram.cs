using System;
using System.Globalization;
using System.IO;
using System.Threading;
using Fathom.Decode;

namespace Fathom.Bench.Compare;

/// <summary>Ours: this program as a child, so that it is measured from outside like all others.</summary>
internal sealed class FathomProgram : IComparedProgram
{
    private readonly ChildMeter _meter;

    public FathomProgram(ChildMeter meter) => _meter = meter;

    public string Name => "fathom";

    public string Does => "unit, preparation, decoder, lease, renderer, fence, as in the client: every picture is drawn and waited for; no sockets, no window";

    public string Version => FFmpegVersion.Describe();

    public string CommandFor(ComparedClip clip, int frames) => $"fathom bench pipeline --generate {clip.Size} --slices {clip.Slices} --threads {clip.Threads} --frames {frames} --decoder software";

    public string? WhyNot() => null;

    public bool Plays(ComparedClip clip) => true;

    public ProgramFigures Measure(ComparedClip clip, int frames, CancellationToken interrupt) =>
        SelfReport.Join(Child("rate", clip, frames, interrupt), Child("one", clip, CompareRounds.OneByOne(frames), interrupt));

    public void Dispose()
    {
    }

    private ChildRun? Child(string mode, ComparedClip clip, int frames, CancellationToken interrupt)
    {
        string program = Environment.ProcessPath!;
        string[] prefix = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(FathomProgram).Assembly.Location] : [];
        return _meter.Run(
            program,
            [.. prefix, "compare", "--child", mode, "--input", clip.Path, "--threads", clip.Threads.ToString(CultureInfo.InvariantCulture), "--frames", frames.ToString(CultureInfo.InvariantCulture)],
            interrupt);
    }
}
