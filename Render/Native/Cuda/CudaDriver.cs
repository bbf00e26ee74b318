using System;
using System.Globalization;
using System.Runtime.InteropServices;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render.Native.Cuda;

/// <summary>The real CUDA.</summary>
internal sealed unsafe class CudaDriver : ICudaDriver
{
    private const int MostDevices = 16;

    private bool _started;

    /// <inheritdoc/>
    public string? Start()
    {
        if (_started)
        {
            return null;
        }

        if (!NativeLibraries.TryBind(LibCuda.Name, [OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1"]))
        {
            return "CUDA's driver library (libcuda.so.1) could not be loaded";
        }

        int result = LibCuda.cuInit(0);
        _started = result == LibCuda.CUDA_SUCCESS;
        return _started ? null : $"CUDA does not start: {Text(result)}";
    }

    /// <inheritdoc/>
    public string? Retain(int device, out nint context)
    {
        nint retained = 0;
        int handle = 0;
        int result = LibCuda.cuDeviceGet(&handle, device);
        result = result == LibCuda.CUDA_SUCCESS ? LibCuda.cuDevicePrimaryCtxRetain(&retained, handle) : result;
        context = retained;
        if (result != LibCuda.CUDA_SUCCESS)
        {
            return $"CUDA device {device} gives no context: {Text(result)}";
        }

        string? why = CheckDrawsOn(handle, retained);
        if (why is not null)
        {
            ReleaseContext(device);
            context = 0;
        }

        return why;
    }

    /// <inheritdoc/>
    public void ReleaseContext(int device)
    {
        int handle;
        if (LibCuda.cuDeviceGet(&handle, device) == LibCuda.CUDA_SUCCESS)
        {
            _ = LibCuda.cuDevicePrimaryCtxRelease_v2(handle);
        }
    }

    /// <inheritdoc/>
    public int Push(nint context) => LibCuda.cuCtxPushCurrent_v2(context);

    /// <inheritdoc/>
    public void Pop()
    {
        nint context;
        _ = LibCuda.cuCtxPopCurrent_v2(&context);
    }

    /// <inheritdoc/>
    public int Register(uint texture, out nint resource)
    {
        nint registered = 0;
        int result = LibCuda.cuGraphicsGLRegisterImage(&registered, texture, (uint)TextureTarget.Texture2D, LibCuda.CU_GRAPHICS_REGISTER_FLAGS_WRITE_DISCARD);
        resource = registered;
        return result;
    }

    /// <inheritdoc/>
    public void Unregister(nint resource) => _ = LibCuda.cuGraphicsUnregisterResource(resource);

    /// <inheritdoc/>
    public int Map(ReadOnlySpan<nint> resources)
    {
        fixed (nint* list = resources)
        {
            return LibCuda.cuGraphicsMapResources((uint)resources.Length, list, 0);
        }
    }

    /// <inheritdoc/>
    public int Unmap(ReadOnlySpan<nint> resources)
    {
        fixed (nint* list = resources)
        {
            return LibCuda.cuGraphicsUnmapResources((uint)resources.Length, list, 0);
        }
    }

    /// <inheritdoc/>
    public int Copy(ulong address, int pitch, PlaneView size, nint resource)
    {
        nint array;
        int result = LibCuda.cuGraphicsSubResourceGetMappedArray(&array, resource, 0, 0);
        if (result != LibCuda.CUDA_SUCCESS)
        {
            return result;
        }

        LibCuda.CUDA_MEMCPY2D copy = default;
        copy.srcMemoryType = LibCuda.CU_MEMORYTYPE_DEVICE;
        copy.srcDevice = address;
        copy.srcPitch = (nuint)pitch;
        copy.dstMemoryType = LibCuda.CU_MEMORYTYPE_ARRAY;
        copy.dstArray = array;
        copy.WidthInBytes = (nuint)size.RowBytes;
        copy.Height = (nuint)size.Rows;

        // The default stream, in which FFmpeg's decoder works, too: the copy comes after the picture, and GL's commands after the unmapping.
        return LibCuda.cuMemcpy2DAsync_v2(&copy, 0);
    }

    /// <inheritdoc/>
    public string Text(int code)
    {
        byte* text = null;
        return LibCuda.cuGetErrorString(code, &text) == LibCuda.CUDA_SUCCESS && text != null
            ? string.Create(CultureInfo.InvariantCulture, $"{Marshal.PtrToStringUTF8((nint)text)} ({code})")
            : string.Create(CultureInfo.InvariantCulture, $"error {code}");
    }

    private string? CheckDrawsOn(int device, nint context)
    {
        int result = Push(context);
        if (result != LibCuda.CUDA_SUCCESS)
        {
            return $"CUDA's context cannot be used here: {Text(result)}";
        }

        int* devices = stackalloc int[MostDevices];
        uint count = 0;
        result = LibCuda.cuGLGetDevices_v2(&count, devices, MostDevices, LibCuda.CU_GL_DEVICE_LIST_ALL);
        Pop();
        bool same = result == LibCuda.CUDA_SUCCESS && new ReadOnlySpan<int>(devices, (int)Math.Min(count, MostDevices)).Contains(device);
        return same ? null
            : result == LibCuda.CUDA_SUCCESS ? "GL draws on another device than the one that decodes (CUDA_VISIBLE_DEVICES chooses the latter)"
            : $"GL does not draw on a CUDA device: {Text(result)}";
    }
}
