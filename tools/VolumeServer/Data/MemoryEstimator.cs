using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Rendering;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>
/// How much memory something will take, before it does. Each array counts once:
/// bytes = Σ Π(shape) · count · bytes a sample · multiplicity.
/// </summary>
internal static class MemoryEstimator
{
    private const double BytesPerMebibyte = 1024 * 1024;

    /// <summary>Bytes of several arrays together; none is zero.</summary>
    public static long Bytes(IEnumerable<MemoryItem> items)
    {
        long bytes = 0;
        foreach (MemoryItem item in items)
        {
            bytes = checked(bytes + item.Bytes);
        }

        return bytes;
    }

    /// <summary>The same in MiB.</summary>
    public static double Mebibytes(IEnumerable<MemoryItem> items) => Bytes(items) / BytesPerMebibyte;

    /// <summary>
    /// The displayed axes of one level at one position of the others, one layer, as the renderer of volumes keeps it. What is more than a number can say is the
    /// largest number: it fits nowhere, and is refused like anything else that does not fit.
    /// </summary>
    public static long BlockBytes(VolumeInfo info, int level, ImmutableArray<int> displayed)
    {
        long bytes = VolumePlan.BytesPerSample;
        foreach (int axis in displayed)
        {
            bytes = Saturated((Int128)bytes * info.Levels[level].Shape[axis]);
        }

        return bytes;
    }

    /// <summary>
    /// What showing a volume in three dimensions takes: the blocks of all layers, and the pictures between renderer, encoder and
    /// viewers.
    /// </summary>
    public static MemoryEstimate ForVolumeView(VolumeInfo info, int level, ImmutableArray<int> displayed, int layers, int width, int height)
    {
        long block = BlockBytes(info, level, displayed);
        return new MemoryEstimate(level, Saturated((Int128)block * layers), PictureBytes(width, height));
    }

    /// <summary>Three pictures under way and one in each of two encoders, 4:2:0.</summary>
    public static long PictureBytes(int width, int height) => 5L * width * height * 3 / 2;

    /// <summary>
    /// The finest level that a bound allows, or <paramref name="asked"/> if it is allowed. A level that somebody asked for and that
    /// does not fit is refused with the estimate in the message.
    /// </summary>
    public static MemoryEstimate Choose(VolumeInfo info, int? asked, ImmutableArray<int> displayed, int layers, int width, int height, long maxBytes)
    {
        if (asked is { } level)
        {
            MemoryEstimate wanted = ForVolumeView(info, level, displayed, layers, width, height);
            return wanted.TotalBytes <= maxBytes ? wanted : throw Refusal(info, wanted, maxBytes);
        }

        for (int finest = 0; finest < info.Levels.Length; finest++)
        {
            MemoryEstimate estimate = ForVolumeView(info, finest, displayed, layers, width, height);
            if (estimate.TotalBytes <= maxBytes)
            {
                return estimate;
            }
        }

        throw Refusal(info, ForVolumeView(info, info.Levels.Length - 1, displayed, layers, width, height), maxBytes);
    }

    private static long Saturated(Int128 bytes) => (long)Int128.Min(bytes, long.MaxValue);

    private static FathomException Refusal(VolumeInfo info, MemoryEstimate estimate, long maxBytes) => new(
        ExitCode.Usage,
        $"Will not show {info.Name} in three dimensions at level {estimate.Level}.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"It would take {estimate.TotalBytes / BytesPerMebibyte:0.0} MiB ({estimate.LayerBytes / BytesPerMebibyte:0.0} MiB of samples, {estimate.PictureBytes / BytesPerMebibyte:0.0} MiB of pictures); {maxBytes / BytesPerMebibyte:0.0} MiB are allowed."),
        "Choose a coarser level, or allow more with --volume-memory-mib.");
}
