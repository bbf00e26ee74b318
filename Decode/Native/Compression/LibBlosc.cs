using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.Compression;

/// <summary>The functions of libblosc (1.x) that are used: those with a context of their own, which need no global state. C names, C order of arguments.</summary>
internal static unsafe partial class LibBlosc
{
    internal const string Name = "blosc";
    internal const int Major = 1;

    /// <summary>The most that compression may add: one header.</summary>
    internal const int BLOSC_MAX_OVERHEAD = 16;

    [LibraryImport(Name)]
    internal static partial int blosc_compress_ctx(
        int clevel, int doshuffle, nuint typesize, nuint nbytes, void* src, void* dest, nuint destsize, byte* compressor, nuint blocksize, int numinternalthreads);

    [LibraryImport(Name)]
    internal static partial int blosc_decompress_ctx(void* src, void* dest, nuint destsize, int numinternalthreads);

    [LibraryImport(Name)]
    internal static partial int blosc_cbuffer_validate(void* cbuffer, nuint cbytes, nuint* nbytes);

    [LibraryImport(Name)]
    internal static partial byte* blosc_cbuffer_complib(void* cbuffer);

    [LibraryImport(Name)]
    internal static partial byte* blosc_list_compressors();
}
