using System;
using System.Runtime.InteropServices;
using System.Threading;
using Fathom.VolumeServer.Scene;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Reads planes: along any two axes, turned the right way round, slabs folded plane by plane so that their depth costs no memory.</summary>
internal sealed class PlaneReader
{
    private readonly PartialReader? _partial;
    private byte[] _turned = [];
    private byte[] _gaps = [];
    private double[] _sums = [];
    private int[] _counts = [];

    /// <param name="partial">Goes on where something cannot be read; null = that is an error.</param>
    public PlaneReader(PartialReader? partial = null) => _partial = partial;

    public void Read(in PlaneKey key, PlaneSlice plane, CancellationToken cancel)
    {
        _partial?.Begin();
        VolumeInfo info = key.Source.Info;
        int samples = key.Rows * key.Columns;
        bool isSlab = key.Planes > 1;
        plane.Key = key;
        plane.Rows = key.Rows;
        plane.Columns = key.Columns;
        plane.Type = !isSlab ? info.Sample : info.BytesPerSample <= 2 || info.Sample == SampleType.Float32 ? SampleType.Float32 : SampleType.Float64;
        plane.Samples = Fit(plane.Samples, samples * plane.Type.Bytes());
        if (isSlab)
        {
            ReadSlab(key, plane, samples, cancel);
            return;
        }

        RegionContent content = ReadPlane(key, key.Origin, plane.Samples, samples, cancel);
        plane.Present = content == RegionContent.Complete ? [] : _gaps.AsSpan(0, samples).ToArray();
        plane.HasGaps = content != RegionContent.Complete || SampleRows.HasNaN(plane.Type, plane.Samples);
    }

    /// <summary>An array of exactly this length: the given one if it fits.</summary>
    public static byte[] Fit(byte[] array, int length) => array.Length == length ? array : GC.AllocateUninitializedArray<byte>(length);

    private void ReadSlab(in PlaneKey key, PlaneSlice plane, int samples, CancellationToken cancel)
    {
        VolumeInfo info = key.Source.Info;
        byte[] one = new byte[samples * info.BytesPerSample];
        _sums = _sums.Length >= samples ? _sums : new double[samples];
        _counts = _counts.Length >= samples ? _counts : new int[samples];
        _counts.AsSpan(0, samples).Clear();
        AxisInts at = key.Origin;
        do
        {
            RegionContent content = ReadPlane(key, at, one, samples, cancel);
            Fold(info.Sample, one, content == RegionContent.Complete ? [] : _gaps.AsSpan(0, samples), key.Projection, samples);
        }
        while (Next(key, ref at));
        plane.Present = [];
        plane.HasGaps = false;
        for (int i = 0; i < samples; i++)
        {
            double value = _counts[i] == 0 ? double.NaN : key.Projection == SlabProjection.Mean ? _sums[i] / _counts[i] : _sums[i];
            plane.HasGaps |= _counts[i] == 0;
            if (plane.Type == SampleType.Float32)
            {
                MemoryMarshal.Cast<byte, float>(plane.Samples.AsSpan())[i] = (float)value;
            }
            else
            {
                MemoryMarshal.Cast<byte, double>(plane.Samples.AsSpan())[i] = value;
            }
        }
    }

    private void Fold(SampleType type, ReadOnlySpan<byte> one, ReadOnlySpan<byte> present, SlabProjection projection, int samples)
    {
        for (int i = 0; i < samples; i++)
        {
            double value = !present.IsEmpty && present[i] == 0 ? double.NaN : SampleRows.ToDouble(type, one, i);
            if (double.IsNaN(value))
            {
                continue;
            }

            bool isFirst = _counts[i]++ == 0;
            _sums[i] = isFirst ? value
                : projection switch
                {
                    SlabProjection.Max => Math.Max(_sums[i], value),
                    SlabProjection.Min => Math.Min(_sums[i], value),
                    _ => _sums[i] + value,
                };
        }
    }

    /// <summary>The next plane of the box; false after the last.</summary>
    private static bool Next(in PlaneKey key, ref AxisInts at)
    {
        for (int axis = key.Source.Info.Axes.Length - 1; axis >= 0; axis--)
        {
            if (axis == key.RowAxis || axis == key.ColumnAxis)
            {
                continue;
            }

            if (++at[axis] < key.Origin[axis] + key.Size[axis])
            {
                return true;
            }

            at[axis] = key.Origin[axis];
        }

        return false;
    }

    private RegionContent ReadPlane(in PlaneKey key, in AxisInts at, byte[] destination, int samples, CancellationToken cancel)
    {
        int axes = key.Source.Info.Axes.Length;
        int[] origin = new int[axes], size = new int[axes], stride = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            bool inPlane = axis == key.RowAxis || axis == key.ColumnAxis;
            (origin[axis], size[axis], stride[axis]) = (at[axis], inPlane ? key.Size[axis] : 1, inPlane ? key.Stride : 1);
        }

        var request = new RegionRequest(
            key.Level, ImmutableCollectionsMarshal.AsImmutableArray(origin), ImmutableCollectionsMarshal.AsImmutableArray(size), ImmutableCollectionsMarshal.AsImmutableArray(stride));
        int bytes = key.Source.Info.BytesPerSample;
        _gaps = _gaps.Length >= samples ? _gaps : new byte[samples];
        Span<byte> present = _gaps.AsSpan(0, samples);
        if (key.RowAxis < key.ColumnAxis || key.ColumnAxis < 0)
        {
            return ReadRegion(key.Source, request, destination.AsSpan(0, samples * bytes), present, cancel);
        }

        // The data run the other way: read as they lie, then turn.
        _turned = _turned.Length >= samples * bytes ? _turned : new byte[samples * bytes];
        RegionContent content = ReadRegion(key.Source, request, _turned.AsSpan(0, samples * bytes), present, cancel);
        Turn(_turned, destination, key.Rows, key.Columns, bytes);
        if (content != RegionContent.Complete)
        {
            byte[] upright = new byte[samples];
            Turn(_gaps, upright, key.Rows, key.Columns, 1);
            _gaps = upright;
        }

        return content;
    }

    private RegionContent ReadRegion(IVolumeSource source, in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel) =>
        _partial is null ? source.Read(request, destination, present, cancel) : _partial.Read(source, request, destination, present, cancel);

    /// <summary>From column after column to row after row.</summary>
    private static void Turn(byte[] columns, byte[] rows, int rowCount, int columnCount, int bytes)
    {
        for (int row = 0; row < rowCount; row++)
        {
            for (int column = 0; column < columnCount; column++)
            {
                columns.AsSpan(((column * rowCount) + row) * bytes, bytes).CopyTo(rows.AsSpan(((row * columnCount) + column) * bytes, bytes));
            }
        }
    }
}
