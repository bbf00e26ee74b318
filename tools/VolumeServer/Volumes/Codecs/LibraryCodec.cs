using System;
using System.Buffers.Binary;
using Fathom.Decode.Compression;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>zstd, lz4 (with the four bytes of length that writers of Zarr put before it) and blosc, by the system's libraries.</summary>
internal sealed class LibraryCodec : IByteCodec
{
    private const int LengthBytes = 4;

    private readonly CompressionLibrary _library;

    private LibraryCodec(string name, CompressionLibrary library) => (Name, _library) = (name, library);

    public static LibraryCodec Zstd { get; } = new("zstd", CompressionLibrary.Zstd);

    public static LibraryCodec Lz4 { get; } = new("lz4", CompressionLibrary.Lz4);

    public static LibraryCodec Blosc { get; } = new("blosc", CompressionLibrary.Blosc);

    public string Name { get; }

    public long MostEncoded(long decoded) => decoded + (decoded / 128) + 1024;

    /// <summary>Throws a clear error when the library is not installed: better at opening than at the first chunk.</summary>
    public void Require(string store) => _library.Require($"Cannot read the chunks of {store}, which are packed with {Name}.");

    public int Decode(ReadOnlyMemory<byte> encoded, Span<byte> destination)
    {
        ReadOnlySpan<byte> source = encoded.Span;
        int written;
        CompressionResult result;
        if (this == Lz4)
        {
            uint claimed = source.Length < LengthBytes ? uint.MaxValue : BinaryPrimitives.ReadUInt32LittleEndian(source);
            if (claimed > (uint)destination.Length)
            {
                throw new CodecException($"lz4: it claims {claimed} bytes where at most {destination.Length} belong");
            }

            result = Fathom.Decode.Compression.Lz4.TryDecompress(source[LengthBytes..], destination[..(int)claimed], out written);
        }
        else
        {
            result = this == Zstd
                ? Fathom.Decode.Compression.Zstd.TryDecompress(source, destination, out written)
                : Fathom.Decode.Compression.Blosc.TryDecompress(source, destination, out written);
        }

        return result switch
        {
            CompressionResult.Done => written,
            CompressionResult.DestinationTooSmall => throw new CodecException($"{Name}: it unpacks to more than {destination.Length} bytes"),
            CompressionResult.LibraryMissing => throw new CodecException($"{Name}: the installed library {_library.Name} cannot unpack it (package {_library.Package})"),
            _ => throw new CodecException($"{Name}: the data are damaged or cut off"),
        };
    }
}
