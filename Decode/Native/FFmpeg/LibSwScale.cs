using System.Runtime.InteropServices;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The functions of libswscale that are used. C names, C order of arguments.</summary>
internal static unsafe partial class LibSwScale
{
    internal const string Name = "swscale";

    internal const int SWS_FAST_BILINEAR = 1;
    internal const int SWS_BILINEAR = 2;
    internal const int SWS_POINT = 0x10;
    internal const int SWS_FULL_CHR_H_INT = 0x2000;
    internal const int SWS_ACCURATE_RND = 0x40000;
    internal const int SWS_CS_ITU709 = 1;
    internal const int SWS_CS_ITU601 = 5;
    internal const int SWS_CS_BT2020 = 9;

    [LibraryImport(Name)]
    internal static partial uint swscale_version();

    [LibraryImport(Name)]
    internal static partial void* sws_getContext(int srcW, int srcH, int srcFormat, int dstW, int dstH, int dstFormat, int flags, void* srcFilter, void* dstFilter, double* param);

    [LibraryImport(Name)]
    internal static partial void sws_freeContext(void* swsContext);

    [LibraryImport(Name)]
    internal static partial int sws_scale(void* c, byte** srcSlice, int* srcStride, int srcSliceY, int srcSliceH, byte** dst, int* dstStride);

    [LibraryImport(Name)]
    internal static partial int* sws_getCoefficients(int colorspace);

    [LibraryImport(Name)]
    internal static partial int sws_setColorspaceDetails(void* c, int* inv_table, int srcRange, int* table, int dstRange, int brightness, int contrast, int saturation);
}
