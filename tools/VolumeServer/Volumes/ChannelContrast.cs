using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Contrast for data that do not say which they want: the 1st and 99th percentile of one look at the coarsest level, bounded whatever its size.</summary>
internal static class ChannelContrast
{
    /// <summary>Samples looked at along each of the two axes of a slice.</summary>
    private const int LookAt = 512;

    private const double LowPercent = 1;
    private const double HighPercent = 99;

    /// <summary>Channels that are looked at; the limits of more come from the first.</summary>
    private const int MostChannels = 8;

    /// <summary>What the type allows, where no sample can be looked at.</summary>
    public static (double Low, double High) OfType(StoredType type) => type.Form == StoredForm.Bool ? (0, 1) : type.Sample switch
    {
        SampleType.UInt8 => (0, byte.MaxValue),
        SampleType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        SampleType.UInt16 => (0, ushort.MaxValue),
        SampleType.Int16 => (short.MinValue, short.MaxValue),
        SampleType.UInt32 => (0, uint.MaxValue),
        SampleType.Int32 => (int.MinValue, int.MaxValue),
        SampleType.UInt64 => (0, ulong.MaxValue),
        SampleType.Int64 => (long.MinValue, long.MaxValue),
        _ => (0, 1),
    };

    /// <summary>The source's description with limits for every channel that has none of its own.</summary>
    public static VolumeInfo Complete(IVolumeSource source, CancellationToken cancel)
    {
        VolumeInfo info = source.Info;
        bool isEstimated = false;
        var channels = info.Channels.ToBuilder();
        (double Low, double High)? first = null;
        for (int i = 0; i < channels.Count; i++)
        {
            if (channels[i].ContrastLow is null)
            {
                (double low, double high) = i < MostChannels || first is null ? Look(source, i, cancel) ?? first ?? (info.ContrastLow, info.ContrastHigh) : first.Value;
                first ??= (low, high);
                channels[i] = channels[i] with { ContrastLow = low, ContrastHigh = high };
                isEstimated = true;
            }
        }

        int shown = Math.Max(0, channels.TakeWhile(channel => !channel.Active).Count() % channels.Count);
        return info with
        {
            Channels = channels.ToImmutable(),
            ContrastLow = channels[shown].ContrastLow!.Value,
            ContrastHigh = channels[shown].ContrastHigh!.Value,
            ContrastIsEstimated = isEstimated,
        };
    }

    private static (double Low, double High)? Look(IVolumeSource source, int channel, CancellationToken cancel)
    {
        VolumeInfo info = source.Info;
        int level = info.Levels.Length - 1, axes = info.Axes.Length;
        int[] origin = new int[axes], size = new int[axes], stride = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            int length = info.Levels[level].Shape[axis];
            bool inPlane = axis >= info.RowAxis;
            size[axis] = inPlane ? Math.Min(length, LookAt) : 1;
            origin[axis] = axis == info.ChannelAxis ? Math.Min(channel, length - 1) : info.Axes[axis].Kind == AxisKind.Time ? 0 : (length - size[axis]) / 2;
            stride[axis] = 1;
        }

        var request = new RegionRequest(level, Frozen(origin), Frozen(size), Frozen(stride));
        byte[] samples = new byte[request.SampleCount * info.BytesPerSample], present = new byte[request.SampleCount];
        RegionContent content = source.Read(request, samples, present, cancel);
        if (content == RegionContent.Missing)
        {
            return null;
        }

        double[] values = new double[present.Length];
        SampleValues.Read(info.Sample, samples, values);
        double[] known = [.. values.Where((value, i) => present[i] != 0 && double.IsFinite(value))];
        (double low, double high) = Percentiles.Of(known, LowPercent, HighPercent);

        // Almost all of it background: the rest is what somebody wants to see.
        return known.Length == 0 ? null : high - low > 1 || info.Sample.IsFloat() ? (low, high) : Percentiles.Apart(known.Min(), known.Max());
    }

    private static ImmutableArray<int> Frozen(int[] values) => ImmutableCollectionsMarshal.AsImmutableArray(values);
}
