using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Data;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class ByteBoundedCacheTests
{
    private const int Chunk = 4096;

    [Fact]
    public void It_warns_at_80_percent_and_sheds_at_85()
    {
        var pressures = new List<CachePressure>();
        using var cache = new ByteBoundedCache<int>(100 * Chunk, pressures.Add);

        for (int i = 0; i < 80; i++)
        {
            Load(cache, i).Dispose();
        }

        Assert.Empty(pressures);
        Load(cache, 80).Dispose();
        Assert.Equal([new CachePressure(81 * Chunk, 100 * Chunk)], pressures);
        for (int i = 81; i < 85; i++)
        {
            Load(cache, i).Dispose();
        }

        Assert.Equal(0, cache.Counters.Evictions);
        Load(cache, 85).Dispose();
        Assert.Equal(1, cache.Sheds);
        Assert.True(cache.Memory.RentedBytes <= 80 * Chunk);
        Assert.False(cache.TryGet(0, out _));
        Assert.True(cache.TryGet(85, out CacheBuffer last));
        last.Dispose();
        for (int i = 86; i < 1000; i++)
        {
            Load(cache, i).Dispose();
        }

        Assert.Equal(1, cache.PressureWarnings);
        Assert.True(cache.Memory.PeakBytes <= 100 * Chunk);
    }

    [Fact]
    public void A_buffer_that_is_read_keeps_its_bytes_when_it_leaves_the_cache()
    {
        using var cache = new ByteBoundedCache<int>(4 * Chunk);
        using CacheBuffer held = Load(cache, 1);

        for (int i = 2; i < 50; i++)
        {
            Load(cache, i).Dispose();
        }

        Assert.False(cache.TryGet(1, out _));
        Assert.All(held.Bytes.ToArray(), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Memory_is_used_again_and_not_allocated_for_ever()
    {
        using var cache = new ByteBoundedCache<int>(64 * Chunk);

        for (int i = 0; i < 10_000; i++)
        {
            Load(cache, i).Dispose();
        }

        Assert.InRange(cache.Memory.Allocations, 1, 80);
    }

    [Fact]
    public void A_buffer_cannot_be_read_or_disposed_after_its_last_holder()
    {
        var pool = new ByteBufferPool(1 << 20);
        CacheBuffer buffer = pool.Rent(10);
        buffer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => buffer.Bytes.Length);
        Assert.Throws<InvalidOperationException>(buffer.Dispose);
    }

    [Fact]
    public async Task Eight_threads_read_right_bytes_while_everything_is_evicted_all_the_time()
    {
        using var cache = new ByteBoundedCache<int>(16 * Chunk);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 3_000; i++)
            {
                int key = random.Next(100);
                using CacheBuffer buffer = Load(cache, key);
                Assert.True(buffer.Bytes.IndexOfAnyExcept((byte)key) < 0);
            }
        }))).WaitAsync(TimeSpan.FromSeconds(60));

        cache.Dispose();
        Assert.Equal(0, cache.Memory.RentedBytes);
    }

    private static CacheBuffer Load(ByteBoundedCache<int> cache, int key) => cache.GetOrLoad(key, cache, static (k, owner, _) =>
    {
        CacheBuffer buffer = owner.Rent(Chunk);
        buffer.Writable.Fill((byte)k);
        return buffer;
    }, CancellationToken.None);
}
