using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// Reads a box of the world at a wanted voxel size: picks the level, reads round(size / scale) samples, fills what lies outside the data
/// with NaN, and resamples when the level's voxels are more than one percent off (nearest for labels, linear for everything else).
/// </summary>
internal static class RegionReader
{
    private const double Tolerance = 0.01;

    /// <summary>The samples of a level whose centres lie in the box, clipped to the data: first sample and count along each axis.</summary>
    public static (ImmutableArray<int> Origin, ImmutableArray<int> Shape) SamplesInside(VolumeLevel level, WorldBox box)
    {
        int[] origin = new int[box.AxisCount], shape = new int[box.AxisCount];
        for (int axis = 0; axis < origin.Length; axis++)
        {
            (int low, int count, int before, int after) = Along(level, axis, box.Low[axis], box.High[axis]);
            (origin[axis], shape[axis]) = (low + before, count - before - after);
        }

        return ([.. origin], [.. shape]);
    }

    /// <summary>
    /// The whole samples that the box covers along an axis: the first (it may lie outside), how many = round(size / scale), and how many
    /// of them lie before and after the data.
    /// </summary>
    public static (int First, int Count, int Before, int After) Along(VolumeLevel level, int axis, double low, double high)
    {
        double scale = level.Scale[axis];
        int count = (int)Math.Clamp(Math.Round((high - low) / scale), 0, int.MaxValue);

        // The box begins at an edge; the centre of its first sample lies half a sample further.
        int first = (int)Math.Clamp(Math.Floor(((low - level.Translation[axis]) / scale) + 1), int.MinValue / 2, int.MaxValue / 2);
        int before = Math.Clamp(-first, 0, count), after = (int)Math.Clamp((long)first + count - level.Shape[axis], 0, count - before);
        return (first, count, before, after);
    }

    /// <summary>
    /// The box as <paramref name="shape"/> values, last axis fastest. Values outside the data, and those the data do not have, are NaN.
    /// </summary>
    public static double[] Read(IVolumeSource source, WorldBox box, ImmutableArray<int> shape, CancellationToken cancel)
    {
        VolumeInfo info = source.Info;
        double[] wanted = [.. shape.Select((length, axis) => (box.High[axis] - box.Low[axis]) / length)];
        int level = LevelPicker.Nearest(info, wanted);
        (int[] shape, double[] values) read = ReadPadded(source, level, box, cancel);
        bool fits = true;
        for (int axis = 0; axis < wanted.Length; axis++)
        {
            double difference = Math.Abs(info.Levels[level].Scale[axis] - wanted[axis]) / wanted[axis];
            fits &= difference <= Tolerance && read.shape[axis] == shape[axis];
        }

        return fits ? read.values : RegionResampler.Resample(read.values, read.shape, [.. shape], info.Kind == VolumeKind.Labels);
    }

    private static (int[] Shape, double[] Values) ReadPadded(IVolumeSource source, int level, WorldBox box, CancellationToken cancel)
    {
        VolumeLevel geometry = source.Info.Levels[level];
        int axes = box.AxisCount;
        int[] shape = new int[axes], origin = new int[axes], inside = new int[axes], before = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            (int first, int count, before[axis], int after) = Along(geometry, axis, box.Low[axis], box.High[axis]);
            shape[axis] = Math.Max(1, count);
            (origin[axis], inside[axis]) = (first + before[axis], count - before[axis] - after);
        }

        double[] values = new double[shape.Aggregate(1, static (product, length) => checked(product * length))];
        Array.Fill(values, double.NaN);
        if (inside.All(static count => count > 0))
        {
            var request = new RegionRequest(level, [.. origin], [.. inside], [.. Enumerable.Repeat(1, axes)]);
            Place(ReadKnown(source, request, cancel), inside, values, shape, before);
        }

        return (shape, values);
    }

    /// <summary>The region with NaN for what is missing, whatever the sample type.</summary>
    private static double[] ReadKnown(IVolumeSource source, RegionRequest request, CancellationToken cancel)
    {
        byte[] bytes = new byte[request.SampleCount * source.Info.BytesPerSample], present = new byte[request.SampleCount];
        double[] values = new double[request.SampleCount];
        RegionContent content = source.Read(request, bytes, present, cancel);
        SampleValues.Read(source.Info.Sample, bytes, values);
        for (int i = 0; i < values.Length && content != RegionContent.Complete; i++)
        {
            values[i] = present[i] == 0 ? double.NaN : values[i];
        }

        return values;
    }

    private static void Place(double[] from, int[] fromShape, double[] to, int[] toShape, int[] offset)
    {
        int run = fromShape[^1];
        int[] at = new int[fromShape.Length];
        for (int read = 0; read < from.Length; read += run)
        {
            int place = 0;
            for (int axis = 0; axis < at.Length; axis++)
            {
                place = (place * toShape[axis]) + at[axis] + offset[axis];
            }

            from.AsSpan(read, run).CopyTo(to.AsSpan(place));
            for (int axis = at.Length - 2; axis >= 0 && ++at[axis] == fromShape[axis]; axis--)
            {
                at[axis] = 0;
            }
        }
    }
}
