using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;

namespace Fathom.VolumeServer.Volumes.Embryo;

/// <summary>The generated volume: an embryo under a light-sheet microscope, painted when it is asked for.</summary>
/// <remarks>Threads: any; each reader at work has a painter of its own.</remarks>
internal sealed class EmbryoVolume : IVolumeSource
{
    private readonly int _seed;
    private readonly ConcurrentBag<EmbryoPainter> _painters = [];
    private readonly ConcurrentBag<ushort[]> _slices = [];
    private readonly Lock _gate = new();
    private (int Time, int Plane, ushort[] Samples)? _recent;

    /// <param name="seed">Which embryo.</param>
    /// <param name="times">How long it is looked at; the first times are the same however many follow.</param>
    public EmbryoVolume(int seed, int times = EmbryoGeometry.Times)
    {
        _seed = seed;
        Info = new("generated embryo", EmbryoGeometry.AxesOf(times), SampleType.UInt16, ContrastLow: 90, ContrastHigh: 2600, Colormap: "magma");
    }

    public VolumeInfo Info { get; }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        if (!_painters.TryTake(out EmbryoPainter? painter))
        {
            painter = new EmbryoPainter(_seed);
        }

        Span<ushort> samples = MemoryMarshal.Cast<byte, ushort>(destination);
        int times = request.CountAlong(0), planes = request.CountAlong(1), perSlice = request.CountAlong(2) * request.CountAlong(3);
        for (int i = 0; i < times * planes; i++)
        {
            cancel.ThrowIfCancellationRequested();
            int t = request.Origin[0] + (i / planes * request.Stride[0]), z = request.Origin[1] + (i % planes * request.Stride[1]);
            ReadSlice(painter, request, t, z, samples.Slice(i * perSlice, perSlice));
        }

        _painters.Add(painter);
        return RegionContent.Complete;
    }

    public void Dispose()
    {
    }

    private void ReadSlice(EmbryoPainter painter, in RegionRequest request, int t, int z, Span<ushort> destination)
    {
        int top = request.Origin[2], left = request.Origin[3], strideY = request.Stride[2], strideX = request.Stride[3];

        // Painting only the wanted samples of a thinned slice is what makes projections cheap; it takes equal strides and an origin on their grid.
        int pitch = strideY == strideX && top % strideY == 0 && left % strideX == 0 ? strideX : 1;
        int rows = (EmbryoGeometry.Rows + pitch - 1) / pitch, columns = (EmbryoGeometry.Columns + pitch - 1) / pitch;
        if (destination.Length == rows * columns)
        {
            painter.Paint(t, z, pitch, destination);
            return;
        }

        // Who asks for one sample asks for its neighbour next: the slice that was painted last for such a part is kept.
        lock (_gate)
        {
            if (pitch == 1 && _recent is { } recent && (recent.Time, recent.Plane) == (t, z))
            {
                Copy(request, recent.Samples, 1, columns, destination);
                return;
            }
        }

        if (!_slices.TryTake(out ushort[]? slice))
        {
            slice = new ushort[EmbryoGeometry.Rows * EmbryoGeometry.Columns];
        }

        painter.Paint(t, z, pitch, slice.AsSpan(0, rows * columns));
        Copy(request, slice, pitch, columns, destination);
        lock (_gate)
        {
            (ushort[]? old, _recent) = pitch == 1 ? (_recent?.Samples, (t, z, slice)) : (slice, _recent);
            if (old is not null)
            {
                _slices.Add(old);
            }
        }
    }

    private static void Copy(in RegionRequest request, ushort[] slice, int pitch, int columns, Span<ushort> destination)
    {
        int top = request.Origin[2], left = request.Origin[3], strideY = request.Stride[2], strideX = request.Stride[3];
        int height = request.CountAlong(2), width = request.CountAlong(3);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<ushort> row = slice.AsSpan((top + (y * strideY)) / pitch * columns, columns);
            for (int x = 0; x < width; x++)
            {
                destination[(y * width) + x] = row[(left + (x * strideX)) / pitch];
            }
        }
    }
}
