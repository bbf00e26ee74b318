using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Fathom.Decode.Compression;
using Fathom.VolumeServer.Volumes.Codecs;
using Xunit;

namespace Fathom.Client.Tests.Fixtures;

/// <summary>Packs bytes as writers of Zarr do.</summary>
internal static class TinyZarrCodec
{
    public static bool IsThere(string codec) => codec.Split(':') switch
    {
        ["zstd"] => Zstd.IsAvailable,
        ["lz4"] => Lz4.IsAvailable,
        ["blosc", string inner, ..] => Blosc.InnerCodecs.Split(',').Contains(inner),
        _ => true,
    };

    public static byte[] Pack(string codec, byte[] bytes, int elementBytes)
    {
        switch (codec.Split(':'))
        {
            case ["gzip"]:
                return Through(bytes, target => new GZipStream(target, CompressionLevel.Fastest));
            case ["zlib"]:
                return Through(bytes, target => new ZLibStream(target, CompressionLevel.Fastest));
            case ["crc32c"]:
                byte[] summed = [.. bytes, 0, 0, 0, 0];
                BinaryPrimitives.WriteUInt32LittleEndian(summed.AsSpan(bytes.Length), Crc32cCodec.Sum(bytes));
                return summed;
            case ["zstd"]:
                byte[] zstd = new byte[Zstd.CompressBound(bytes.Length)];
                Assert.Equal(CompressionResult.Done, Zstd.TryCompress(bytes, zstd, 1, out int written));
                return zstd[..written];
            case ["lz4"]:
                byte[] lz4 = new byte[Lz4.CompressBound(bytes.Length) + 4];
                BinaryPrimitives.WriteInt32LittleEndian(lz4, bytes.Length);
                Assert.Equal(CompressionResult.Done, Lz4.TryCompress(bytes, lz4.AsSpan(4), out written));
                return lz4[..(written + 4)];
            case ["blosc", string inner, string shuffle]:
                byte[] blosc = new byte[Blosc.CompressBound(bytes.Length)];
                Assert.Equal(CompressionResult.Done, Blosc.TryCompress(bytes, blosc, inner, 5, shuffle[0] - '0', elementBytes, out written));
                return blosc[..written];
            default:
                throw new ArgumentException(codec);
        }
    }

    private static byte[] Through(byte[] bytes, Func<Stream, Stream> packer)
    {
        using var target = new MemoryStream();
        using (Stream packing = packer(target))
        {
            packing.Write(bytes);
        }

        return target.ToArray();
    }
}
