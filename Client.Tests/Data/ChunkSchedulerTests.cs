using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Data;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class ChunkSchedulerTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void Every_item_runs_once_on_a_worker()
    {
        using var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { Workers = 3 });
        int[] ran = new int[100];
        var threads = new ConcurrentDictionary<string, int>();

        scheduler.ForEach(ran.Length, (ran, threads), static (state, i, _) =>
        {
            Interlocked.Increment(ref state.ran[i]);
            state.threads[Thread.CurrentThread.Name!] = 0;
        });

        Assert.All(ran, count => Assert.Equal(1, count));
        Assert.All(threads.Keys, name => Assert.StartsWith("fathom-chunks-", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_start_with_the_first_request_and_stay_the_same_for_ten_thousand()
    {
        using var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { Workers = 2 });
        Assert.Equal(0, scheduler.StartedThreads);
        var threads = new ConcurrentDictionary<int, int>();

        for (int i = 0; i < 10_000; i++)
        {
            scheduler.ForEach(2, threads, static (seen, _, _) => seen[Environment.CurrentManagedThreadId] = 0);
        }

        Assert.Equal(2, scheduler.StartedThreads);
        Assert.InRange(threads.Count, 1, 2);
        Assert.Equal(20_000, scheduler.Items);
    }

    [Fact]
    public void The_first_error_comes_to_the_caller_and_the_pool_goes_on()
    {
        using var scheduler = new ChunkScheduler();

        var error = Assert.Throws<InvalidOperationException>(() => scheduler.ForEach(50, 0, static (_, i, _) =>
        {
            if (i == 7)
            {
                throw new InvalidOperationException("chunk 7 is broken");
            }
        }));

        Assert.Equal("chunk 7 is broken", error.Message);
        int ran = 0;
        scheduler.ForEach(1, 0, (_, _, _) => ran++);
        Assert.Equal(1, ran);
    }

    [Fact]
    public async Task A_cancelled_request_returns_while_its_items_still_run()
    {
        using var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { Workers = 1 });
        using var started = new SemaphoreSlim(0);
        using var release = new ManualResetEventSlim();
        using var cancel = new CancellationTokenSource();
        Task caller = Task.Run(() => scheduler.ForEach(5, 0, (_, _, _) =>
        {
            started.Release();
            release.Wait(s_patience, CancellationToken.None);
        }, cancel.Token));
        Assert.True(await started.WaitAsync(s_patience));

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller.WaitAsync(s_patience));
        release.Set();
        scheduler.ForEach(1, 0, static (_, _, _) => { });
        Assert.Equal(0, started.CurrentCount);
    }

    [Fact]
    public async Task A_request_that_takes_too_long_times_out()
    {
        using var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { ReadTimeout = TimeSpan.FromMilliseconds(50) });

        Task caller = Task.Run(() => scheduler.ForEach(3, 0, static (_, _, token) => token.WaitHandle.WaitOne(s_patience)));

        var error = await Assert.ThrowsAsync<TimeoutException>(() => caller.WaitAsync(s_patience));
        Assert.Contains("0.05 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disposing_ends_a_hundred_reads_in_flight_and_waits_for_nobody()
    {
        var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { Workers = 4 });
        using var never = new ManualResetEventSlim();
        using var started = new SemaphoreSlim(0);
        Thread[] readers = [.. Enumerable.Range(0, 100).Select(_ => new Thread(() =>
            Assert.ThrowsAny<Exception>(() => scheduler.ForEach(3, 0, (_, _, _) =>
            {
                started.Release();
                never.Wait(s_patience, CancellationToken.None);
            }))))];
        foreach (Thread reader in readers)
        {
            reader.Start();
        }

        Assert.True(await started.WaitAsync(s_patience));
        scheduler.Dispose();
        scheduler.Dispose();

        // `fathom bench data` measures how long it takes; here it must end at all although no item listens.
        Assert.Equal(4, scheduler.LeftBehind);
        Assert.All(readers, reader => Assert.True(reader.Join(s_patience)));
        never.Set();
    }

    [Fact]
    public void An_item_that_reads_something_itself_does_not_wait_for_a_worker()
    {
        using var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { Workers = 1 });
        int inner = 0;

        scheduler.ForEach(4, scheduler, (owner, _, token) => owner.ForEach(5, 0, (_, _, _) => inner++, token));

        Assert.Equal(20, inner);
    }
}
