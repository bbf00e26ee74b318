using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.VolumeServer.Data;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Zarr;

namespace Fathom.Bench.Data;

/// <summary>Eight clients that scrub through overlapping slices of a store whose answers take 20 ms.</summary>
internal static class LoadMeasure
{
    public const int Clients = 8;
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(20);
    private static readonly int[] s_shape = [64, 512, 512];
    private static readonly int[] s_chunk = [8, 128, 128];

    public static IEnumerable<DataRow> Run(DataOptions options)
    {
        int slices = options.IsQuick ? 6 : 16;
        using var store = new LatentStore(s_shape, s_chunk, s_latency);
        double naive = Naive(store, slices, options, out long before), naiveRequests = store.Requests - before;
        (double ours, long requests) = Ours(slices, new ChunkSchedulerOptions(), true, options);
        yield return new DataRow("load", $"{Clients} clients × {slices} slices of 16 chunks", naive, ours, "ms", 2)
        {
            Note = $"requests: {naiveRequests:0} naive, {requests} ours; the same chunks are wanted by several clients and by neighbouring slices",
        };
        (double one, _) = Ours(slices, new ChunkSchedulerOptions { Workers = 1 }, false, options);
        (double eight, _) = Ours(slices, new ChunkSchedulerOptions { Workers = 8 }, false, options);
        yield return new DataRow("load", "the same, 8 workers against 1", one, eight, "ms", 2);
        (double apart, _) = Ours(slices, new ChunkSchedulerOptions(), false, options);
        yield return new DataRow("load", "the same, --no-async-io", naive, apart, "ms", null);
        yield return new DataRow("load", "the same, --async-io against without", apart, ours, "ms", null)
        {
            Note = "--async-io sends the requests of a read together; this row is why it is on for stores on a network",
        };
    }

    private static double Naive(LatentStore store, int slices, DataOptions options, out long before)
    {
        using var reading = new SharedReading(1);
        using VolumeSet set = ZarrOpener.TryOpen(store, "bench", null, reading, options.Cancel)!;
        using var source = new NaiveSource(store, set.Images[0].Info);
        before = store.Requests;
        return options.Milliseconds(() => ReadAll(source, slices, s_chunk));
    }

    private static (double Milliseconds, long Requests) Ours(int slices, ChunkSchedulerOptions settings, bool fetchTogether, DataOptions options)
    {
        using var store = new LatentStore(s_shape, s_chunk, s_latency);
        using var reading = new SharedReading(SharedReading.UsualCacheBytes, settings) { FetchTogether = fetchTogether };
        using VolumeSet set = ZarrOpener.TryOpen(store, "bench", null, reading, options.Cancel)!;

        // Opening looked at a few chunks to estimate the contrast.
        reading.Chunks.RemoveWhere(static _ => true);
        long before = store.Requests;
        double took = options.Milliseconds(() => ReadAll(set.Images[0], slices, s_chunk));
        return (took, store.Requests - before);
    }

    /// <summary>Each client on a thread of its own, each beginning elsewhere; every sample is checked.</summary>
    public static void ReadAll(IVolumeSource source, int slices, int[] chunk)
    {
        int depth = source.Info.Axes[0].Length, rows = source.Info.Rows, columns = source.Info.Columns, wrong = 0;
        Thread[] clients = [.. Enumerable.Range(0, Clients).Select(client => new Thread(() =>
        {
            byte[] picture = new byte[rows * columns];
            for (int i = 0; i < slices; i++)
            {
                int z = ((client * 3) + i) % depth;
                source.Read(new RegionRequest(0, [z, 0, 0], [1, rows, columns], [1, 1, 1]), picture, [], CancellationToken.None);
                if (picture[0] != LatentStore.ValueOf([z / chunk[0], 0, 0]) || picture[^1] != LatentStore.ValueOf([z / chunk[0], (rows - 1) / chunk[1], (columns - 1) / chunk[2]]))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];
        foreach (Thread client in clients)
        {
            client.Start();
        }

        foreach (Thread client in clients)
        {
            client.Join();
        }

        if (wrong > 0)
        {
            throw new InvalidOperationException($"{wrong} slices were wrong.");
        }
    }
}
