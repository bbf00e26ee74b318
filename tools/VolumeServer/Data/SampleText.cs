using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.VolumeServer.Volumes;

namespace Fathom.VolumeServer.Data;

/// <summary>One sample as a text that loses nothing: integers with all their digits, floats in the fewest digits that give the same bits back.</summary>
internal static class SampleText
{
    public static string Of(SampleType type, ReadOnlySpan<byte> sample)
    {
        CultureInfo plain = CultureInfo.InvariantCulture;
        return type switch
        {
            SampleType.UInt8 => sample[0].ToString(plain),
            SampleType.Int8 => ((sbyte)sample[0]).ToString(plain),
            SampleType.UInt16 => MemoryMarshal.Read<ushort>(sample).ToString(plain),
            SampleType.Int16 => MemoryMarshal.Read<short>(sample).ToString(plain),
            SampleType.UInt32 => MemoryMarshal.Read<uint>(sample).ToString(plain),
            SampleType.Int32 => MemoryMarshal.Read<int>(sample).ToString(plain),
            SampleType.UInt64 => MemoryMarshal.Read<ulong>(sample).ToString(plain),
            SampleType.Int64 => MemoryMarshal.Read<long>(sample).ToString(plain),
            SampleType.Float32 => MemoryMarshal.Read<float>(sample).ToString(plain),
            _ => MemoryMarshal.Read<double>(sample).ToString(plain),
        };
    }
}
