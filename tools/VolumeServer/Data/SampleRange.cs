using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Smallest and largest of all samples shown to it; what is missing or not finite does not count.</summary>
/// <remarks>Threads: one.</remarks>
internal sealed class SampleRange(SampleType type)
{
    /// <summary>Meaningful when <see cref="Count"/> is not 0.</summary>
    public double Low { get; private set; } = double.PositiveInfinity;

    /// <summary>Meaningful when <see cref="Count"/> is not 0.</summary>
    public double High { get; private set; } = double.NegativeInfinity;

    /// <summary>Samples that counted; of floats, a lower bound that is 0 only when none did.</summary>
    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> samples, ReadOnlySpan<byte> present, RegionContent content)
    {
        if (content == RegionContent.Missing)
        {
            return;
        }

        if (content == RegionContent.Partial)
        {
            AddKnown(samples, present);
            return;
        }

        switch (type)
        {
            case SampleType.UInt8: AddIntegers(samples); break;
            case SampleType.Int8: AddIntegers(MemoryMarshal.Cast<byte, sbyte>(samples)); break;
            case SampleType.UInt16: AddIntegers(MemoryMarshal.Cast<byte, ushort>(samples)); break;
            case SampleType.Int16: AddIntegers(MemoryMarshal.Cast<byte, short>(samples)); break;
            case SampleType.UInt32: AddIntegers(MemoryMarshal.Cast<byte, uint>(samples)); break;
            case SampleType.Int32: AddIntegers(MemoryMarshal.Cast<byte, int>(samples)); break;
            case SampleType.UInt64: AddIntegers(MemoryMarshal.Cast<byte, ulong>(samples)); break;
            case SampleType.Int64: AddIntegers(MemoryMarshal.Cast<byte, long>(samples)); break;
            case SampleType.Float32: AddFloats(MemoryMarshal.Cast<byte, float>(samples)); break;
            default: AddFloats(MemoryMarshal.Cast<byte, double>(samples)); break;
        }
    }

    private void AddKnown(ReadOnlySpan<byte> samples, ReadOnlySpan<byte> present)
    {
        int bytes = type.Bytes();
        Span<double> one = stackalloc double[1];
        for (int i = 0; i < present.Length; i++)
        {
            if (present[i] != 0)
            {
                SampleValues.Read(type, samples.Slice(i * bytes, bytes), one);
                if (double.IsFinite(one[0]))
                {
                    Merge(one[0], one[0], 1);
                }
            }
        }
    }

    private void AddIntegers<T>(ReadOnlySpan<T> values)
        where T : struct, INumber<T>, IMinMaxValue<T>
    {
        if (values.IsEmpty)
        {
            return;
        }

        T low = values[0], high = values[0];
        int i = 0;
        if (values.Length >= Vector<T>.Count)
        {
            Vector<T> lows = new(values), highs = lows;
            for (; i + Vector<T>.Count <= values.Length; i += Vector<T>.Count)
            {
                var next = new Vector<T>(values[i..]);
                lows = Vector.Min(lows, next);
                highs = Vector.Max(highs, next);
            }

            (low, high) = Reduce(lows, highs);
        }

        for (; i < values.Length; i++)
        {
            (low, high) = (T.Min(low, values[i]), T.Max(high, values[i]));
        }

        Merge(double.CreateChecked(low), double.CreateChecked(high), values.Length);
    }

    private void AddFloats<T>(ReadOnlySpan<T> values)
        where T : struct, IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T low = T.PositiveInfinity, high = T.NegativeInfinity;
        Vector<T> lows = new(T.PositiveInfinity), highs = new(T.NegativeInfinity), largest = new(T.MaxValue);
        int i = 0;
        for (; i + Vector<T>.Count <= values.Length; i += Vector<T>.Count)
        {
            var next = new Vector<T>(values[i..]);
            Vector<T> finite = Vector.LessThanOrEqual(Vector.Abs(next), largest);
            lows = Vector.Min(lows, Vector.ConditionalSelect(finite, next, lows));
            highs = Vector.Max(highs, Vector.ConditionalSelect(finite, next, highs));
        }

        (low, high) = Reduce(lows, highs);
        for (; i < values.Length; i++)
        {
            if (T.IsFinite(values[i]))
            {
                (low, high) = (T.Min(low, values[i]), T.Max(high, values[i]));
            }
        }

        if (low <= high)
        {
            Merge(double.CreateChecked(low), double.CreateChecked(high), values.Length);
        }
    }

    private static (T Low, T High) Reduce<T>(Vector<T> lows, Vector<T> highs)
        where T : struct, INumber<T>
    {
        (T low, T high) = (lows[0], highs[0]);
        for (int lane = 1; lane < Vector<T>.Count; lane++)
        {
            (low, high) = (T.Min(low, lows[lane]), T.Max(high, highs[lane]));
        }

        return (low, high);
    }

    private void Merge(double low, double high, long count) =>
        (Low, High, Count) = (Math.Min(Low, low), Math.Max(High, high), Count + count);
}
