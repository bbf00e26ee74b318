using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Fathom.Client.Tests.Fixtures;
using Fathom.VolumeServer.Volumes;
using Xunit;

namespace Fathom.Client.Tests.Volumes;

public sealed class ZarrArrayTests
{
    private static readonly string[] s_types =
        ["bool", "uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float16", "float32", "float64"];

    private static readonly string[] s_codecs =
    [
        "gzip", "zlib", "zstd", "lz4", "blosc:blosclz:0", "blosc:lz4:1", "blosc:lz4hc:2", "blosc:zlib:1", "blosc:zstd:2", "blosc:zstd:1", "blosc:snappy:1",
    ];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_type_in_both_byte_orders_is_read_as_written(int version)
    {
        foreach (string type in s_types)
        {
            foreach (bool isBig in new[] { false, true })
            {
                ReadsBack(new TinyZarrArray { Version = version, Type = type, IsBigEndian = isBig, Value = at => type.StartsWith('u') || type == "bool" ? at[0] + at[1] : (at[0] * 2.0) - at[1] });
            }
        }
    }

    [SkippableTheory]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_codec_is_read_as_written(int version)
    {
        foreach (string codec in s_codecs.Where(TinyZarrCodec.IsThere))
        {
            ReadsBack(new TinyZarrArray { Version = version, Shape = [9, 40], Chunks = [4, 16], Type = "uint32", Codecs = [codec] });
        }

        Skip.IfNot(s_codecs.All(TinyZarrCodec.IsThere), "Not on this machine: " + string.Join(", ", s_codecs.Where(codec => !TinyZarrCodec.IsThere(codec))));
    }

    [Fact]
    public void Column_order_and_any_transposition_are_undone()
    {
        ReadsBack(new TinyZarrArray { Version = 2, Shape = [3, 5, 7], Chunks = [2, 2, 4], Order = [2, 1, 0], Type = "int32" });
        foreach (ImmutableArray<int> order in (ImmutableArray<int>[])[[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
        {
            ReadsBack(new TinyZarrArray { Version = 3, Shape = [3, 5, 7], Chunks = [2, 2, 4], Order = order, Type = "float16", IsBigEndian = true, Codecs = ["gzip", "crc32c"] });
        }
    }

    [Theory]
    [InlineData(2, false, '.')]
    [InlineData(2, false, '/')]
    [InlineData(3, false, '.')]
    [InlineData(3, false, '/')]
    [InlineData(3, true, '.')]
    [InlineData(3, true, '/')]
    public void Chunks_are_found_by_every_way_of_naming_them(int version, bool oldKeys, char separator)
    {
        ReadsBack(new TinyZarrArray { Version = version, HasOldKeys = oldKeys, Separator = separator });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Shards_are_read_chunk_by_chunk_wherever_their_index_stands(bool indexAtStart)
    {
        ReadsBack(new TinyZarrArray
        {
            Version = 3,
            Shape = [9, 20],
            Chunks = [6, 8],
            Inner = [2, 4],
            IndexAtStart = indexAtStart,
            Order = [1, 0],
            IsBigEndian = true,
            Codecs = ["gzip"],
            Has = chunk => (chunk[0] + chunk[1]) % 3 != 0,
            Fill = "9",
        });
    }

    [Fact]
    public void What_was_never_written_is_no_data_and_not_zero()
    {
        ReadsBack(new TinyZarrArray { Type = "float32", Has = chunk => chunk[0] != 1, Fill = "3.5" });
        ReadsBack(new TinyZarrArray { Type = "uint16", Has = chunk => chunk[1] != 0, Fill = "77" }, missing: 77);
        ReadsBack(new TinyZarrArray { Version = 3, Type = "int16", Has = _ => false, Fill = "-5" }, missing: -5);
    }

    [Fact]
    public void Any_box_with_any_stride_is_what_the_whole_array_holds_there()
    {
        using var folder = new TemporaryFolder();
        var array = new TinyZarrArray { Version = 3, Shape = [5, 9, 11], Chunks = [2, 4, 3], Type = "uint16", Has = chunk => chunk[2] != 1 };
        TinyZarr.Write(folder.Path, array);
        (byte[] all, byte[] there) = TinyZarr.Expected(array, 0);
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions { CacheBytes = 4096 });
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            int[] origin = [.. array.Shape.Select(length => random.Next(length))];
            int[] size = [.. array.Shape.Select((length, axis) => 1 + random.Next(length - origin[axis]))], stride = [.. array.Shape.Select(_ => 1 + random.Next(5))];
            var request = new RegionRequest(0, [.. origin], [.. size], [.. stride]);
            byte[] samples = new byte[request.SampleCount * 2], present = new byte[request.SampleCount];

            set.Images[0].Read(request, samples, present, CancellationToken.None);

            int at = 0;
            foreach (ImmutableArray<int> index in TinyZarr.Indices([.. array.Shape.Select((_, axis) => request.CountAlong(axis))]))
            {
                int place = index.Select((i, axis) => origin[axis] + (i * stride[axis])).Zip(array.Shape).Aggregate(0, (sum, pair) => (sum * pair.Second) + pair.First);
                Assert.Equal(BitConverter.ToUInt16(all, place * 2), BitConverter.ToUInt16(samples, at * 2));
                Assert.Equal(there[place], present[at]);
                at++;
            }
        }
    }

    private static void ReadsBack(TinyZarrArray array, double missing = double.NaN)
    {
        using var folder = new TemporaryFolder();
        TinyZarr.Write(folder.Path, array);
        double absent = double.IsNaN(missing) && !array.Sample.IsFloat() ? double.Parse(array.Fill, System.Globalization.CultureInfo.InvariantCulture) : missing;
        (byte[] expected, byte[] there) = TinyZarr.Expected(array, absent);
        using VolumeSet set = VolumeSources.Open(folder.Path, new SourceOptions());
        IVolumeSource source = Assert.Single(set.Images);
        byte[] samples = new byte[expected.Length], present = new byte[there.Length];

        RegionContent content = source.Read(Whole(source), samples, present, CancellationToken.None);

        string what = $"v{array.Version} {array.Type} {string.Join('+', array.Codecs)}";
        Assert.True(expected.AsSpan().SequenceEqual(samples), what + " differs");
        Assert.Equal(there, present);
        Assert.Equal(there.Contains((byte)0) ? there.Contains((byte)1) ? RegionContent.Partial : RegionContent.Missing : RegionContent.Complete, content);
        Assert.Equal(array.Sample, source.Info.Sample);
    }

    private static RegionRequest Whole(IVolumeSource source) =>
        new(0, [.. source.Info.Shape.Select(_ => 0)], source.Info.Shape, [.. source.Info.Shape.Select(_ => 1)]);
}
