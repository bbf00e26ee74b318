using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.Compression;

/// <summary>The functions of libzstd that are used. C names, C order of arguments.</summary>
internal static unsafe partial class LibZstd
{
    internal const string Name = "zstd";
    internal const int Major = 1;

    internal const ulong ZSTD_CONTENTSIZE_UNKNOWN = ulong.MaxValue;
    internal const ulong ZSTD_CONTENTSIZE_ERROR = ulong.MaxValue - 1;

    /// <summary>Error codes are the largest values of size_t: 0 − code.</summary>
    internal const nuint ZSTD_error_dstSize_tooSmall = 70;

    [LibraryImport(Name)]
    internal static partial nuint ZSTD_compressBound(nuint srcSize);

    [LibraryImport(Name)]
    internal static partial uint ZSTD_isError(nuint code);

    [LibraryImport(Name)]
    internal static partial void* ZSTD_createCCtx();

    [LibraryImport(Name)]
    internal static partial void* ZSTD_createDCtx();

    [LibraryImport(Name)]
    internal static partial nuint ZSTD_compressCCtx(void* cctx, void* dst, nuint dstCapacity, void* src, nuint srcSize, int compressionLevel);

    [LibraryImport(Name)]
    internal static partial nuint ZSTD_decompressDCtx(void* dctx, void* dst, nuint dstCapacity, void* src, nuint srcSize);

    [LibraryImport(Name)]
    internal static partial ulong ZSTD_getFrameContentSize(void* src, nuint srcSize);
}
