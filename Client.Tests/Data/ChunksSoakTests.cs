using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Fathom.Bench.Data;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Zarr;
using Xunit;

namespace Fathom.Client.Tests.Data;

[Collection("measures the whole process")]
public sealed class ChunksSoakTests
{
    [SkippableFact]
    [Trait("Category", "Soak")]
    public void Eight_clients_that_scrub_for_long_leave_memory_and_threads_as_they_were()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Anonymous pages are read from /proc.");
        int[] chunk = [8, 32, 32];
        using var store = new LatentStore([256, 256, 256], chunk, TimeSpan.Zero);
        using var reading = new SharedReading(2 << 20);
        using VolumeSet set = ZarrOpener.TryOpen(store, "soak", null, reading, CancellationToken.None)!;
        LoadMeasure.ReadAll(set.Images[0], 500, chunk);
        (double anonymous, int threads) before = Measure();

        for (int round = 0; round < 10; round++)
        {
            LoadMeasure.ReadAll(set.Images[0], 500, chunk);
        }

        (double anonymous, int threads) after = Measure();
        Assert.True(after.anonymous < before.anonymous + 16, $"{before.anonymous:0.0} MiB grew to {after.anonymous:0.0}");
        Assert.True(after.threads <= before.threads + 2, $"{before.threads} threads became {after.threads}");
        Assert.True(reading.Chunks.Memory.PeakBytes <= 2 << 20, $"{reading.Chunks.Memory.PeakBytes} bytes of chunks at most");
        Assert.True(reading.Chunks.Sheds > 0);
    }

    private static (double Anonymous, int Threads) Measure()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        string line = File.ReadLines("/proc/self/status").First(static text => text.StartsWith("RssAnon:", StringComparison.Ordinal));
        using var process = Process.GetCurrentProcess();
        return (double.Parse(line.AsSpan(8).Trim()[..^2].Trim(), CultureInfo.InvariantCulture) / 1024, process.Threads.Count);
    }
}
