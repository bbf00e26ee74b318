using System;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Facts about sample types.</summary>
internal static class SampleTypes
{
    public static int Bytes(this SampleType type) => type switch
    {
        SampleType.UInt8 or SampleType.Int8 => 1,
        SampleType.UInt16 or SampleType.Int16 => 2,
        SampleType.UInt32 or SampleType.Int32 or SampleType.Float32 => 4,
        SampleType.UInt64 or SampleType.Int64 or SampleType.Float64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a sample type."),
    };

    public static bool IsFloat(this SampleType type) => type is SampleType.Float32 or SampleType.Float64;

    /// <summary>The name that NumPy and Zarr use: <c>uint8</c> … <c>float64</c>.</summary>
    public static string Name(this SampleType type) => type.ToString().ToLowerInvariant();
}
