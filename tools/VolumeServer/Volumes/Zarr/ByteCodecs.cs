using System;
using System.Text.Json;
using Fathom.VolumeServer.Volumes.Codecs;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>Byte codecs by the names that both versions of Zarr give them.</summary>
internal static class ByteCodecs
{
    /// <summary>Zarr v3 puts codecs that only the Python library has under this prefix.</summary>
    public const string LibraryPrefix = "numcodecs.";

    public static IByteCodec Parse(string name, JsonElement configuration, string where)
    {
        string plain = name.StartsWith(LibraryPrefix, StringComparison.Ordinal) ? name[LibraryPrefix.Length..] : name;
        IByteCodec codec = plain switch
        {
            "gzip" => new DeflateCodec(isGzip: true),
            "zlib" => new DeflateCodec(isGzip: false),
            "zstd" => LibraryCodec.Zstd,
            "lz4" => LibraryCodec.Lz4,
            "blosc" => LibraryCodec.Blosc,
            "crc32c" => new Crc32cCodec(),
            "shuffle" => new ShuffleCodec(ElementBytes(configuration, where)),
            _ => throw ZarrFault.UnsupportedCodec(where, name),
        };
        (codec as LibraryCodec)?.Require(where);
        return codec;
    }

    private static int ElementBytes(JsonElement configuration, string where)
    {
        const int Usual = 4, Most = 64;
        double bytes = configuration.Number("elementsize") ?? Usual;
        return bytes is >= 1 and <= Most && bytes == Math.Floor(bytes) ? (int)bytes : throw ZarrFault.Broken(where, "Its filter 'shuffle' has an impossible element size.");
    }
}
