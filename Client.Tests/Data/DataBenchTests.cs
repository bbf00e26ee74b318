using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using Fathom.Bench.Commands;
using Fathom.Bench.Data;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Zarr;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class DataBenchTests
{
    [Fact]
    public void The_data_measurement_prints_each_row_with_its_ratio_and_goal()
    {
        using var output = new MemoryStream();
        var context = new BenchContext(output, TextWriter.Null, ConfigurationSources.None, TimeProvider.System, CancellationToken.None);

        ExitCode code = new BenchCommandTable().Run(["data", "--quick", "--only", "transforms", "--json"], context);

        Assert.Equal(ExitCode.Ok, code);
        using var json = JsonDocument.Parse(output.ToArray());
        Assert.Equal("fathom.bench_data/1", json.RootElement.GetProperty("schema").GetString());
        JsonElement scrub = json.RootElement.GetProperty("rows").EnumerateArray().First();
        Assert.Equal(3, scrub.GetProperty("goal").GetDouble());
        Assert.Equal(scrub.GetProperty("reference").GetDouble() / scrub.GetProperty("ours").GetDouble(), scrub.GetProperty("ratio").GetDouble(), 0.05 * scrub.GetProperty("ratio").GetDouble());
    }

    [Fact]
    public void Eight_clients_that_scrub_at_once_get_the_right_samples_and_share_their_chunks()
    {
        using var store = new LatentStore([64, 64, 64], [8, 16, 16], TimeSpan.Zero);
        using var reading = new SharedReading(64 * 4096);
        using VolumeSet set = ZarrOpener.TryOpen(store, "shared", null, reading, CancellationToken.None)!;
        long before = store.Requests;

        // Checks every slice, and throws if a sample is wrong.
        LoadMeasure.ReadAll(set.Images[0], 64, [8, 16, 16]);

        Assert.InRange(store.Requests - before, 128, 8 * 64 * 16 / 2);
        Assert.Equal(reading.Scheduler.StartedThreads, Math.Min(reading.Scheduler.Workers, reading.Scheduler.StartedThreads));
    }

    [Fact]
    public void The_naive_mode_reads_the_same()
    {
        using var store = new LatentStore([16, 32, 32], [8, 16, 16], TimeSpan.Zero);
        using var reading = new SharedReading(1 << 20);
        using VolumeSet set = ZarrOpener.TryOpen(store, "naive", null, reading, CancellationToken.None)!;
        using var naive = new NaiveSource(store, set.Images[0].Info);

        LoadMeasure.ReadAll(naive, 2, [8, 16, 16]);
    }
}
