namespace Fathom.VolumeServer.Volumes;

/// <summary>What the samples mean: brightness, or the number of an object (never blended, always the nearest sample).</summary>
internal enum VolumeKind
{
    Image,
    Labels,
}
