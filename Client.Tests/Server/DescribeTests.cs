using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Ui;
using Fathom.Protocol.Commands;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Extensions;
using Fathom.Protocol.State;
using Fathom.VolumeServer.Fields;
using Fathom.VolumeServer.Serving;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Server;

/// <summary>What a client may know of a dataset before it loads it, and what keeps asking from hurting.</summary>
public sealed class DescribeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task Size_axes_and_what_three_dimensions_take_are_told_before_anything_is_loaded()
    {
        TinyZarr.Write(_folder["cube.zarr"], new TinyZarrArray { Version = 3, Shape = [64, 64, 64], Chunks = [64, 64, 64], Type = "uint16", AxisNames = """["z", "y", "x"]""", Has = static _ => false });
        MapValue answer = ProbeTests.Result(await AskAsync("cube.zarr", 4 << 20));
        MapValue refused = ProbeTests.Result(await AskAsync("cube.zarr", 16 << 10));

        Assert.Equal(("uint16", 3, 1), (answer["type"]?.AsText(), ((ListValue)answer["axes"]!).Items.Length, ((ListValue)answer["levels"]!).Items.Length));
        DatasetFacts facts = DatasetFacts.Read("p", answer), tooMuch = DatasetFacts.Read("p", refused);
        Assert.Equal("uint16 · z 64 × y 64 × x 64 · 1 level · 512 KiB", facts.What);
        Assert.StartsWith("In 3D: level 0, 1", facts.Volume, StringComparison.Ordinal);
        Assert.EndsWith("of 4 MiB allowed", facts.Volume, StringComparison.Ordinal);
        Assert.False(facts.IsRefused);
        Assert.True(tooMuch.IsRefused);
        Assert.Contains("pyramid", tooMuch.Volume, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("nothing.zarr", "fs.not_found")]
    [InlineData("../outside.zarr", "zarr.invalid")]
    public async Task What_could_not_be_loaded_is_not_described_either(string path, string code)
    {
        CommandOutcome outcome = await AskAsync(path, 1 << 20);

        Assert.Equal(code, outcome.Error?.Code);
    }

    [SkippableFact]
    public async Task Without_a_root_the_command_is_not_offered()
    {
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.Stats);

        Assert.DoesNotContain(CommandNames.Describe, client.Welcome!.Feature(FeatureNames.Commands)!.Commands);
    }

    [Fact]
    public void One_viewer_cannot_fill_the_queue_and_few_jobs_run_at_once()
    {
        using var go = new ManualResetEventSlim();
        using var done = new CountdownEvent(7);
        var queue = new FairQueue(2, 4, 7);
        int running = 0, most = 0;
        void Job()
        {
            int now = Interlocked.Increment(ref running);
            lock (queue)
            {
                most = Math.Max(most, now);
            }

            go.Wait(TimeSpan.FromSeconds(30));
            Interlocked.Decrement(ref running);
            done.Signal();
        }

        bool[] greedy = [.. Enumerable.Range(0, 6).Select(_ => queue.TryPost("a", Job))];
        bool[] others = [.. Enumerable.Range(0, 4).Select(i => queue.TryPost($"b{i}", Job))];
        go.Set();

        Assert.True(done.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal([true, true, true, true, false, false], greedy);
        Assert.Equal([true, true, true, false], others);
        Assert.InRange(most, 1, 2);
    }

    [SkippableFact]
    public void No_side_car_and_no_field_of_a_list_is_read_through_a_link_out_of_the_root()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links needs a privilege on Windows.");
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["out"]);
        TinyNpy.Write<byte>(_folder["out/a.npy"], "|u1", [2, 2], [1, 2, 3, 4]);
        File.WriteAllText(_folder["out/a.json"], """{"axes": "yx"}""");
        TinyNpy.Write<byte>(_folder["in/b.npy"], "|u1", [2, 2], [1, 2, 3, 4]);
        File.CreateSymbolicLink(_folder["in/b.json"], _folder["out/a.json"]);
        File.CreateSymbolicLink(_folder["in/c.npy"], _folder["out/a.npy"]);
        File.WriteAllText(_folder["in/list.json"], """{"fields": [{"name": "x", "path": "../out/a.npy"}]}""");
        var confined = new SourceOptions { ConfinedTo = _folder["in"] };

        foreach (string path in (string[])["in/b.npy", "in/c.npy", "in/list.json"])
        {
            Assert.Contains("link", Assert.Throws<FathomException>(() => FieldSources.Open(_folder[path], confined)).Why, StringComparison.Ordinal);
            FieldSources.Open(_folder[path], new SourceOptions()).Dispose();
        }
    }

    private async Task<CommandOutcome> AskAsync(string path, long volumeBytes)
    {
        await using VolumeServerApp server = await TestServer.StartAsync(options => options with { Root = _folder.Path, VolumeBytes = volumeBytes });
        await using ServerClient client = await ServerClient.ConnectAsync(server.StateUrl);
        await client.ShakeAsync(FeatureNames.Stats);
        return await client.CallAsync(CommandNames.Describe, MapValue.Of(("path", path)));
    }
}
