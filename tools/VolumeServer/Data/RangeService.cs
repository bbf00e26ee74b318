using System;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Finds the range of values: exactly, in one pass that holds one group of frames, or robustly from a random part of the frames.</summary>
/// <remarks>Threads: any; a call blocks and listens to its token between groups.</remarks>
internal static class RangeService
{
    /// <summary>
    /// Smallest and largest of what is known and finite. Limits that the user demands win; nothing known gives (0, 1); equal limits are
    /// moved apart by half to each side.
    /// </summary>
    public static LayerRange Exact(IFrameScan scan, RangeOptions options, CancellationToken cancel)
    {
        if (options is { Low: { } low, High: { } high })
        {
            return new LayerRange(low, high, true, 0);
        }

        int group = GroupOf(scan, options), stride = Math.Max(1, options.SampleStride);
        if (stride > 1)
        {
            group = 1;
        }

        byte[] samples = new byte[(long)group * scan.SamplesPerFrame * scan.Sample.Bytes()], present = new byte[(long)group * scan.SamplesPerFrame];
        var range = new SampleRange(scan.Sample);
        for (int frame = 0; frame < scan.FrameCount; frame += stride > 1 ? stride : group)
        {
            cancel.ThrowIfCancellationRequested();
            int count = Math.Min(group, scan.FrameCount - frame), values = count * scan.SamplesPerFrame;
            Span<byte> read = samples.AsSpan(0, values * scan.Sample.Bytes()), mask = present.AsSpan(0, values);
            range.Add(read, mask, scan.Read(frame, count, read, mask, cancel));
        }

        (double smallest, double largest) = range.Count == 0 ? (0, 1) : Percentiles.Apart(range.Low, range.High);
        return new LayerRange(options.Low ?? smallest, options.High ?? largest, stride == 1, range.Count);
    }

    /// <summary>The 1st and 99th percentile of a random part of the frames.</summary>
    public static LayerRange Robust(IFrameScan scan, RangeOptions options, CancellationToken cancel)
    {
        if (options is { Low: { } low, High: { } high })
        {
            return new LayerRange(low, high, true, 0);
        }

        int frames = Math.Min(scan.FrameCount, options.PercentileFrames);
        var order = new SeededVisitOrder(scan.FrameCount, frames, options.Seed);
        int bytes = scan.Sample.Bytes(), perFrame = Math.Clamp(options.PercentileSamples / frames, 1, scan.SamplesPerFrame);
        byte[] samples = new byte[(long)scan.SamplesPerFrame * bytes], present = new byte[scan.SamplesPerFrame];
        double[] one = new double[1], values = new double[frames * perFrame];
        int known = 0;
        foreach (int frame in order.Visits)
        {
            cancel.ThrowIfCancellationRequested();
            RegionContent content = scan.Read(frame, 1, samples, present, cancel);
            for (int i = 0; i < perFrame && content != RegionContent.Missing; i++)
            {
                // The same places in every frame would follow a structure of the picture; a step that grows with the frame does not.
                int place = (int)(((long)i * scan.SamplesPerFrame / perFrame) + (frame % Math.Max(1, scan.SamplesPerFrame / perFrame)));
                SampleValues.Read(scan.Sample, samples.AsSpan(place * bytes, bytes), one);
                if (double.IsFinite(one[0]) && (content == RegionContent.Complete || present[place] != 0))
                {
                    values[known++] = one[0];
                }
            }
        }

        (double lowest, double highest) = Percentiles.Of(values.AsSpan(0, known), options.LowPercent, options.HighPercent);
        return new LayerRange(options.Low ?? lowest, options.High ?? highest, frames == scan.FrameCount && perFrame == scan.SamplesPerFrame, known);
    }

    private static int GroupOf(IFrameScan scan, RangeOptions options)
    {
        long frameBytes = Math.Max(1, (long)scan.SamplesPerFrame * scan.Sample.Bytes());
        int fits = (int)Math.Clamp(options.ChunkBytes / frameBytes, 1, options.ChunkFrames);
        return Math.Min(fits, scan.FrameCount);
    }
}
