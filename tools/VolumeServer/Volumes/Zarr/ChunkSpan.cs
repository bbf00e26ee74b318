using System;
using System.Collections.Immutable;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>What a region wants of one row of chunks along one axis.</summary>
/// <param name="Chunk">Index of the chunk along the axis.</param>
/// <param name="From">First sample inside the chunk.</param>
/// <param name="To">Its place in the answer.</param>
/// <param name="Count">How many samples.</param>
internal readonly record struct ChunkSpan(int Chunk, int From, int To, int Count)
{
    /// <summary>Chunks between two wanted samples are left out: the cost follows what is wanted, not how far it reaches.</summary>
    public static ImmutableArray<ChunkSpan> Along(int origin, int count, int stride, int chunkLength)
    {
        ImmutableArray<ChunkSpan>.Builder spans = ImmutableArray.CreateBuilder<ChunkSpan>();
        for (int next = 0; next < count;)
        {
            long sample = origin + ((long)next * stride);
            int chunk = (int)(sample / chunkLength);
            long beyond = ((chunk + 1L) * chunkLength) - origin;
            int end = (int)Math.Min(count, (beyond + stride - 1) / stride);
            spans.Add(new ChunkSpan(chunk, (int)(sample - ((long)chunk * chunkLength)), next, end - next));
            next = end;
        }

        return spans.ToImmutable();
    }
}
