using System;
using System.Collections.Immutable;
using System.Linq;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Limits for the first picture from a look at a few samples; the true range is looked for afterwards.</summary>
internal static class ContrastEstimate
{
    private const int WantedSamples = 16 * 1024;
    private const double LowPercent = 1;
    private const double HighPercent = 99;

    /// <summary>Reads a region whose samples are all there.</summary>
    public delegate void Reader(in RegionRequest request, Span<byte> destination);

    /// <summary>The 1st and 99th percentile of one thinned slice in the middle of the coarsest level.</summary>
    public static (double Low, double High) FromFewSamples(VolumeInfo info, Reader read)
    {
        int level = info.Levels.Length - 1;
        RegionRequest request = MiddleSlice(info.Levels[level].Shape, level);
        byte[] samples = new byte[request.SampleCount * info.BytesPerSample];
        read(request, samples);
        double[] values = new double[request.SampleCount];
        SampleValues.Read(info.Sample, samples, values);
        return Percentiles.Of(values, LowPercent, HighPercent);
    }

    private static RegionRequest MiddleSlice(ImmutableArray<int> shape, int level)
    {
        int axes = shape.Length;
        int side = (int)Math.Sqrt(WantedSamples);
        return new RegionRequest(
            level,
            [.. shape.Select((length, axis) => axis < axes - 2 ? length / 2 : 0)],
            [.. shape.Select((length, axis) => axis < axes - 2 ? 1 : length)],
            [.. shape.Select((length, axis) => axis < axes - 2 ? 1 : Math.Max(1, (length + side - 1) / side))]);
    }
}
