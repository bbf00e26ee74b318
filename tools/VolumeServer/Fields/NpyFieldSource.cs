using System;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>A NumPy file as a volume. The file stays mapped: nothing is copied but the region that is asked for.</summary>
/// <remarks>Threads: any may read. Ownership: owns the mapping.</remarks>
internal sealed class NpyFieldSource : IVolumeSource
{
    private const int BandBytes = 4 << 20;

    private readonly IFieldSource _array;

    public NpyFieldSource(IFieldSource array, string path, FieldSideCar sideCar)
    {
        _array = array;
        Info = FieldDescription.Of(path, array.Shape, array.Sample, sideCar, Estimate);
    }

    public VolumeInfo Info { get; }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        return ReadBands(request, destination, cancel);
    }

    public void Dispose() => _array.Dispose();

    /// <summary>A large region in bands of its first long axis, so that a cancellation is heard while it is read.</summary>
    private RegionContent ReadBands(in RegionRequest request, Span<byte> destination, CancellationToken cancel)
    {
        int axis = 0;
        while (axis < request.Size.Length - 1 && request.CountAlong(axis) == 1)
        {
            axis++;
        }

        int rows = request.CountAlong(axis), rowBytes = destination.Length / rows, step = Math.Max(1, BandBytes / Math.Max(1, rowBytes));
        int[] origin = [.. request.Origin], size = [.. request.Size];
        for (int row = 0; row < rows; row += step)
        {
            cancel.ThrowIfCancellationRequested();
            int count = Math.Min(step, rows - row);
            origin[axis] = request.Origin[axis] + (row * request.Stride[axis]);
            size[axis] = ((count - 1) * request.Stride[axis]) + 1;
            _array.Read(origin, size, request.Stride.AsSpan(), destination.Slice(row * rowBytes, count * rowBytes));
        }

        return RegionContent.Complete;
    }

    /// <summary>Limits from a few thousand samples, before the first picture.</summary>
    private (double Low, double High) Estimate(VolumeInfo info) => ContrastEstimate.FromFewSamples(
        info, (in RegionRequest request, Span<byte> destination) => _array.Read(request.Origin.AsSpan(), request.Size.AsSpan(), request.Stride.AsSpan(), destination));
}
