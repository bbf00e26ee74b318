using System;
using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Decode.Compression;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Messages;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>A picture that there cannot be is refused with the reason, at once, and nobody else waits for it.</summary>
public sealed class RefusedSnapshotTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task A_volume_of_which_too_much_would_have_to_be_read_is_shown_in_slices_only()
    {
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        TinyZarr.Write(_folder["a.zarr"], new TinyZarrArray { Version = 2, Shape = [40, 50, 60], Chunks = [40, 50, 60], Type = "uint16" });
        await using VolumeServerApp server = await StartAsync(TestServer.Options with { VolumeBytes = 5_000 });
        await using ServerClient client = await ServerClient.OpenAsync(server.StateUrl, extended: true);

        AckState ack = await client.SetAsync("view", string.Empty, "ndisplay", 3);
        Programs.Outcome volume = await SnapshotAsync(server, "--ndisplay", "3");
        Programs.Outcome slice = await SnapshotAsync(server, "--one-to-one");

        Assert.Equal((AckStatus.Rejected, "state.over_memory"), (ack.Status, ack.Error?.Code));
        Assert.Contains("0.2 MiB would have to be read; 0.1 MiB are the most", ack.Error!.Message, StringComparison.Ordinal);
        Assert.True(volume.ExitCode == (int)ExitCode.Rejected, volume.Error);
        Assert.Contains("state.over_memory: Will not show ", volume.Error, StringComparison.Ordinal);
        Assert.True(slice.ExitCode == 0, slice.Error);
    }

    [Fact]
    public async Task A_file_that_is_to_be_no_PNG_is_refused_before_anything_is_asked()
    {
        Programs.Outcome refused = await Programs.RunAsync("fathom", "snapshot", "ws://127.0.0.1:1", "-o", _folder["view.jpg"]);

        Assert.Equal((int)ExitCode.Usage, refused.ExitCode);
        Assert.Contains("which is no .jpg", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [SkippableFact]
    public async Task An_exact_picture_of_a_damaged_chunk_is_refused_by_its_name()
    {
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        TinyZarr.Write(_folder["a.zarr"], new TinyZarrArray { Version = 3, Shape = [6, 40, 50], Chunks = [1, 20, 25], Type = "uint8", Codecs = ["gzip"] });
        File.WriteAllBytes(Path.Combine(_folder["a.zarr"], "c/0/1/0"), [1, 2, 3]);
        await using VolumeServerApp server = await StartAsync(TestServer.Options);

        Programs.Outcome torn = await SnapshotAsync(server, "--one-to-one", "--dims", "0=0");
        Programs.Outcome whole = await SnapshotAsync(server, "--one-to-one", "--dims", "0=1");

        Assert.True(torn.ExitCode == (int)ExitCode.Rejected, torn.Error);
        Assert.Contains("data.unreadable", torn.Error, StringComparison.Ordinal);
        Assert.Contains("c/0/1/0", torn.Error, StringComparison.Ordinal);
        Assert.True(whole.ExitCode == 0, whole.Error);
    }

    private async Task<VolumeServerApp> StartAsync(ServerOptions options)
    {
        var server = new VolumeServerApp(options, VolumeSources.Open(_folder["a.zarr"], new SourceOptions()), "a.zarr", "zarr", TimeProvider.System);
        await server.StartAsync();
        return server;
    }

    private async Task<Programs.Outcome> SnapshotAsync(VolumeServerApp server, params string[] options)
    {
        Programs.Outcome outcome = await Programs.RunAsync("fathom", ["snapshot", server.StateUrl, "--pixel-url", server.PixelUrl, "-o", _folder["s.png"], .. options]);
        Programs.SkipIfLacking(outcome);
        return outcome;
    }
}
