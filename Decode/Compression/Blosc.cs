using System;
using System.Runtime.InteropServices;
using System.Text;
using Fathom.Decode.Native.Compression;

namespace Fathom.Decode.Compression;

/// <summary>Blosc 1 buffers (blocks, shuffled bytes or bits, one of several inner codecs), by the system's library, one thread each.</summary>
/// <remarks>Threads: any.</remarks>
public static unsafe class Blosc
{
    /// <summary>Bytes before the data of every buffer.</summary>
    public const int HeaderBytes = 16;

    /// <summary>Whether the library is there.</summary>
    public static bool IsAvailable => CompressionLibrary.Blosc.IsAvailable;

    /// <summary>The inner codecs of this library, separated by commas; empty when it is missing.</summary>
    public static string InnerCodecs => IsAvailable ? Marshal.PtrToStringUTF8((nint)LibBlosc.blosc_list_compressors()) ?? "" : "";

    /// <summary>The most bytes that <paramref name="length"/> bytes can become.</summary>
    public static int CompressBound(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        return checked(length + LibBlosc.BLOSC_MAX_OVERHEAD);
    }

    /// <summary>Packs a buffer.</summary>
    /// <param name="source">What to pack.</param>
    /// <param name="destination">At least <see cref="CompressBound"/> bytes, to be sure.</param>
    /// <param name="codec"><c>blosclz</c>, <c>lz4</c>, <c>lz4hc</c>, <c>zlib</c>, <c>zstd</c>, where present <c>snappy</c>.</param>
    /// <param name="level">0 (only stored) to 9.</param>
    /// <param name="shuffle">0 none, 1 bytes, 2 bits.</param>
    /// <param name="typeSize">Bytes of an element, 1 to 255.</param>
    /// <param name="written">Bytes of the buffer.</param>
    public static CompressionResult TryCompress(
        ReadOnlySpan<byte> source, Span<byte> destination, string codec, int level, int shuffle, int typeSize, out int written)
    {
        ArgumentNullException.ThrowIfNull(codec);
        written = 0;
        if (!IsAvailable)
        {
            return CompressionResult.LibraryMissing;
        }

        int result;
        byte[] name = Encoding.ASCII.GetBytes(codec + "\0");
        fixed (byte* from = source, to = destination, inner = name)
        {
            result = LibBlosc.blosc_compress_ctx(
                level, shuffle, (nuint)typeSize, (nuint)source.Length, from, to, (nuint)destination.Length, inner, blocksize: 0, numinternalthreads: 1);
        }

        written = Math.Max(result, 0);
        return result > 0 ? CompressionResult.Done : result == 0 ? CompressionResult.DestinationTooSmall : CompressionResult.LibraryMissing;
    }

    /// <summary>Unpacks one buffer. The library trusts the lengths in the header, so they are checked against both spans before it sees them.</summary>
    public static CompressionResult TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        if (!IsAvailable)
        {
            return CompressionResult.LibraryMissing;
        }

        if (source.Length < HeaderBytes)
        {
            return CompressionResult.Corrupt;
        }

        fixed (byte* from = source, to = destination)
        {
            nuint unpacked;
            if (LibBlosc.blosc_cbuffer_validate(from, (nuint)source.Length, &unpacked) != 0)
            {
                return CompressionResult.Corrupt;
            }

            if (unpacked > (nuint)destination.Length)
            {
                return CompressionResult.DestinationTooSmall;
            }

            if (unpacked == 0)
            {
                return CompressionResult.Done;
            }

            int result = LibBlosc.blosc_decompress_ctx(from, to, (nuint)destination.Length, numinternalthreads: 1);
            written = Math.Max(result, 0);
            return result == (int)unpacked ? CompressionResult.Done : KnowsCodecOf(from) ? CompressionResult.Corrupt : CompressionResult.LibraryMissing;
        }
    }

    private static bool KnowsCodecOf(byte* buffer)
    {
        string? family = Marshal.PtrToStringUTF8((nint)LibBlosc.blosc_cbuffer_complib(buffer));
        return family is null || InnerCodecs.Contains(family, StringComparison.OrdinalIgnoreCase);
    }
}
