using System;
using System.Threading;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Counts the values of a layer: of the data as a whole, within a bound of bytes, or of the slice that is shown.</summary>
/// <remarks>Threads: any; a call blocks and listens to its token between groups of samples.</remarks>
internal static class HistogramService
{
    /// <summary>Of the data no more bytes than this are read; more frames than fit are chosen at random, always the same ones.</summary>
    public const long MostBytes = 64L << 20;

    private const int MostKept = 1 << 19;
    private const int MostSliceSamples = 4 << 20;

    /// <summary>The layer's data, from the level from which its contrast is looked for.</summary>
    public static ValueHistogram OfData(SceneLayer layer, int bins, CancellationToken cancel)
    {
        var field = layer.Source as GridFieldSource;
        int level = field is null ? RangeRefinement.LevelOf(layer.Info) : 0;
        var slices = field is null ? new SliceScan(layer.Source, level, layer.Channel) : null;
        IFrameScan scan = (IFrameScan?)slices ?? field!.Scan;
        long frameBytes = Math.Max(1, (long)scan.SamplesPerFrame * scan.Sample.Bytes());
        int frames = (int)Math.Clamp(MostBytes / frameBytes, 1, scan.FrameCount);
        var tally = new ValueTally(scan.Sample, (long)frames * scan.SamplesPerFrame, MostKept);
        byte[] samples = new byte[frameBytes], present = new byte[scan.SamplesPerFrame];
        foreach (int frame in new SeededVisitOrder(scan.FrameCount, frames, seed: 1).Visits)
        {
            cancel.ThrowIfCancellationRequested();
            RegionContent content = scan.Read(frame, 1, samples, present, cancel);
            if (content != RegionContent.Missing)
            {
                tally.Add(samples, content == RegionContent.Complete ? [] : present);
            }
        }

        return ValueHistogram.Of(tally, bins, level == 0 && frames == scan.FrameCount && (slices is null || slices.IsComplete), level);
    }

    /// <summary>The whole slice at a position, as thick as it is drawn, from the finest level of which a slice is not too large.</summary>
    public static ValueHistogram OfSlice(SceneLayer layer, VolumeInfo scene, SceneState state, int bins, CancellationToken cancel)
    {
        ViewAxes axes = state.Axes(scene);
        int row = layer.SourceAxis(axes.Row), column = layer.SourceAxis(axes.Column), level = 0;
        while (level < layer.Info.Levels.Length - 1 && SliceSamples(layer.Info.Levels[level], row, column) > MostSliceSamples)
        {
            level++;
        }

        var all = new SampleWindow(-0.5, -0.5, scene.Axes[axes.Column].Length, scene.Axes[axes.Row].Length);
        PlaneKey key = PlanePlan.Key(layer, scene, state, level, all, MostSliceSamples);
        var plane = new PlaneSlice();
        new PlaneReader().Read(key, plane, cancel);
        var tally = new ValueTally(plane.Type, (long)plane.Rows * plane.Columns, MostKept);
        tally.Add(plane.Samples.AsSpan(0, plane.Rows * plane.Columns * plane.Type.Bytes()), plane.Present);
        return ValueHistogram.Of(tally, bins, level == 0 && key.Stride == 1, level);
    }

    private static double SliceSamples(VolumeLevel level, int row, int column) => (row < 0 ? 1.0 : level.Shape[row]) * (column < 0 ? 1.0 : level.Shape[column]);
}
