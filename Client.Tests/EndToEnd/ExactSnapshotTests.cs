using System;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Server;
using Fathom.Decode.Compression;
using Fathom.Protocol.Colormaps;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.EndToEnd;

/// <summary>From files to a file: what <c>fathom snapshot --one-to-one</c> writes is the plain rule applied to the samples, byte for byte.</summary>
public sealed class ExactSnapshotTests : IDisposable
{
    private const double Low = 3, High = 71;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData(2, "uint8", "gzip")]
    [InlineData(3, "uint16", "zstd")]
    [InlineData(3, "float32", "blosc:lz4:1")]
    public async Task A_slice_is_written_as_the_plain_rule_has_it(int version, string type, string codec)
    {
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        Skip.IfNot(TinyZarrCodec.IsThere(codec), $"{codec} is not on this machine.");
        var array = new TinyZarrArray { Version = version, Shape = [7, 45, 67], Chunks = [3, 20, 32], Type = type, Codecs = [codec] };
        TinyZarr.Write(_folder["a.zarr"], array);
        VolumeSet set = VolumeSources.Open(_folder["a.zarr"], new SourceOptions());
        await using var server = new VolumeServerApp(TestServer.Options, set, "a.zarr", "zarr", TimeProvider.System);
        await server.StartAsync();

        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "snapshot", server.StateUrl, "--pixel-url", server.PixelUrl, "--dims", "0=5", "--one-to-one", "--contrast", "3,71", "-o", _folder["z.png"]);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        TestPng picture = TestPng.Read(_folder["z.png"]);
        Assert.Equal((67, 45), (picture.Width, picture.Height));
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                int gray = ColormapIndex.Of(array.Value([5, y, x]), Low, High);
                Assert.Equal((x, y, (gray, gray, gray)), (x, y, picture.Pixel(x, y)));
            }
        }
    }

    [SkippableFact]
    public async Task A_place_in_the_world_is_the_index_nearest_to_it()
    {
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not installed.");
        await using VolumeServerApp server = await TestServer.StartAsync();

        // 2 µm from slice to slice.
        Programs.Outcome outcome = await Programs.RunAsync(
            "fathom", "snapshot", server.StateUrl, "--pixel-url", server.PixelUrl, "--dims", "z=24.9um", "--size", "320x180", "-o", _folder["w.png"]);
        Programs.SkipIfLacking(outcome);

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        Assert.Equal("12", TestPng.Read(_folder["w.png"]).Texts["fathom.step"].Split(',')[1]);
    }
}
