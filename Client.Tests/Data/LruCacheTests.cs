using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Decode.Caching;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class LruCacheTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void It_behaves_like_a_plain_list_of_the_last_used_keys()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            int limit = random.Next(1, 9);
            var cache = new LruCache<int, int>(limit);
            var model = new List<int>();
            int loads = 0, expectedLoads = 0;
            for (int i = 0; i < 400; i++)
            {
                int key = random.Next(12);
                int value = cache.GetOrLoad(key, 0, (k, _, _) => Load(k, ref loads));
                if (!model.Remove(key))
                {
                    expectedLoads++;
                    if (model.Count == limit)
                    {
                        model.RemoveAt(0);
                    }
                }

                model.Add(key);
                Assert.Equal(key * 10, value);
                Assert.Equal(expectedLoads, loads);
            }

            Assert.Equal(model.Count, cache.Counters.Entries);
            Assert.All(model, key => Assert.True(cache.TryGet(key, out _)));
        }
    }

    [Fact]
    public async Task Eight_threads_load_a_resident_entry_once()
    {
        const int Keys = 64;
        var cache = new LruCache<int, int>(Keys);
        int[] loaded = new int[Keys];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(seed => Task.Run(() =>
        {
            var random = new Random(seed);
            for (int i = 0; i < 5_000; i++)
            {
                int key = random.Next(Keys);
                Assert.Equal(key, cache.GetOrLoad(key, loaded, static (k, counts, _) =>
                {
                    Interlocked.Increment(ref counts[k]);
                    return k;
                }));
            }
        }))).WaitAsync(s_patience);

        Assert.All(loaded, count => Assert.Equal(1, count));
        CacheCounters counters = cache.Counters;
        Assert.Equal(Keys, counters.Loads);
        Assert.Equal(8 * 5_000 - Keys, counters.Hits + counters.Joins);
    }

    [Fact]
    public async Task Who_waits_loads_himself_when_the_loading_one_is_cancelled()
    {
        var cache = new LruCache<string, int>(4);
        using var cancel = new CancellationTokenSource();
        using var loading = new SemaphoreSlim(0);
        Task<int> first = Task.Run(() => cache.GetOrLoad("a", loading, static (_, signal, token) =>
        {
            signal.Release();
            token.WaitHandle.WaitOne(s_patience);
            throw new OperationCanceledException(token);
        }, cancel.Token));
        Assert.True(await loading.WaitAsync(s_patience));
        Task<int> second = Task.Run(() => cache.GetOrLoad("a", 0, static (_, _, _) => 7));
        SpinWait.SpinUntil(() => cache.Counters.Joins == 1, s_patience);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(s_patience));
        Assert.Equal(7, await second.WaitAsync(s_patience));
    }

    [Fact]
    public async Task Who_waits_hears_why_loading_failed()
    {
        var cache = new LruCache<string, int>(4);
        using var go = new SemaphoreSlim(0);
        Task<int> first = Task.Run(() => cache.GetOrLoad("a", go, static (_, signal, _) =>
            signal.Wait(s_patience, CancellationToken.None) ? throw new InvalidOperationException("broken chunk") : 0));
        SpinWait.SpinUntil(() => cache.Counters.Loads == 1, s_patience);
        Task<int> second = Task.Run(() => cache.GetOrLoad("a", 0, static (_, _, _) => 7));
        SpinWait.SpinUntil(() => cache.Counters.Joins == 1, s_patience);

        go.Release();

        await Assert.ThrowsAsync<InvalidOperationException>(() => first.WaitAsync(s_patience));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second.WaitAsync(s_patience));
        Assert.Equal(7, cache.GetOrLoad("a", 0, static (_, _, _) => 7));
    }

    [Fact]
    public void A_value_heavier_than_the_limit_is_handed_out_and_not_kept()
    {
        var cache = new LruCache<int, int>(0);

        Assert.Equal(5, cache.GetOrLoad(1, 0, static (_, _, _) => 5));

        Assert.False(cache.TryGet(1, out _));
        Assert.Equal(0, cache.Counters.Entries);
    }

    private static int Load(int key, ref int loads)
    {
        loads++;
        return key * 10;
    }
}
