using System.Collections.Generic;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Fathom.Render.Native.Egl;

/// <summary>One place where EGL may give a context without a window.</summary>
/// <param name="Name">What users read: "surfaceless", "device 0 (/dev/dri/card0)".</param>
/// <param name="Kind">EGL's number of the platform.</param>
/// <param name="Native">The device; 0 for the platform's own choice.</param>
/// <param name="IsSoftware">Whether EGL says that the device is the CPU.</param>
internal readonly record struct EglPlatform(string Name, int Kind, nint Native, bool IsSoftware)
{
    private const int MostDevices = 16;

    /// <summary>Mesa's platform without any display; newer NVIDIA drivers have it, too.</summary>
    internal static EglPlatform Surfaceless { get; } = new("surfaceless", LibEgl.EGL_PLATFORM_SURFACELESS_MESA, 0, false);

    /// <summary>All of them in the order in which they are tried. The library must be loaded.</summary>
    internal static IEnumerable<EglPlatform> Known()
    {
        yield return Surfaceless;
        foreach (EglPlatform device in Devices())
        {
            yield return device;
        }
    }

    /// <summary>The devices that EGL enumerates, GPUs before the CPU; none without the extension.</summary>
    internal static unsafe IReadOnlyList<EglPlatform> Devices()
    {
        var query = (delegate* unmanaged<int, nint*, int*, uint>)LibEgl.eglGetProcAddress("eglQueryDevicesEXT");
        var text = (delegate* unmanaged<nint, int, byte*>)LibEgl.eglGetProcAddress("eglQueryDeviceStringEXT");
        string extensions = Marshal.PtrToStringUTF8(LibEgl.eglQueryString(0, LibEgl.EGL_EXTENSIONS)) ?? "";
        bool enumerates = extensions.Contains("EGL_EXT_device_enumeration", System.StringComparison.Ordinal) || extensions.Contains("EGL_EXT_device_base", System.StringComparison.Ordinal);
        if (query == null || text == null || !enumerates || !extensions.Contains("EGL_EXT_platform_device", System.StringComparison.Ordinal))
        {
            return [];
        }

        nint* devices = stackalloc nint[MostDevices];
        int count;
        if (query(MostDevices, devices, &count) == 0)
        {
            return [];
        }

        var hardware = new List<EglPlatform>();
        var software = new List<EglPlatform>();
        for (int i = 0; i < count; i++)
        {
            string what = Marshal.PtrToStringUTF8((nint)text(devices[i], LibEgl.EGL_EXTENSIONS)) ?? "";
            bool isSoftware = what.Contains("EGL_MESA_device_software", System.StringComparison.Ordinal);
            string file = what.Contains("EGL_EXT_device_drm", System.StringComparison.Ordinal) ? Marshal.PtrToStringUTF8((nint)text(devices[i], LibEgl.EGL_DRM_DEVICE_FILE_EXT)) ?? "" : "";
            string detail = isSoftware ? " (software)" : file.Length > 0 ? $" ({file})" : "";
            string name = string.Create(CultureInfo.InvariantCulture, $"device {i}{detail}");
            (isSoftware ? software : hardware).Add(new EglPlatform(name, LibEgl.EGL_PLATFORM_DEVICE_EXT, devices[i], isSoftware));
        }

        return [.. hardware, .. software];
    }
}
