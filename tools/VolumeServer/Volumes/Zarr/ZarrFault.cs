using Fathom.Protocol.Errors;

namespace Fathom.VolumeServer.Volumes.Zarr;

/// <summary>The ways in which a store is refused.</summary>
internal static class ZarrFault
{
    /// <summary>The metadata contradict themselves or the format.</summary>
    public static FathomException Broken(string where, string why) =>
        new(ExitCode.Rejected, $"Cannot open {where}.", why, "Check the store with the program that wrote it.");

    /// <summary>The store is fine, but uses something that is not read.</summary>
    public static FathomException Unsupported(string where, string why, string how) => new(ExitCode.Rejected, $"Cannot open {where}.", why, how);

    public static FathomException UnsupportedCodec(string where, string name) => Unsupported(
        where,
        $"It uses the codec '{name}', which is not read.",
        "Read are: bytes, transpose, sharding_indexed, gzip, zlib, zstd, lz4, blosc, shuffle, crc32c. Write the data again with one of these.");

    public static FathomException UnsupportedType(string where, string name) => Unsupported(
        where,
        $"Its samples are of type '{name}', which is not read.",
        "Read are bool, int8 … int64, uint8 … uint64, float16, float32 and float64.");
}
