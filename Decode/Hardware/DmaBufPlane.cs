namespace Fathom.Decode;

/// <summary>One plane in a DMA-BUF object.</summary>
/// <param name="Layer">Planes of one layer make one texture.</param>
/// <param name="Fourcc">The layer's DRM format.</param>
/// <param name="Fd">The object; closed when the lease ends.</param>
/// <param name="ObjectBytes">The size of the object as its maker says it; importers check.</param>
/// <param name="Offset">Where the plane begins in the object.</param>
/// <param name="Pitch">Bytes from one row to the next.</param>
/// <param name="Modifier">How the samples are arranged (tiling); 0 is linear.</param>
public readonly record struct DmaBufPlane(int Layer, uint Fourcc, int Fd, long ObjectBytes, uint Offset, uint Pitch, ulong Modifier);
