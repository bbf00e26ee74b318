using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Fathom.Client.Tests.Fixtures;
using Fathom.Protocol.Errors;
using Fathom.VolumeServer.Volumes;
using Fathom.VolumeServer.Volumes.Codecs;
using Xunit;

namespace Fathom.Client.Tests.Volumes;

public sealed class HostileZarrTests
{
    [Theory]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [5, 99999999999]")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [5, -7]")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [5, 1.5]")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [0, 7]")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [5]")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [1,1,1,1,1,1,1,1,1,1]")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": \"many\"")]
    [InlineData("\"shape\": [5, 7]", "\"shape\": [5, 2147483647]")]
    [InlineData("\"chunks\": [2, 3]", "\"chunks\": [0, 3]")]
    [InlineData("\"chunks\": [2, 3]", "\"chunks\": [2000000000, 2000000000]")]
    [InlineData("\"<u2\"", "\"<M8[ns]\"")]
    [InlineData("\"<u2\"", "\"<c16\"")]
    [InlineData("\"<u2\"", "\"|S10\"")]
    [InlineData("\"<u2\"", "[[\"a\", \"<u2\"]]")]
    [InlineData("\"<u2\"", "\"\"")]
    [InlineData("\"order\": \"C\"", "\"order\": \"Z\"")]
    [InlineData("\"filters\": null", "\"filters\": [{\"id\": \"delta\"}]")]
    [InlineData("\"compressor\": null", "\"compressor\": {\"id\": \"jpeg2k\"}")]
    [InlineData("\"fill_value\": 0", "\"fill_value\": 70000")]
    [InlineData("\"fill_value\": 0", "\"fill_value\": [1]")]
    [InlineData("\"dimension_separator\": \"/\"", "\"dimension_separator\": \"../\"")]
    [InlineData("{\"zarr_format\": 2", "[{\"zarr_format\": 2")]
    [InlineData("\"zarr_format\": 2", "\"zarr_format\": 7")]
    [InlineData("\"<u2\"", "2147483647")]
    [InlineData("\"<u2\"", "\"\\ud800\"")]
    [InlineData("\"order\": \"C\"", "\"order\": \"C\", \"\\uDFFF\": 1")]
    public void Metadata_that_cannot_be_right_or_are_not_read_are_refused(string right, string wrong)
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray());
        string text = File.ReadAllText(folder[".zarray"]);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(folder[".zarray"], text.Replace(right, wrong, StringComparison.Ordinal));

        FathomException error = Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path, new SourceOptions()));

        Assert.NotEmpty(error.How);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("..\\\\x")]
    [InlineData("")]
    public void A_path_that_leads_out_of_the_store_is_refused(string path)
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteImage(folder.Path, TinyOme.Version4.Replace("\"path\": \"0\"", $"\"path\": \"{path}\"", StringComparison.Ordinal), version: 2);

        Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path, new SourceOptions()));
    }

    [SkippableFact]
    public async Task A_pipe_in_place_of_metadata_does_not_hold_the_reader_up()
    {
        Skip.If(OperatingSystem.IsWindows(), "Pipes have no names in folders on Windows.");
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray());
        File.Delete(folder[".zarray"]);
        using (Process made = Process.Start("mkfifo", [folder[".zarray"]]))
        {
            await made.WaitForExitAsync();
        }

        Task open = Task.Run(() => VolumeSources.Open(folder.Path, new SourceOptions()).Dispose());

        await Assert.ThrowsAsync<FathomException>(() => open.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [SkippableFact]
    public void A_link_out_of_the_served_folder_is_not_followed_and_a_circle_ends()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links needs a privilege on Windows.");
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder["inside/real"], new TinyZarrArray());
        TinyZarr.Write(folder["outside"], new TinyZarrArray());
        Directory.CreateSymbolicLink(folder["inside/good"], "real");
        Directory.CreateSymbolicLink(folder["inside/bad"], folder["outside"]);
        Directory.CreateSymbolicLink(folder["inside/round"], folder["inside/round"]);
        var options = new SourceOptions { ConfinedTo = folder["inside"] };

        VolumeSources.Open(folder["inside/good"], options).Dispose();

        Assert.Contains("link", Assert.Throws<FathomException>(() => VolumeSources.Open(folder["inside/bad"], options)).Why, StringComparison.Ordinal);
        Assert.Throws<FathomException>(() => VolumeSources.Open(folder["inside/round"], options));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("zlib")]
    [InlineData("crc32c")]
    [InlineData("")]
    public void A_chunk_that_is_cut_off_too_long_or_damaged_is_an_error_that_names_it(string codec)
    {
        using var folder = new TemporaryFolder();
        var array = new TinyZarrArray { Version = 3, Shape = [64, 64], Chunks = [32, 64], Codecs = codec.Length == 0 ? [] : [codec] };
        TinyZarr.Write(folder.Path, array);
        string path = folder["c/1/0"];
        byte[] whole = File.ReadAllBytes(path);

        // Raw bytes with another value are just other data.
        byte[] damaged = [.. whole];
        damaged[whole.Length / 2] ^= 0x55;
        foreach (byte[] wrong in new[] { whole[..(whole.Length / 2)], [], [.. whole, .. new byte[100_000]], codec.Length == 0 ? whole[..^1] : damaged })
        {
            File.WriteAllBytes(path, wrong);
            using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());
            byte[] samples = new byte[64 * 64 * 2];

            FathomException error = Assert.Throws<FathomException>(
                () => set.Images[0].Read(new RegionRequest(0, [0, 0], [64, 64], [1, 1]), samples, [], CancellationToken.None));

            Assert.Contains("c/1/0", error.What, StringComparison.Ordinal);
            set.Images[0].Read(new RegionRequest(0, [0, 0], [32, 64], [1, 1]), samples.AsSpan(0, 4096), [], CancellationToken.None);
        }
    }

    [Fact]
    public void A_bomb_in_a_chunk_is_stopped_at_the_chunks_own_size()
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray { Version = 3, Shape = [8, 8], Chunks = [8, 8], Codecs = ["gzip"] });
        File.WriteAllBytes(folder["c/0/0"], TinyZarrCodec.Pack("gzip", new byte[1_000_000], 2));
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());

        FathomException error = Assert.Throws<FathomException>(
            () => set.Images[0].Read(new RegionRequest(0, [0, 0], [8, 8], [1, 1]), new byte[128], [], CancellationToken.None));

        Assert.Contains("c/0/0", error.What, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shard_whose_index_lies_is_an_error_and_never_a_crash()
    {
        using var folder = new TemporaryFolder();
        var array = new TinyZarrArray { Version = 3, Shape = [16, 16], Chunks = [16, 16], Inner = [4, 4] };
        TinyZarr.Write(folder.Path, array);
        byte[] whole = File.ReadAllBytes(folder["c/0/0"]);
        var random = new Random(3);
        for (int round = 0; round < 60; round++)
        {
            byte[] wrong = round % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int i = 0; i < 3 && wrong.Length > 300; i++)
            {
                wrong[^random.Next(1, 260)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(folder["c/0/0"], wrong);
            using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());
            Assert.Throws<FathomException>(
                () => set.Images[0].Read(new RegionRequest(0, [0, 0], [16, 16], [1, 1]), new byte[512], [], CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(long.MaxValue - 3, 8)]
    [InlineData(-2, 8)]
    [InlineData(0, -2)]
    public void An_index_of_a_shard_that_points_beyond_all_numbers_is_refused(long offset, long length)
    {
        var decoder = new ChunkDecoder([4, 4], new ElementLayout(StoredType.Of(SampleType.UInt16), !BitConverter.IsLittleEndian, []), ByteChain.Empty, null);
        var shard = new ShardLayout([4, 4], decoder, ByteChain.Empty, indexIsBigEndian: false, indexAtEnd: true);
        byte[] stored = new byte[48];
        BitConverter.TryWriteBytes(stored.AsSpan(32), offset);
        BitConverter.TryWriteBytes(stored.AsSpan(40), length);

        Assert.Throws<CodecException>(() => shard.DecodeAll(stored, new byte[32], new byte[2]));
    }

    [Fact]
    public void A_level_with_fewer_channels_than_the_first_is_left_out()
    {
        using var folder = new TemporaryFolder();
        TinyOme.WriteGroup(folder.Path, """{"multiscales": [{"version": "0.4", "axes": [{"name": "c", "type": "channel"}, {"name": "y", "type": "space"}, {"name": "x", "type": "space"}], "datasets": [{"path": "0"}, {"path": "1"}]}]}""");
        TinyZarr.Write(folder["0"], new TinyZarrArray { Shape = [3, 10, 10], Chunks = [1, 5, 5] });
        TinyZarr.Write(folder["1"], new TinyZarrArray { Shape = [1, 5, 5], Chunks = [1, 5, 5] });

        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());

        Assert.Single(set.Images[0].Info.Levels);
        Assert.Contains(set.Images[0].Info.Notes, note => note.Contains("channels", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_of_filters_without_end_is_refused()
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, new TinyZarrArray());
        string filters = string.Join(", ", System.Linq.Enumerable.Repeat("{\"id\": \"shuffle\", \"elementsize\": 2}", 100));
        string text = File.ReadAllText(folder[".zarray"]);
        File.WriteAllText(folder[".zarray"], System.Text.RegularExpressions.Regex.Replace(text, "\"filters\": *null", $"\"filters\": [{filters}]"));
        Assert.NotEqual(text, File.ReadAllText(folder[".zarray"]));

        Assert.Throws<FathomException>(() => VolumeSources.Open(folder.Path, new SourceOptions()));
    }

    [Theory]
    [InlineData("II*\0", "TIFF")]
    [InlineData("\u0089HDF\r\n", "HDF5")]
    [InlineData("NRRD0004", "NRRD")]
    [InlineData("PK\u0003\u0004", "zip")]
    [InlineData("ZISRAWFILE", "CZI")]
    public void Other_formats_are_refused_by_name(string magic, string name)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["data.bin"], System.Text.Encoding.Latin1.GetBytes(magic + new string(' ', 600)));

        FathomException error = Assert.Throws<FathomException>(() => VolumeSources.Open(folder["data.bin"], new SourceOptions()));

        Assert.Contains(name, error.Why, StringComparison.Ordinal);
        Assert.Contains("OME-Zarr", error.How, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_no_store_says_what_it_is()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder["n5"]);
        File.WriteAllText(folder["n5/attributes.json"], "{}");
        TinyOme.WriteImage(folder["many/one.zarr"], TinyOme.Version4, version: 2);

        Assert.Contains("N5", Assert.Throws<FathomException>(() => VolumeSources.Open(folder["n5"], new SourceOptions())).Why, StringComparison.Ordinal);
        Assert.Contains("one.zarr", Assert.Throws<FathomException>(() => VolumeSources.Open(folder["many"], new SourceOptions())).Why, StringComparison.Ordinal);
        Assert.Throws<FathomException>(() => VolumeSources.Open(folder["nowhere"], new SourceOptions()));
        Assert.Contains("s3", Assert.Throws<FathomException>(() => VolumeSources.Open("s3://bucket/key.zarr", new SourceOptions())).Why, StringComparison.Ordinal);
    }
}
