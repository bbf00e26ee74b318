using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Fields;

/// <summary>The frames of a stack as they lie in the file: many at once, and never through the cache of turned frames.</summary>
internal sealed class FieldScan : IFrameScan
{
    private readonly IFieldSource _array;

    public FieldScan(IFieldSource array)
    {
        _array = array;
        SamplesPerFrame = array.Shape.Skip(1).Aggregate(1, static (product, length) => checked(product * length));
    }

    public int FrameCount => _array.FrameCount;

    public int SamplesPerFrame { get; }

    public SampleType Sample => _array.Sample;

    public RegionContent Read(int firstFrame, int frames, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        ImmutableArray<int> shape = _array.Shape;
        Span<int> origin = stackalloc int[shape.Length], size = stackalloc int[shape.Length], stride = stackalloc int[shape.Length];
        shape.CopyTo(size);
        origin.Clear();
        stride.Fill(1);
        (origin[0], size[0]) = (firstFrame, frames);
        _array.Read(origin, size, stride, destination);
        return RegionContent.Complete;
    }
}
