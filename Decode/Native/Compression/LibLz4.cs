using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.Compression;

/// <summary>The functions of liblz4 that are used. C names, C order of arguments.</summary>
internal static unsafe partial class LibLz4
{
    internal const string Name = "lz4";
    internal const int Major = 1;

    [LibraryImport(Name)]
    internal static partial int LZ4_compressBound(int inputSize);

    [LibraryImport(Name)]
    internal static partial int LZ4_compress_default(byte* src, byte* dst, int srcSize, int dstCapacity);

    [LibraryImport(Name)]
    internal static partial int LZ4_decompress_safe(byte* src, byte* dst, int compressedSize, int dstCapacity);
}
