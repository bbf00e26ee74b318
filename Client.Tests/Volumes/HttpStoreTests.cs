using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Http;
using Xunit;

namespace Fathom.Client.Tests.Volumes;

public sealed class HttpStoreTests : IAsyncLifetime, IDisposable
{
    private static readonly HttpStoreOptions s_quick = new() { FirstPause = TimeSpan.FromMilliseconds(1), Attempts = 3 };

    private static readonly TinyZarrArray s_shards =
        new() { Version = 3, Shape = [32, 32], Chunks = [16, 16], Inner = [4, 4], Codecs = ["gzip"], Has = chunk => (chunk[0] + chunk[1]) % 5 != 0, Fill = "7" };

    private readonly TemporaryFolder _folder = new();
    private FileServer _server = null!;

    public async Task InitializeAsync()
    {
        TinyZarr.Write(_folder["shards.zarr"], s_shards);
        TinyZarr.Write(_folder["plain.zarr"], new TinyZarrArray { Shape = [20, 30], Chunks = [5, 6], Has = chunk => chunk[0] != 2 });
        TinyOme.WriteImage(_folder["image.zarr"], TinyOme.Version4, version: 2);
        _server = await FileServer.StartAsync(_folder.Path);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_remote_store_gives_the_same_samples_as_the_folder(bool together)
    {
        foreach (string name in new[] { "shards.zarr", "plain.zarr", "image.zarr" })
        {
            using VolumeSet near = VolumeSources.Open(_folder[name], new SourceOptions());
            using VolumeSet far = VolumeSources.Open(_server.Address + name, new SourceOptions { Http = s_quick, FetchTogether = together });

            (byte[] samples, byte[] present) = ReadAll(near);
            (byte[] remote, byte[] remotePresent) = ReadAll(far);

            Assert.Equal(samples, remote);
            Assert.Equal(present, remotePresent);
            Assert.Equal(near.Name, far.Name);
        }
    }

    [Fact]
    public void Shards_are_asked_for_in_parts_and_their_index_once()
    {
        using VolumeSet set = VolumeSources.Open(_server.Address + "shards.zarr", new SourceOptions { Http = s_quick, FetchTogether = true });
        _server.Seen.Clear();

        set.Images[0].Read(new RegionRequest(0, [0, 0], [16, 8], [1, 1]), new byte[256], [], CancellationToken.None);

        Assert.All(_server.Seen, seen => Assert.StartsWith("bytes=", seen.Range, StringComparison.Ordinal));
        Assert.InRange(_server.Seen.Count(seen => seen.Range.StartsWith("bytes=-", StringComparison.Ordinal)), 0, 1);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(-1)]
    public void What_fails_for_a_moment_is_tried_again(int status)
    {
        _server.Fail = (_, nth) => nth == 1 ? status : 0;
        using VolumeSet set = VolumeSources.Open(_server.Address + "image.zarr", new SourceOptions { Http = s_quick });

        (byte[] samples, _) = ReadAll(set);

        Assert.Equal(99, samples[^2]);
    }

    [Fact]
    public void What_keeps_failing_is_an_error_that_names_the_object_and_the_tries()
    {
        _server.Fail = (path, _) => path.EndsWith("/3/4", StringComparison.Ordinal) ? 500 : 0;
        using VolumeSet set = VolumeSources.Open(_server.Address + "plain.zarr", new SourceOptions { Http = s_quick });

        FathomException error = Assert.Throws<FathomException>(() => set.Images[0].Read(new RegionRequest(0, [15, 0], [5, 30], [1, 1]), new byte[300], [], CancellationToken.None));

        Assert.Contains("plain.zarr/3/4", error.What, StringComparison.Ordinal);
        Assert.Contains("500", error.Why, StringComparison.Ordinal);
        Assert.Contains("3 times", error.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public void A_chunk_that_is_not_there_is_no_data_also_where_the_store_keeps_its_list_private(int status)
    {
        _server.Fail = (path, _) => path.EndsWith("/0/0", StringComparison.Ordinal) ? status : 0;
        using VolumeSet set = VolumeSources.Open(_server.Address + "plain.zarr", new SourceOptions { Http = s_quick });
        byte[] present = new byte[60];

        RegionContent content = set.Images[0].Read(new RegionRequest(0, [0, 0], [5, 12], [1, 1]), new byte[120], present, CancellationToken.None);

        Assert.Equal(RegionContent.Partial, content);
        Assert.Equal([0, 0, 0, 0, 0, 0, 1, 1], present[..8].Select(value => (int)value));
    }

    [Fact]
    public void A_group_that_cannot_be_listed_is_listed_from_what_its_writer_left()
    {
        TinyOme.WriteGroup(_folder["group.zarr"], "{}");
        TinyOme.WriteImage(_folder["group.zarr/a"], TinyOme.Version4, version: 2);
        TinyOme.WriteImage(_folder["group.zarr/b"], TinyOme.Version4, version: 2);
        System.IO.File.WriteAllText(_folder["group.zarr/.zmetadata"], """{"metadata": {".zgroup": {}, "a/.zgroup": {}, "a/0/.zarray": {}, "b/.zgroup": {}, "gone/.zgroup": {}}}""");

        FathomException error = Assert.Throws<FathomException>(() => VolumeSources.Open(_server.Address + "group.zarr", new SourceOptions { Http = s_quick }));
        using VolumeSet set = VolumeSources.Open(_server.Address + "group.zarr#b", new SourceOptions { Http = s_quick });

        Assert.Contains("a, b;", error.Why, StringComparison.Ordinal);
        Assert.EndsWith("/b", set.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_that_is_closed_leaves_the_shared_cache()
    {
        using var shared = new SharedReading(1 << 20);
        using VolumeSet other = VolumeSources.Open(_folder["plain.zarr"], new SourceOptions { Reading = shared });
        ReadAll(other);
        long before = shared.Chunks.Memory.RentedBytes;
        VolumeSet set = VolumeSources.Open(_folder["shards.zarr"], new SourceOptions { Reading = shared });
        ReadAll(set);

        set.Dispose();

        Assert.Equal(before, shared.Chunks.Memory.RentedBytes);
    }

    [Fact]
    public void A_server_without_ranges_serves_small_shards_whole()
    {
        _server.KnowsRanges = false;
        using VolumeSet near = VolumeSources.Open(_folder["shards.zarr"], new SourceOptions());
        using VolumeSet far = VolumeSources.Open(_server.Address + "shards.zarr", new SourceOptions { Http = s_quick });

        Assert.Equal(ReadAll(near).Samples, ReadAll(far).Samples);
    }

    [Fact]
    public void Redirects_are_followed_without_handing_credentials_to_another_server()
    {
        _server.Fail = (path, _) => path.StartsWith("/moved/", StringComparison.Ordinal) ? 307 : 0;
        string withUser = _server.Address.Replace("http://", "http://me:secret@", StringComparison.Ordinal) + "moved/image.zarr";
        using VolumeSet set = VolumeSources.Open(withUser, new SourceOptions { Http = s_quick });

        Assert.Equal(99, ReadAll(set).Samples[^2]);
        Assert.All(_server.Seen.Where(seen => seen.Path.StartsWith("/moved/", StringComparison.Ordinal)), seen => Assert.StartsWith("Basic ", seen.Authorization, StringComparison.Ordinal));
        Assert.All(_server.Seen.Where(seen => seen.Host.StartsWith("localhost", StringComparison.Ordinal)), seen => Assert.Equal("", seen.Authorization));
    }

    [Fact]
    public void Credentials_and_signatures_stay_out_of_messages()
    {
        string address = _server.Address.Replace("http://", "http://me:secret@", StringComparison.Ordinal) + "nothing.zarr?signature=hidden";

        FathomException error = Assert.Throws<FathomException>(() => VolumeSources.Open(address, new SourceOptions { Http = s_quick }));

        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", error.Message, StringComparison.Ordinal);
        Assert.Contains(_server.Seen, seen => seen.Query.Contains("signature=hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_longer_than_it_can_be_is_not_taken_in()
    {
        _server.Swell = 50_000_000;
        using VolumeSet set = VolumeSources.Open(_server.Address + "plain.zarr", new SourceOptions { Http = s_quick });

        Assert.NotEmpty(set.Images[0].Info.Notes.Where(note => note.Contains("contrast", StringComparison.Ordinal)));
        Assert.Throws<FathomException>(() => set.Images[0].Read(new RegionRequest(0, [0, 0], [5, 6], [1, 1]), new byte[60], [], CancellationToken.None));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_read_that_nobody_waits_for_any_more_ends_at_once(bool together)
    {
        using VolumeSet set = VolumeSources.Open(_server.Address + "image.zarr", new SourceOptions { Http = s_quick, FetchTogether = together });
        using var cancel = new CancellationTokenSource();
        _server.Hold = path =>
        {
            cancel.Cancel();
            return path.Contains("/2/", StringComparison.Ordinal);
        };

        Assert.ThrowsAny<OperationCanceledException>(() => set.Images[0].Read(new RegionRequest(0, [2, 0, 0], [1, 10, 10], [1, 1, 1]), new byte[200], [], cancel.Token));
    }

    private static (byte[] Samples, byte[] Present) ReadAll(VolumeSet set)
    {
        VolumeInfo info = set.Images[0].Info;
        var all = new RegionRequest(0, [.. info.Shape.Select(_ => 0)], info.Shape, [.. info.Shape.Select(_ => 1)]);
        byte[] samples = new byte[all.SampleCount * info.BytesPerSample], present = new byte[all.SampleCount];
        set.Images[0].Read(all, samples, present, CancellationToken.None);
        return (samples, present);
    }
}
