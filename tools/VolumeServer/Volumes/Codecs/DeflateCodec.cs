using System;
using System.IO;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Fathom.VolumeServer.Volumes.Codecs;

/// <summary>gzip (also of several members) and zlib, by the framework.</summary>
internal sealed class DeflateCodec(bool isGzip) : IByteCodec
{
    public string Name => isGzip ? "gzip" : "zlib";

    // Stored blocks cost 5 bytes per 16 KiB at worst; headers and trailers are short.
    public long MostEncoded(long decoded) => decoded + (decoded / 1024) + 1024;

    public int Decode(ReadOnlyMemory<byte> encoded, Span<byte> destination)
    {
        if (!MemoryMarshal.TryGetArray(encoded, out ArraySegment<byte> bytes))
        {
            throw new InvalidOperationException("Chunks are read into arrays.");
        }

        using var source = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using Stream unpacked = isGzip ? new GZipStream(source, CompressionMode.Decompress) : new ZLibStream(source, CompressionMode.Decompress);
        try
        {
            int done = unpacked.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
            Span<byte> oneMore = stackalloc byte[1];
            if (done == destination.Length && unpacked.Read(oneMore) > 0)
            {
                throw new CodecException($"{Name}: it unpacks to more than {destination.Length} bytes");
            }

            return done;
        }
        catch (InvalidDataException error)
        {
            throw new CodecException($"{Name}: {error.Message}");
        }
    }
}
