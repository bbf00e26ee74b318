namespace Fathom.VolumeServer.Volumes;

/// <summary>What one sample is in memory (host byte order). Stores of bool and half floats are widened to the next larger type when they are read.</summary>
internal enum SampleType
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float32,
    Float64,
}
