using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Fathom.Bench.Pipeline;

/// <summary>Our pipeline and FFmpeg's program in turns, so that what else the machine does meets both alike.</summary>
/// <param name="Results">Our runs.</param>
/// <param name="Ratios">Our pictures a second over FFmpeg's, pair by pair.</param>
/// <param name="FfmpegRates">What FFmpeg took.</param>
internal sealed record PairedRuns(IReadOnlyList<PipelineResult> Results, IReadOnlyList<double> Ratios, IReadOnlyList<FfmpegRate> FfmpegRates)
{
    /// <summary>The median ratio.</summary>
    public double Ratio => Median(Ratios);

    /// <summary>FFmpeg's median rate.</summary>
    public double FfmpegFramesPerSecond => Median([.. FfmpegRates.Select(rate => rate.FramesPerSecond)]);

    /// <summary>FFmpeg's median processor time for a picture.</summary>
    public double FfmpegCpuMsPerFrame => Median([.. FfmpegRates.Select(rate => rate.CpuMsPerFrame)]);

    /// <summary>Our run with the median rate.</summary>
    public PipelineResult Typical => Results.OrderBy(result => result.FramesPerSecond).ElementAt(Results.Count / 2);

    /// <summary>Runs so many pairs; every other one begins with ffmpeg.</summary>
    public static PairedRuns Measure(PipelineRun run, PipelineSettings settings, int pairs, Action<int, double> onPair, CancellationToken interrupt)
    {
        var results = new List<PipelineResult>();
        var rates = new List<FfmpegRate>();
        var ratios = new List<double>();
        for (int i = 0; i < pairs; i++)
        {
            if (i % 2 == 0)
            {
                results.Add(run.Run(interrupt));
                rates.Add(FfmpegBaseline.Measure(settings, interrupt));
            }
            else
            {
                rates.Add(FfmpegBaseline.Measure(settings, interrupt));
                results.Add(run.Run(interrupt));
            }

            interrupt.ThrowIfCancellationRequested();
            ratios.Add(results[^1].FramesPerSecond / rates[^1].FramesPerSecond);
            onPair(i, ratios[^1]);
        }

        return new PairedRuns(results, ratios, rates);
    }

    internal static double Median(IReadOnlyList<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length == 0 ? 0 : sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
