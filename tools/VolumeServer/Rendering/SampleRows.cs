using System;
using System.Numerics;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Rendering;

/// <summary>Rows of samples of any type as floats, relative to a lower limit, so that wide integers keep their precision near it. Unknown samples become NaN.</summary>
internal static class SampleRows
{
    // Beyond this, differences and products of two values would leave the range of a float and turn into NaN, which means "unknown".
    private const double Bound = 1e18;

    /// <summary>Values minus <paramref name="low"/>.</summary>
    public static void ToFloats(SampleType type, ReadOnlySpan<byte> row, ReadOnlySpan<byte> present, double low, Span<float> output)
    {
        switch (type)
        {
            case SampleType.UInt8:
                FromBytes(row, (float)low, output);
                break;
            case SampleType.UInt16:
                FromShorts(MemoryMarshal.Cast<byte, ushort>(row), (float)low, output);
                break;
            default:
                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = (float)Math.Clamp(ToDouble(type, row, i) - low, -Bound, Bound);
                }

                break;
        }

        for (int i = 0; i < present.Length; i++)
        {
            output[i] = present[i] == 0 ? float.NaN : output[i];
        }
    }

    /// <summary>One value, exact but for integers beyond 2⁵³.</summary>
    public static double ToDouble(SampleType type, ReadOnlySpan<byte> row, int index) => type switch
    {
        SampleType.UInt8 => row[index],
        SampleType.Int8 => (sbyte)row[index],
        SampleType.UInt16 => MemoryMarshal.Cast<byte, ushort>(row)[index],
        SampleType.Int16 => MemoryMarshal.Cast<byte, short>(row)[index],
        SampleType.UInt32 => MemoryMarshal.Cast<byte, uint>(row)[index],
        SampleType.Int32 => MemoryMarshal.Cast<byte, int>(row)[index],
        SampleType.UInt64 => MemoryMarshal.Cast<byte, ulong>(row)[index],
        SampleType.Int64 => MemoryMarshal.Cast<byte, long>(row)[index],
        SampleType.Float32 => MemoryMarshal.Cast<byte, float>(row)[index],
        _ => MemoryMarshal.Cast<byte, double>(row)[index],
    };

    /// <summary>One label; negative ones wrap around, which keeps them apart.</summary>
    public static ulong ToLabel(SampleType type, ReadOnlySpan<byte> row, int index) => type switch
    {
        SampleType.UInt8 => row[index],
        SampleType.Int8 => (ulong)(sbyte)row[index],
        SampleType.UInt16 => MemoryMarshal.Cast<byte, ushort>(row)[index],
        SampleType.Int16 => (ulong)MemoryMarshal.Cast<byte, short>(row)[index],
        SampleType.UInt32 => MemoryMarshal.Cast<byte, uint>(row)[index],
        SampleType.Int32 => (ulong)MemoryMarshal.Cast<byte, int>(row)[index],
        SampleType.UInt64 or SampleType.Int64 => MemoryMarshal.Cast<byte, ulong>(row)[index],
        _ => 0,
    };

    /// <summary>Whether a float plane has samples that are not numbers.</summary>
    public static bool HasNaN(SampleType type, ReadOnlySpan<byte> samples)
    {
        if (type == SampleType.Float32)
        {
            foreach (float value in MemoryMarshal.Cast<byte, float>(samples))
            {
                if (float.IsNaN(value))
                {
                    return true;
                }
            }
        }
        else if (type == SampleType.Float64)
        {
            foreach (double value in MemoryMarshal.Cast<byte, double>(samples))
            {
                if (double.IsNaN(value))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void FromShorts(ReadOnlySpan<ushort> row, float low, Span<float> output)
    {
        int step = Vector<ushort>.Count, half = Vector<float>.Count, x = 0;
        var origin = new Vector<float>(low);
        for (; x + step <= output.Length; x += step)
        {
            Vector.Widen(new Vector<ushort>(row[x..]), out Vector<uint> first, out Vector<uint> second);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(first)) - origin).CopyTo(output[x..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(second)) - origin).CopyTo(output[(x + half)..]);
        }

        for (; x < output.Length; x++)
        {
            output[x] = row[x] - low;
        }
    }

    private static void FromBytes(ReadOnlySpan<byte> row, float low, Span<float> output)
    {
        int step = Vector<byte>.Count, part = Vector<float>.Count, x = 0;
        var origin = new Vector<float>(low);
        for (; x + step <= output.Length; x += step)
        {
            Vector.Widen(new Vector<byte>(row[x..]), out Vector<ushort> low16, out Vector<ushort> high16);
            Vector.Widen(low16, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(high16, out Vector<uint> c, out Vector<uint> d);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(a)) - origin).CopyTo(output[x..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(b)) - origin).CopyTo(output[(x + part)..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(c)) - origin).CopyTo(output[(x + (2 * part))..]);
            (Vector.ConvertToSingle(Vector.AsVectorInt32(d)) - origin).CopyTo(output[(x + (3 * part))..]);
        }

        for (; x < output.Length; x++)
        {
            output[x] = row[x] - low;
        }
    }
}
