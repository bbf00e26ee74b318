using System;
using System.Collections.Concurrent;
using Fathom.Decode.Native.Compression;

namespace Fathom.Decode.Compression;

/// <summary>Zstandard, by the system's library. Nothing here allocates once a few contexts exist; they live as long as the process.</summary>
/// <remarks>Threads: any.</remarks>
public static unsafe class Zstd
{
    private static readonly ConcurrentStack<nint> s_compressors = new();
    private static readonly ConcurrentStack<nint> s_decompressors = new();

    /// <summary>Whether the library is there.</summary>
    public static bool IsAvailable => CompressionLibrary.Zstd.IsAvailable;

    /// <summary>The most bytes that <paramref name="length"/> bytes can become.</summary>
    public static int CompressBound(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);

        // The library's own formula, so that buffers can be planned without the library.
        return checked(length + (length >> 8) + (length < 128 << 10 ? ((128 << 10) - length) >> 11 : 0));
    }

    /// <summary>Packs <paramref name="source"/> as one frame that carries its length. A level of 1 is fast, 3 usual.</summary>
    public static CompressionResult TryCompress(ReadOnlySpan<byte> source, Span<byte> destination, int level, out int written)
    {
        written = 0;
        if (!IsAvailable || !TryTake(s_compressors, compress: true, out nint context))
        {
            return CompressionResult.LibraryMissing;
        }

        nuint result;
        fixed (byte* from = source, to = destination)
        {
            result = LibZstd.ZSTD_compressCCtx((void*)context, to, (nuint)destination.Length, from, (nuint)source.Length, level);
        }

        s_compressors.Push(context);
        return Judge(result, out written);
    }

    /// <summary>Unpacks one or more whole frames. Never writes beyond the destination, whatever the source claims.</summary>
    public static CompressionResult TryDecompress(ReadOnlySpan<byte> source, Span<byte> destination, out int written)
    {
        written = 0;
        if (!IsAvailable || !TryTake(s_decompressors, compress: false, out nint context))
        {
            return CompressionResult.LibraryMissing;
        }

        nuint result;
        fixed (byte* from = source, to = destination)
        {
            result = LibZstd.ZSTD_decompressDCtx((void*)context, to, (nuint)destination.Length, from, (nuint)source.Length);
        }

        s_decompressors.Push(context);
        return Judge(result, out written);
    }

    /// <summary>The length that the first frame says it unpacks to, where it says so. Only a claim: bound it before allocating.</summary>
    public static bool TryGetContentSize(ReadOnlySpan<byte> source, out long length)
    {
        length = 0;
        if (!IsAvailable)
        {
            return false;
        }

        ulong claimed;
        fixed (byte* from = source)
        {
            claimed = LibZstd.ZSTD_getFrameContentSize(from, (nuint)source.Length);
        }

        if (claimed is LibZstd.ZSTD_CONTENTSIZE_ERROR or LibZstd.ZSTD_CONTENTSIZE_UNKNOWN or > long.MaxValue)
        {
            return false;
        }

        length = (long)claimed;
        return true;
    }

    private static bool TryTake(ConcurrentStack<nint> contexts, bool compress, out nint context)
    {
        if (!contexts.TryPop(out context))
        {
            context = (nint)(compress ? LibZstd.ZSTD_createCCtx() : LibZstd.ZSTD_createDCtx());
        }

        return context != 0;
    }

    private static CompressionResult Judge(nuint result, out int written)
    {
        written = 0;
        if (LibZstd.ZSTD_isError(result) != 0)
        {
            return 0 - result == LibZstd.ZSTD_error_dstSize_tooSmall ? CompressionResult.DestinationTooSmall : CompressionResult.Corrupt;
        }

        written = (int)result;
        return CompressionResult.Done;
    }
}
