using System;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>Samples of any type as numbers. 64-bit integers beyond 2⁵³ lose their last bits, which only a range may do.</summary>
internal static class SampleValues
{
    /// <summary>Reads <paramref name="values"/>.Length samples.</summary>
    public static void Read(SampleType type, ReadOnlySpan<byte> samples, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = type switch
            {
                SampleType.UInt8 => samples[i],
                SampleType.Int8 => (sbyte)samples[i],
                SampleType.UInt16 => MemoryMarshal.Cast<byte, ushort>(samples)[i],
                SampleType.Int16 => MemoryMarshal.Cast<byte, short>(samples)[i],
                SampleType.UInt32 => MemoryMarshal.Cast<byte, uint>(samples)[i],
                SampleType.Int32 => MemoryMarshal.Cast<byte, int>(samples)[i],
                SampleType.UInt64 => MemoryMarshal.Cast<byte, ulong>(samples)[i],
                SampleType.Int64 => MemoryMarshal.Cast<byte, long>(samples)[i],
                SampleType.Float32 => MemoryMarshal.Cast<byte, float>(samples)[i],
                _ => MemoryMarshal.Cast<byte, double>(samples)[i],
            };
        }
    }
}
