using System;
using Fathom.Decode.Native.Compression;

namespace Fathom.Decode.Compression;

/// <summary>LZ4 blocks (without the frame format), by the system's library.</summary>
/// <remarks>Threads: any.</remarks>
public static unsafe class Lz4
{
    /// <summary>Whether the library is there.</summary>
    public static bool IsAvailable => CompressionLibrary.Lz4.IsAvailable;

    /// <summary>The most bytes that <paramref name="length"/> bytes can become.</summary>
    public static int CompressBound(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return checked(length + (length / 255) + 16);
    }

    /// <summary>Packs one block.</summary>
    public static CompressionResult TryCompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        if (!IsAvailable)
        {
            return CompressionResult.LibraryMissing;
        }

        fixed (byte* from = source, to = destination)
        {
            written = LibLz4.LZ4_compress_default(from, to, source.Length, destination.Length);
        }

        return written > 0 ? CompressionResult.Done : CompressionResult.DestinationTooSmall;
    }

    /// <summary>Unpacks one block. A block that is too long for the destination cannot be told from a broken one: both are corrupt.</summary>
    public static CompressionResult TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        if (!IsAvailable)
        {
            return CompressionResult.LibraryMissing;
        }

        int result;
        fixed (byte* from = source, to = destination)
        {
            result = from == null ? -1 : LibLz4.LZ4_decompress_safe(from, to, source.Length, destination.Length);
        }

        written = Math.Max(result, 0);
        return result < 0 ? CompressionResult.Corrupt : CompressionResult.Done;
    }
}
