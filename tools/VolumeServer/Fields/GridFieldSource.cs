using System;
using System.Buffers;
using System.Threading;
using Fathom.Decode.Caching;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>
/// A stack of frames over a grid of n_x × n_y bins as pictures: each frame is turned (transposed, largest y on top) when it is asked
/// for and kept for a while. The file itself stays mapped.
/// </summary>
/// <remarks>Threads: any may read. Ownership: owns the array. Kept frames are within the bound given.</remarks>
internal sealed class GridFieldSource : IVolumeSource
{
    private readonly IFieldSource _array;
    private readonly IFrameCache<byte[]> _frames;
    private readonly int _countX;
    private readonly int _countY;
    private readonly int _bytes;

    public GridFieldSource(IFieldSource array, string path, FieldSideCar sideCar, long maxCacheBytes)
    {
        (_countX, _countY) = sideCar.Grid ?? (sideCar.Bins!.Value, 1);
        FieldShape.Validate(path, array.Shape, checked(_countX * _countY));
        _array = array;
        _bytes = array.Sample.Bytes();
        long frameBytes = (long)_countX * _countY * _bytes;
        _frames = FrameCacheSize.Make(array.FrameCount, frameBytes, maxCacheBytes, MakeFrame);
        FieldSideCar axes = sideCar.Axes.IsEmpty ? sideCar with { Axes = ["t", "y", "x"] } : sideCar;
        Info = FieldDescription.Of(path, [array.FrameCount, _countY, _countX], array.Sample, axes, Estimate);
    }

    public VolumeInfo Info { get; }

    public IFrameCache<byte[]> Frames => _frames;

    /// <summary>Every frame as it lies in the file, past the cache.</summary>
    public IFrameScan Scan => new FieldScan(_array);

    /// <summary>What the cache of turned frames has done.</summary>
    public CacheCounters Counters => _frames.Counters;

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        Copy(request, destination, cancel);
        return RegionContent.Complete;
    }

    public void Dispose() => _array.Dispose();

    private void Copy(in RegionRequest request, Span<byte> destination, CancellationToken cancel)
    {
        int rows = request.CountAlong(1), columns = request.CountAlong(2), at = 0;
        for (int frame = 0; frame < request.Size[0]; frame += request.Stride[0])
        {
            cancel.ThrowIfCancellationRequested();
            byte[] picture = _frames[request.Origin[0] + frame];
            for (int row = 0; row < rows; row++)
            {
                int from = (((request.Origin[1] + (row * request.Stride[1])) * _countX) + request.Origin[2]) * _bytes;
                for (int column = 0; column < columns && request.Stride[2] > 1; column++)
                {
                    picture.AsSpan(from + (column * request.Stride[2] * _bytes), _bytes).CopyTo(destination[(at + (column * _bytes))..]);
                }

                if (request.Stride[2] == 1)
                {
                    picture.AsSpan(from, columns * _bytes).CopyTo(destination[at..]);
                }

                at += columns * _bytes;
            }
        }
    }

    private byte[] MakeFrame(int frame)
    {
        byte[] picture = GC.AllocateUninitializedArray<byte>(_countX * _countY * _bytes), grid = ArrayPool<byte>.Shared.Rent(picture.Length);
        _array.ReadFrame(frame, grid.AsSpan(0, picture.Length));
        FieldOrientation.ToImage(grid.AsSpan(0, picture.Length), _countX, _countY, _bytes, picture);
        ArrayPool<byte>.Shared.Return(grid);
        return picture;
    }

    private (double Low, double High) Estimate(VolumeInfo info) =>
        ContrastEstimate.FromFewSamples(info, (in RegionRequest request, Span<byte> destination) => Copy(request, destination, CancellationToken.None));
}
