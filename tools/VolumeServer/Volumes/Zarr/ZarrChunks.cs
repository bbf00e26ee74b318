using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes.Codecs;
using Fathom.VolumeServer.Volumes.Stores;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The chunks of one array: named, fetched, unpacked, cached. Shards are read chunk by chunk, by their index.</summary>
/// <remarks>Threads: any.</remarks>
internal sealed class ZarrChunks
{
    private static int s_arrays;

    private readonly IByteStore _store;
    private readonly ByteBoundedCache<ChunkKey> _cache;
    private readonly int _id = Interlocked.Increment(ref s_arrays);
    private readonly ShardLayout? _shard;
    private readonly ChunkDecoder _decoder;
    private readonly SemaphoreSlim[] _indexGates = [.. Enumerable.Range(0, 8).Select(_ => new SemaphoreSlim(1))];

    public ZarrChunks(IByteStore store, ZarrArray array, ByteBoundedCache<ChunkKey> cache)
    {
        (_store, Array, _cache) = (store, array, cache);
        _shard = array.Chunk is { Shard: { } shard, Bytes.IsEmpty: true, Layout.Order.IsEmpty: true } ? shard : null;
        _decoder = _shard?.Inner ?? array.Chunk;
        Grid = [.. array.Shape.Select((length, axis) => (int)(((long)length + Shape[axis] - 1) / Shape[axis]))];
    }

    public ZarrArray Array { get; }

    /// <summary>Of what is read at once: a chunk, or one chunk of a shard.</summary>
    public ImmutableArray<int> Shape => _decoder.Shape;

    /// <summary>Chunks along each axis.</summary>
    public ImmutableArray<int> Grid { get; }

    public int ChunkBytes => _decoder.SampleBytes;

    public bool IsRemote => _store.IsRemote;

    public bool TryGet(long chunk, out CacheBuffer samples) => _cache.TryGet(new ChunkKey(_id, chunk), out samples);

    /// <summary>The samples, from the cache or from the store; empty when the store does not have the chunk. The caller disposes them.</summary>
    public CacheBuffer Get(long chunk, CancellationToken cancel) => _cache.GetOrLoad(
        new ChunkKey(_id, chunk),
        this,
        static (key, self, cancel) =>
        {
            using StoredBytes? stored = BlockingRead.Get(self.FetchAsync(key.Index, cancel), cancel);
            return self.Decode(key.Index, stored);
        },
        cancel);

    /// <summary>The same with what was fetched before.</summary>
    public CacheBuffer Get(long chunk, StoredBytes? stored, CancellationToken cancel) => _cache.GetOrLoad(
        new ChunkKey(_id, chunk), (Self: this, Stored: stored), static (key, with, _) => with.Self.Decode(key.Index, with.Stored), cancel);

    /// <summary>The chunk as it lies in the store, or null where it is not there.</summary>
    public async ValueTask<StoredBytes?> FetchAsync(long chunk, CancellationToken cancel)
    {
        int most = (int)Math.Min(_decoder.MostEncoded, int.MaxValue / 2);
        if (_shard is null)
        {
            return await _store.ReadAsync(KeyOf(chunk), ByteRange.All, most, cancel).ConfigureAwait(false);
        }

        (long shard, int inside) = Locate(chunk);
        using CacheBuffer index = await IndexAsync(shard, cancel).ConfigureAwait(false);
        if (index.Length == 0)
        {
            return null;
        }

        try
        {
            return _shard.TryFind(index.Bytes, inside, out long offset, out int length)
                ? await _store.ReadAsync(KeyOf(shard), ByteRange.Run(offset, length), most, cancel).ConfigureAwait(false)
                    ?? throw new CodecException("the shard has disappeared")
                : null;
        }
        catch (CodecException error)
        {
            throw Fault(chunk, error);
        }
    }

    /// <summary>Gives up what is cached: nobody will ask for it again.</summary>
    public void Forget() => _cache.RemoveWhere(key => key.Array == _id);

