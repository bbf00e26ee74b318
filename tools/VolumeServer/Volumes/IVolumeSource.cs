using System;
using System.Threading;

namespace Fathom.VolumeServer.Volumes;

/// <summary>Where samples come from: a generator, a file, a store on the network.</summary>
/// <remarks>Threads: <see cref="Read"/> may be called by several threads at once. Ownership: who opens disposes, after the last reader is done.</remarks>
internal interface IVolumeSource : IDisposable
{
    VolumeInfo Info { get; }

    /// <summary>
    /// Fills <paramref name="destination"/> with the region: dense, last axis fastest, host byte order, <see cref="VolumeInfo.Sample"/>. Blocks the caller until
    /// all of it is there.
    /// </summary>
    /// <param name="request">Lies inside the level's shape.</param>
    /// <param name="destination">Exactly as long as the answer.</param>
    /// <param name="present">
    /// Empty, or one byte per sample of the answer: 1 where the data have the sample. Written unless the answer is <see cref="RegionContent.Complete"/>. Samples that
    /// are not there hold NaN (floats) or the store's fill value.
    /// </param>
    /// <param name="cancel">Ends the wait with an <see cref="OperationCanceledException"/>.</param>
    RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel);
}
