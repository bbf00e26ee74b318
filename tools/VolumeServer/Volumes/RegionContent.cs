namespace Fathom.VolumeServer.Volumes;

/// <summary>How much of a region the data have. Where chunks were never written there is no data, which is not the same as zero.</summary>
internal enum RegionContent
{
    Complete,
    Partial,
    Missing,
}