    /// <summary>Where a chunk is in the store, for people.</summary>
    public string Describe(long chunk)
    {
        if (_shard is null)
        {
            return $"chunk {KeyOf(chunk)} of {_store.Address}";
        }

        (long shard, int inside) = Locate(chunk);
        return $"chunk {inside} of the shard {KeyOf(shard)} of {_store.Address}";
    }

    private CacheBuffer Decode(long chunk, StoredBytes? stored)
    {
        if (stored is null)
        {
            return _cache.Rent(0);
        }

        CacheBuffer samples = _cache.Rent(_decoder.SampleBytes);
        try
        {
            _decoder.Decode(stored.Memory, samples.Writable, Array.Fill.AsSpan());
            return samples;
        }
        catch (CodecException error)
        {
            samples.Dispose();
            throw Fault(chunk, error);
        }
    }

    private async ValueTask<CacheBuffer> IndexAsync(long shard, CancellationToken cancel)
    {
        var key = new ChunkKey(_id, shard, IsShardIndex: true);
        if (_cache.TryGet(key, out CacheBuffer found))
        {
            return found;
        }

        // Many chunks of one shard are asked for at once: its index is fetched for all of them together.
        SemaphoreSlim gate = _indexGates[shard % _indexGates.Length];
        await gate.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (_cache.TryGet(key, out found))
            {
                return found;
            }

            int bytes = _shard!.IndexBytes;
            using StoredBytes? stored = await _store.ReadAsync(KeyOf(shard), _shard.IndexAtEnd ? ByteRange.Last(bytes) : ByteRange.Run(0, bytes), bytes, cancel).ConfigureAwait(false);
            return _cache.GetOrLoad(key, (Self: this, Stored: stored), static (key, with, _) => with.Self.DecodeIndex(key.Index, with.Stored), cancel);
        }
        finally
        {
            gate.Release();
        }
    }

    private CacheBuffer DecodeIndex(long shard, StoredBytes? stored)
    {
        if (stored is null)
        {
            return _cache.Rent(0);
        }

        CacheBuffer index = _cache.Rent(_shard!.DecodedIndexBytes);
        try
        {
            _shard.DecodeIndex(stored.Memory, index.Writable);
            return index;
        }
        catch (CodecException error)
        {
            index.Dispose();
            throw new FathomException(
                ExitCode.Rejected, $"Cannot read the index of the shard {KeyOf(shard)} of {_store.Address}.", $"Its bytes are wrong: {error.Message}.", "Copy the store again.", error);
        }
    }

    private FathomException Fault(long chunk, CodecException error) => new(
        ExitCode.Rejected, $"Cannot read {Describe(chunk)}.", $"Its bytes are wrong: {error.Message}.", "Copy the store again; everything outside this chunk can still be seen.", error);

    /// <summary>The object's name, of a chunk of the grid that has objects (chunks, or shards).</summary>
    private string KeyOf(long index)
    {
        ImmutableArray<int> shape = Array.Chunk.Shape;
        Span<int> at = stackalloc int[shape.Length];
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            long count = ((long)Array.Shape[axis] + shape[axis] - 1) / shape[axis];
            at[axis] = (int)(index % count);
            index /= count;
        }

        return StoreKeys.Join(Array.Path, Array.Keys.Of(at));
    }

    private (long Shard, int Inside) Locate(long chunk)
    {
        ImmutableArray<int> perShard = _shard!.Grid, shards = Array.Grid;
        long shard = 0, shardStep = 1;
        int inside = 0, insideStep = 1;
        for (int axis = Grid.Length - 1; axis >= 0; axis--)
        {
            int at = (int)(chunk % Grid[axis]);
            chunk /= Grid[axis];
            shard += at / perShard[axis] * shardStep;
            inside += at % perShard[axis] * insideStep;
            shardStep *= shards[axis];
            insideStep *= perShard[axis];
        }

        return (shard, inside);
    }
}
