using System;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Threading;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Slices of the last two axes as regions of the finest level.</summary>
internal static class SliceReading
{
    /// <summary>Row 0 first, ceil(rows / stride) × ceil(columns / stride) samples.</summary>
    public static RegionContent ReadSlice(this IVolumeSource source, in SliceRequest request, Span<byte> destination) =>
        source.Read(request.ToRegion(source.Info), destination, [], CancellationToken.None);

    public static RegionRequest ToRegion(this in SliceRequest request, VolumeInfo info)
    {
        int axes = info.Axes.Length;
        int[] origin = new int[axes], size = new int[axes], stride = new int[axes];
        for (int i = 0; i < axes; i++)
        {
            bool inPlane = i >= info.RowAxis;
            (origin[i], size[i], stride[i]) = inPlane ? (0, info.Axes[i].Length, request.Stride) : (request.Step[i], 1, 1);
        }

        return new RegionRequest(0, Frozen(origin), Frozen(size), Frozen(stride));
    }

    private static ImmutableArray<int> Frozen(int[] values) =>
        ImmutableCollectionsMarshal.AsImmutableArray(values);
}
