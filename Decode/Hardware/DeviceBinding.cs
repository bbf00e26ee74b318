using System;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode;

/// <summary>Ties a codec context to a device, for the life of the context: the device's share, and the one pixel format that is accepted.</summary>
/// <remarks>FFmpeg asks for a format when it has read the stream's parameter sets, and again when a device has failed. The answer is the device's or
/// none: a silent fall back into software would hide that the device does not work. Ownership: freed after the context.</remarks>
internal sealed unsafe class DeviceBinding : IDisposable
{
    private Wish* _wish;

    private DeviceBinding(Wish* wish) => _wish = wish;

    /// <summary>Whether FFmpeg asked and did not offer the device's format: the device cannot decode this stream.</summary>
    internal bool WasNotOffered => _wish != null && _wish->NotOffered != 0;

    /// <summary>Attaches; throws when the codec cannot use such a device.</summary>
    internal static DeviceBinding Attach(AvContext context, AvLayout layout, void* codec, string codecName, HardwareDevice device, string type)
    {
        int format = FormatFor(codec, LibAvUtil.av_hwdevice_find_type_by_name(type));
        if (format < 0)
        {
            throw new FathomException(
                ExitCode.MissingLibrary, $"Cannot decode on {device.Name}.", $"FFmpeg's decoder {codecName} cannot use {type} devices.", "Start with --decoder software.");
        }

        var wish = (Wish*)NativeMemory.AllocZeroed((nuint)sizeof(Wish));
        wish->Format = format;
        *(void**)(context.Pointer + layout.ContextHwDeviceCtx) = LibAvUtil.av_buffer_ref(device.Reference);
        *(void**)(context.Pointer + AvLayout.ContextOpaque) = wish;
        *(delegate* unmanaged<byte*, int*, int>*)(context.Pointer + layout.ContextGetFormat) = &OnGetFormat;
        return new DeviceBinding(wish);
    }

    public void Dispose()
    {
        NativeMemory.Free(_wish);
        _wish = null;
    }

    /// <summary>The pixel format of a codec's pictures on a type of device; -1 when it cannot use such devices.</summary>
    internal static int FormatFor(void* codec, int deviceType)
    {
        for (int i = 0; ; i++)
        {
            byte* config = LibAvCodec.avcodec_get_hw_config(codec, i);
            if (config == null)
            {
                return -1;
            }

            bool byDevice = (*(int*)(config + AvLayout.HwConfigMethods) & LibAvCodec.AV_CODEC_HW_CONFIG_METHOD_HW_DEVICE_CTX) != 0;
            if (byDevice && *(int*)(config + AvLayout.HwConfigDeviceType) == deviceType)
            {
                return *(int*)(config + AvLayout.HwConfigPixFmt);
            }
        }
    }

    [UnmanagedCallersOnly]
    private static int OnGetFormat(byte* context, int* offered)
    {
        // Nothing here can throw: no managed object is touched.
        var wish = *(Wish**)(context + AvLayout.ContextOpaque);
        for (int* format = offered; *format != LibAvUtil.AV_PIX_FMT_NONE; format++)
        {
            if (*format == wish->Format)
            {
                return *format;
            }
        }

        wish->NotOffered = 1;
        return LibAvUtil.AV_PIX_FMT_NONE;
    }

    private struct Wish
    {
        internal int Format;
        internal int NotOffered;
    }
}
