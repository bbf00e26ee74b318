using System;
using System.Threading;
using Fathom.VolumeServer.Volumes;

namespace Fathom.Client.Tests.Painting;

/// <summary>Levels that lie in memory, with a value function instead of numbers, so that the reference can ask for the same values.</summary>
internal sealed class ArraySource : IVolumeSource
{
    private readonly Func<int, int[], double> _value;

    /// <param name="info">Shape, type, levels.</param>
    /// <param name="value">Level and index per axis → value; NaN = not there.</param>
    public ArraySource(VolumeInfo info, Func<int, int[], double> value)
    {
        Info = info;
        _value = value;
    }

    public VolumeInfo Info { get; }

    public int Reads { get; private set; }

    /// <summary>Called at each read, before anything is written.</summary>
    public Action<RegionRequest>? OnRead { get; set; }

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        request.Validate(Info, destination.Length, present.Length);
        Reads++;
        OnRead?.Invoke(request);
        cancel.ThrowIfCancellationRequested();
        int axes = Info.Axes.Length, bytes = Info.BytesPerSample;
        int[] at = new int[axes], index = new int[axes];
        long count = request.SampleCount, missing = 0;
        for (long i = 0; i < count; i++)
        {
            for (int axis = 0; axis < axes; axis++)
            {
                index[axis] = request.Origin[axis] + (at[axis] * request.Stride[axis]);
            }

            double value = _value(request.Level, index);
            bool isGap = double.IsNaN(value);
            missing += isGap ? 1 : 0;
            Put(Info.Sample, destination.Slice((int)i * bytes, bytes), isGap && !Info.Sample.IsFloat() ? 0 : value);
            if (!present.IsEmpty)
            {
                present[(int)i] = (byte)(isGap ? 0 : 1);
            }

            for (int axis = axes - 1; axis >= 0 && ++at[axis] == request.CountAlong(axis); axis--)
            {
                at[axis] = 0;
            }
        }

        return missing == 0 ? RegionContent.Complete : missing == count ? RegionContent.Missing : RegionContent.Partial;
    }

    public void Dispose()
    {
    }

    private static void Put(SampleType type, Span<byte> into, double value)
    {
        switch (type)
        {
            case SampleType.UInt8:
                into[0] = (byte)value;
                break;
            case SampleType.Int8:
                into[0] = (byte)(sbyte)value;
                break;
            case SampleType.UInt16:
                BitConverter.TryWriteBytes(into, (ushort)value);
                break;
            case SampleType.Int16:
                BitConverter.TryWriteBytes(into, (short)value);
                break;
            case SampleType.UInt32:
                BitConverter.TryWriteBytes(into, (uint)value);
                break;
            case SampleType.Int32:
                BitConverter.TryWriteBytes(into, (int)value);
                break;
            case SampleType.UInt64:
                BitConverter.TryWriteBytes(into, (ulong)value);
                break;
            case SampleType.Int64:
                BitConverter.TryWriteBytes(into, (long)value);
                break;
            case SampleType.Float32:
                BitConverter.TryWriteBytes(into, (float)value);
                break;
            default:
                BitConverter.TryWriteBytes(into, value);
                break;
        }
    }
}
