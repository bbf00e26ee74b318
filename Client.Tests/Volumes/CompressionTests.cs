using System;
using System.Linq;
using Fathom.Decode.Compression;
using Xunit;

namespace Fathom.Client.Tests.Volumes;

public sealed class CompressionTests
{
    public static TheoryData<string> Methods => ["zstd", "lz4", "blosc:blosclz", "blosc:lz4", "blosc:lz4hc", "blosc:zlib", "blosc:zstd", "blosc:snappy"];

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public void What_is_packed_is_unpacked_to_the_same_bytes(string method)
    {
        Skip.IfNot(IsThere(method), $"{method} is not on this machine.");
        foreach (int length in new[] { 1, 15, 4096, 300_001 })
        {
            byte[] data = Sample(length), packed = Pack(method, data), unpacked = new byte[length];

            Assert.Equal(CompressionResult.Done, Unpack(method, packed, unpacked, out int written));
            Assert.Equal(length, written);
            Assert.Equal(data, unpacked);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public void A_destination_that_is_too_small_is_refused_and_not_overrun(string method)
    {
        Skip.IfNot(IsThere(method), $"{method} is not on this machine.");
        byte[] packed = Pack(method, Sample(5000)), guarded = Enumerable.Repeat((byte)0xA5, 5000).ToArray();

        Assert.NotEqual(CompressionResult.Done, Unpack(method, packed, guarded.AsSpan(0, 4000), out _));
        Assert.All(guarded[4000..], value => Assert.Equal(0xA5, value));
    }

    [SkippableTheory]
    [MemberData(nameof(Methods))]
    public void Damaged_input_is_a_result_and_never_a_crash(string method)
    {
        Skip.IfNot(IsThere(method), $"{method} is not on this machine.");
        byte[] whole = Pack(method, Sample(20_000)), target = new byte[20_000];
        var random = new Random(5);
        for (int round = 0; round < 3000; round++)
        {
            byte[] broken = whole[..random.Next(0, whole.Length + 1)];
            for (int i = random.Next(0, 6); i > 0 && broken.Length > 0; i--)
            {
                broken[random.Next(random.Next(2) == 0 ? Math.Min(broken.Length, 24) : broken.Length)] = (byte)random.Next(256);
            }

            CompressionResult result = Unpack(method, broken, target, out int written);
            Assert.True(result != CompressionResult.Done || written <= target.Length);
        }
    }

    [SkippableFact]
    public void A_frame_tells_its_length_before_anything_is_allocated()
    {
        Skip.IfNot(Zstd.IsAvailable, "libzstd is not on this machine.");

        Assert.True(Zstd.TryGetContentSize(Pack("zstd", Sample(777)), out long length));
        Assert.Equal(777, length);
        Assert.False(Zstd.TryGetContentSize([1, 2, 3], out _));
    }

    [SkippableFact]
    public void Bounds_hold_for_data_that_cannot_be_packed()
    {
        Skip.IfNot(Zstd.IsAvailable && Lz4.IsAvailable, "libzstd or liblz4 is not on this machine.");
        foreach (int length in new[] { 0, 1, 1000, 131_072, 200_000 })
        {
            byte[] noise = new byte[length];
            new Random(3).NextBytes(noise);

            Assert.Equal(CompressionResult.Done, Zstd.TryCompress(noise, new byte[Zstd.CompressBound(length)], 1, out _));
            Assert.Equal(CompressionResult.Done, Lz4.TryCompress(noise, new byte[Lz4.CompressBound(length)], out _));
        }
    }

    private static bool IsThere(string method) => method switch
    {
        "zstd" => Zstd.IsAvailable,
        "lz4" => Lz4.IsAvailable,
        _ => Blosc.InnerCodecs.Split(',').Contains(method["blosc:".Length..]),
    };

    private static byte[] Pack(string method, byte[] data)
    {
        byte[] packed = new byte[Math.Max(Lz4.CompressBound(data.Length), Zstd.CompressBound(data.Length)) + 64];
        int written;
        CompressionResult result = method switch
        {
            "zstd" => Zstd.TryCompress(data, packed, 3, out written),
            "lz4" => Lz4.TryCompress(data, packed, out written),
            _ => Blosc.TryCompress(data, packed, method["blosc:".Length..], 5, 1, 2, out written),
        };
        Assert.Equal(CompressionResult.Done, result);
        return packed[..written];
    }

    private static CompressionResult Unpack(string method, byte[] packed, Span<byte> target, out int written) => method switch
    {
        "zstd" => Zstd.TryDecompress(packed, target, out written),
        "lz4" => Lz4.TryDecompress(packed, target, out written),
        _ => Blosc.TryDecompress(packed, target, out written),
    };

    private static byte[] Sample(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i >> 4) ^ (i * i >> 9)))];
}
