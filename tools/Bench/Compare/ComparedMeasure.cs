using System;
using System.Collections.Generic;

namespace Fathom.Bench.Compare;

/// <summary>One thing that is compared.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Title">Its name in tables, with the unit.</param>
/// <param name="MoreIsBetter">Of a rate; of all others less is better.</param>
/// <param name="Of">The figure, null where a program has none.</param>
internal sealed record ComparedMeasure(string Name, string Title, bool MoreIsBetter, Func<ProgramFigures, double?> Of)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ComparedMeasure> All { get; } =
    [
        new("beyond_decode_ms", "beyond decode, ms a picture", false, static figures => figures.BeyondDecodeMs),
        new("latency_ms", "unit in → readable, ms", false, static figures => figures.LatencyMs),
        new("rate_fps", "pictures a second", true, static figures => figures.Rate),
        new("cpu_ms_per_frame", "processor, ms a picture", false, static figures => figures.ProcessorMsPerFrame),
        new("start_cpu_s", "processor, s for the start", false, static figures => figures.StartProcessorSeconds),
        new("peak_mib", "peak memory, MiB", false, static figures => figures.PeakMebibytes),
    ];

    /// <summary>How many times better ours is; below 1 it is worse. Null where one of them has no figure.</summary>
    public double? TimesBetter(ProgramFigures ours, ProgramFigures theirs) => (Of(ours), Of(theirs)) switch
    {
        ( > 0, > 0) => MoreIsBetter ? Of(ours) / Of(theirs) : Of(theirs) / Of(ours),
        _ => null,
    };

    /// <summary>What the project wants the ratio to be, where it wants something.</summary>
    public static double? Goal(ComparedClip clip, string program, string measure) => (clip.Name, program, measure) switch
    {
        ("1080p-1" or "1080p-4", "pyav", "beyond_decode_ms") => 3,
        ("1080p-1", "ffmpeg", "rate_fps") => 0.9,
        _ => null,
    };
}
