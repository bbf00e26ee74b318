using System;
using System.Threading;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Stores;
using Fathom.VolumeServer.Volumes.Zarr;

namespace Fathom.Bench.Data;

/// <summary>The naive mode, kept to be measured against: each request has a pool of its own and remembers nothing. The metadata are read once, as anybody would.</summary>
/// <remarks>Threads: any may read. Ownership: the store is somebody else's.</remarks>
internal sealed class NaiveSource(IByteStore store, VolumeInfo info) : IVolumeSource
{
    /// <summary>Room for what one request needs, given up with it.</summary>
    private const long RequestBytes = 1L << 30;

    private readonly ZarrArray _array = new ZarrStore(store, CancellationToken.None).FindArray("")!;

    public VolumeInfo Info => info;

    public RegionContent Read(in RegionRequest request, Span<byte> destination, Span<byte> present, CancellationToken cancel)
    {
        using var own = new SharedReading(RequestBytes) { FetchTogether = false };
        using var volume = new ZarrVolume(info, [new ZarrChunks(store, _array, own.Chunks)], [], own);
        return volume.Read(request, destination, present, cancel);
    }

    public void Dispose()
    {
    }
}
