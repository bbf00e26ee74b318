namespace Fathom.VolumeServer.Scene;

/// <summary>How the planes of a slab become one.</summary>
internal enum SlabProjection
{
    Mean,
    Max,
    Min,
}
