using System.Runtime.InteropServices;

namespace Fathom.Render.Native.Cuda;

/// <summary>The functions of CUDA's driver API that are used; C names, as the library exports them.</summary>
internal static unsafe partial class LibCuda
{
    internal const string Name = "cuda";
    internal const int CUDA_SUCCESS = 0;
    internal const uint CU_GRAPHICS_REGISTER_FLAGS_WRITE_DISCARD = 2;
    internal const uint CU_GL_DEVICE_LIST_ALL = 1;
    internal const uint CU_MEMORYTYPE_DEVICE = 2;
    internal const uint CU_MEMORYTYPE_ARRAY = 3;

    [LibraryImport(Name)]
    internal static partial int cuInit(uint flags);

    [LibraryImport(Name)]
    internal static partial int cuGetErrorString(int error, byte** str);

    [LibraryImport(Name)]
    internal static partial int cuDeviceGet(int* device, int ordinal);

    [LibraryImport(Name)]
    internal static partial int cuDevicePrimaryCtxRetain(nint* ctx, int dev);

    [LibraryImport(Name)]
    internal static partial int cuDevicePrimaryCtxRelease_v2(int dev);

    [LibraryImport(Name)]
    internal static partial int cuCtxPushCurrent_v2(nint ctx);

    [LibraryImport(Name)]
    internal static partial int cuCtxPopCurrent_v2(nint* ctx);

    [LibraryImport(Name)]
    internal static partial int cuGLGetDevices_v2(uint* count, int* devices, uint capacity, uint deviceList);

    [LibraryImport(Name)]
    internal static partial int cuGraphicsGLRegisterImage(nint* resource, uint image, uint target, uint flags);

    [LibraryImport(Name)]
    internal static partial int cuGraphicsUnregisterResource(nint resource);

    [LibraryImport(Name)]
    internal static partial int cuGraphicsMapResources(uint count, nint* resources, nint stream);

    [LibraryImport(Name)]
    internal static partial int cuGraphicsUnmapResources(uint count, nint* resources, nint stream);

    [LibraryImport(Name)]
    internal static partial int cuGraphicsSubResourceGetMappedArray(nint* array, nint resource, uint arrayIndex, uint mipLevel);

    [LibraryImport(Name)]
    internal static partial int cuMemcpy2DAsync_v2(CUDA_MEMCPY2D* copy, nint stream);

    /// <summary>Which bytes go where.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct CUDA_MEMCPY2D
    {
        internal nuint srcXInBytes;
        internal nuint srcY;
        internal uint srcMemoryType;
        internal void* srcHost;
        internal ulong srcDevice;
        internal nint srcArray;
        internal nuint srcPitch;
        internal nuint dstXInBytes;
        internal nuint dstY;
        internal uint dstMemoryType;
        internal void* dstHost;
        internal ulong dstDevice;
        internal nint dstArray;
        internal nuint dstPitch;
        internal nuint WidthInBytes;
        internal nuint Height;
    }
}
