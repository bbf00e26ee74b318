using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using Fathom.VolumeServer.Data;

namespace Fathom.Bench.Data;

/// <summary>The pool itself: a new one for each request against the one that stays; threads; how long it takes to end.</summary>
internal static class PoolMeasure
{
    private const int ItemsPerRequest = 4;

    public static IEnumerable<DataRow> Run(DataOptions options)
    {
        int naiveRequests = options.IsQuick ? 50 : 300, requests = options.IsQuick ? 1_000 : 10_000;
        var settings = new ChunkSchedulerOptions();
        double naive = options.Milliseconds(() =>
        {
            for (int i = 0; i < naiveRequests; i++)
            {
                using var pool = new ChunkScheduler(settings);
                pool.ForEach(ItemsPerRequest, 0, static (_, _, _) => { });
            }
        }) * 1000 / naiveRequests;

        using var scheduler = new ChunkScheduler(settings);
        scheduler.ForEach(ItemsPerRequest, 0, static (_, _, _) => { });
        using var process = Process.GetCurrentProcess();
        int before = Threads(process);
        double ours = options.Milliseconds(() =>
        {
            for (int i = 0; i < requests; i++)
            {
                scheduler.ForEach(ItemsPerRequest, 0, static (_, _, _) => { });
            }
        }) * 1000 / requests;
        int after = Threads(process);
        var shared = new ParallelOptions { MaxDegreeOfParallelism = settings.Workers };
        double runtime = options.Milliseconds(() =>
        {
            for (int i = 0; i < requests; i++)
            {
                Parallel.For(0, ItemsPerRequest, shared, static _ => { });
            }
        }) * 1000 / requests;

        yield return new DataRow("pool", $"a request of {ItemsPerRequest} tiny items ({settings.Workers} workers)", naive, ours, "µs", 10);
        yield return new DataRow("pool", "the same by the runtime's own pool, as bounded", runtime, ours, "µs", null)
        {
            Note = "there the caller works as well, so that many callers are many workers: see docs/decisions/0007",
        };
        yield return new DataRow("pool", $"threads more after {requests:N0} requests", null, Math.Max(0, after - before), "", 2)
        {
            IsCeiling = true,
            Note = $"its own: {scheduler.StartedThreads}; the process had {before}, then {after} (the runtime may start one or two)",
        };
        yield return new DataRow("pool", "ending with 100 reads in flight that do not listen", null, DisposeMilliseconds(options), "ms", 1000) { IsCeiling = true };
    }

    private static int Threads(Process process)
    {
        process.Refresh();
        return process.Threads.Count;
    }

    private static double DisposeMilliseconds(DataOptions options)
    {
        var scheduler = new ChunkScheduler(new ChunkSchedulerOptions { Workers = 4 });
        using var never = new ManualResetEventSlim();
        using var started = new CountdownEvent(4);
        var readers = new Thread[100];
        for (int i = 0; i < readers.Length; i++)
        {
            readers[i] = new Thread(() =>
            {
                try
                {
                    scheduler.ForEach(2, 0, (_, _, _) =>
                    {
                        if (!started.IsSet)
                        {
                            started.Signal();
                        }

                        never.Wait(TimeSpan.FromSeconds(20), CancellationToken.None);
                    });
                }
                catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
                {
                    // What disposing promises to those who wait.
                }
            });
            readers[i].Start();
        }

        started.Wait(TimeSpan.FromSeconds(20));
        double took = options.Milliseconds(scheduler.Dispose);
        never.Set();
        foreach (Thread reader in readers)
        {
            reader.Join();
        }

        return took;
    }
}
