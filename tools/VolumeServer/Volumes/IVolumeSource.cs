using System;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Where samples come from: a generator now, files later. Rows and columns of a slice are the last two axes.</summary>
/// <remarks>Threads: <see cref="ReadSlice"/> is called by one thread at a time.</remarks>
internal interface IVolumeSource
{
    VolumeInfo Info { get; }

    /// <summary>
    /// Fills <paramref name="destination"/> with the slice, row 0 first, ceil(rows / stride) × ceil(columns / stride) samples of
    /// <see cref="VolumeInfo.Sample"/>; the step must lie inside the shape.
    /// </summary>
    void ReadSlice(in SliceRequest request, Span<byte> destination);
}
