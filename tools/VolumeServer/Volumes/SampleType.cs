namespace Fathom.VolumeServer.Volumes;

/// <summary>How one sample lies in memory (host byte order).</summary>
internal enum SampleType
{
    UInt8 = 1,
    UInt16 = 2,
}
