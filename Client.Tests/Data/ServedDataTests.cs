using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using Fathom.Client.Tests.Decode;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Commands;
using Fathom.VolumeServer.Data.Catalog;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Streaming;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Data;

public sealed class ServedDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_level_of_a_volume_view_that_does_not_fit_is_refused_with_the_estimate()
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { VolumeBytes = 64 << 20 });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);
        Assert.Equal(AckStatus.Accepted, (await client.SetAsync("view", string.Empty, "ndisplay", 3)).Status);

        AckState ack = await client.SetAsync("multiscale", "main", "level", 0);

        Assert.Equal(AckStatus.Rejected, ack.Status);
        Assert.Equal("state.over_memory", ack.Error!.Code);
        Assert.Contains("It would take 121.9 MiB (121.5 MiB of samples, 0.4 MiB of pictures); 64.0 MiB are allowed.", ack.Error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Limits_are_refined_after_the_start_and_every_viewer_is_told()
    {
        FFmpegFact.SkipWithoutFFmpeg();
        byte[] samples = [.. Enumerable.Range(0, 40 * 16 * 16).Select(i => (byte)(i / 256 == 20 ? 100 : i % 251))];
        TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [40, 16, 16], samples, """{"axes":"tyx","scale":[1,1,1]}""");
        VolumeSet set = DatasetCatalog.OpenAddress(_folder["a.npy"], new SourceOptions(), static _ => { });

        // The estimate looks at the middle frame, which is flat.
        Assert.Equal((99.5, 100.5), (set.Images[0].Info.ContrastLow, set.Images[0].Info.ContrastHigh));
        var options = new ServerOptions { Video = new VideoSettings(TestServer.Width, TestServer.Height, 30, 2_000_000, false) };
        await using var server = new VolumeServerApp(options, set, _folder["a.npy"], "npy", TimeProvider.System);
        await server.StartAsync();

        Assert.True(System.Threading.SpinWait.SpinUntil(() => server.Store.Current.Layer.ContrastHigh > 200, TimeSpan.FromSeconds(20)));
        Assert.InRange(server.Store.Current.Layer.ContrastLow, 0, 10);
    }

    [SkippableFact]
    public async Task The_figures_name_workers_chunks_and_the_estimate()
    {
        using var reading = new SharedReading(8 << 20);
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Reading = reading });
        using var http = new HttpClient();

        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri(server.MetricsUrl)));

        Assert.Equal(8 << 20, json.RootElement.GetProperty("chunk_limit_bytes").GetInt64());
        Assert.Equal(reading.Scheduler.Workers, json.RootElement.GetProperty("chunk_workers").GetInt32());
        Assert.Equal(0, json.RootElement.GetProperty("chunk_pressure_warnings").GetInt64());
        Assert.InRange(json.RootElement.GetProperty("volume_estimate_bytes").GetInt64(), 100 << 20, 140 << 20);
    }

    [Fact]
    public void The_command_line_decides_workers_cache_and_the_way_of_fetching()
    {
        using SharedReading reading = ServedData.ReadingFor(Parse("--workers", "3", "--cache-mib", "7", "--no-async-io"));
        using SharedReading usual = ServedData.ReadingFor(Parse());

        Assert.Equal((3, 7L << 20, false), (reading.Scheduler.Workers, reading.Chunks.LimitBytes, reading.FetchTogether));
        Assert.Equal((Math.Min(4, Environment.ProcessorCount), 256L << 20, true), (usual.Scheduler.Workers, usual.Chunks.LimitBytes, usual.FetchTogether));
        Assert.Throws<FathomException>(() => Parse("--workers", "0"));
    }

    [Fact]
    public void A_folder_of_data_sets_is_its_own_root_and_a_data_set_is_none()
    {
        TinyNpy.Write<byte>(_folder["a.npy"], "|u1", [4, 4], new byte[16]);

        Assert.Equal(_folder.Path, ServedData.FolderOf([_folder.Path]));
        Assert.Null(ServedData.FolderOf([_folder["a.npy"]]));
        Assert.Null(ServedData.FolderOf([]));
    }

    private static ParsedCommand Parse(params string[] arguments) => CommandLineParser.Parse(ServerCommands.Serve, arguments, ConfigurationSources.None);
}
