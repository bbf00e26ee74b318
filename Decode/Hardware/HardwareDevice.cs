using System;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode;

/// <summary>A device of FFmpeg's, opened by the name of its type.</summary>
/// <remarks>Threads: the opening one. Pictures hold shares of their own and may outlive it.</remarks>
internal sealed unsafe class HardwareDevice : IDisposable
{
    private void* _reference;

    private HardwareDevice(void* reference, string name, int softwareFormatPlace)
    {
        _reference = reference;
        Name = name;
        SoftwareFormatPlace = softwareFormatPlace;
    }

    /// <summary>Type and device, for messages: "vaapi /dev/dri/renderD128".</summary>
    internal string Name { get; }

    /// <summary>Where a pool of this device says how its samples lie.</summary>
    internal int SoftwareFormatPlace { get; }

    /// <summary>The AVBufferRef.</summary>
    internal void* Reference => _reference;

    /// <summary>Opens one; throws with FFmpeg's words.</summary>
    internal static HardwareDevice Open(string type, string? device)
    {
        string name = device is null ? type : $"{type} {device}";
        int number = LibAvUtil.av_hwdevice_find_type_by_name(type);
        if (number == LibAvUtil.AV_HWDEVICE_TYPE_NONE)
        {
            throw Unusable(name, $"This FFmpeg was built without {type}.");
        }

        // Decoder and GL meet in the device's primary CUDA context.
        int flags = type == "cuda" ? LibAvUtil.AV_CUDA_USE_PRIMARY_CONTEXT : 0;
        AvLog.Forget();
        void* reference = null;
        int result = LibAvUtil.av_hwdevice_ctx_create(&reference, number, device, null, flags);
        if (result < 0)
        {
            string line = AvLog.LastWords;
            throw Unusable(name, line.Length > 0 ? $"FFmpeg: {line} ({AvError.Text(result)})" : $"FFmpeg: {AvError.Text(result)}.");
        }

        int place = AvHwFrames.FindSoftwareFormat(reference);
        if (place < 0)
        {
            LibAvUtil.av_buffer_unref(&reference);
            throw Unusable(name, "This FFmpeg's surface pools look unlike any known one.");
        }

        return new HardwareDevice(reference, name, place);
    }

    public void Dispose()
    {
        void* reference = _reference;
        _reference = null;
        if (reference != null)
        {
            LibAvUtil.av_buffer_unref(&reference);
        }
    }

    private static FathomException Unusable(string name, string why) => new(
        ExitCode.MissingLibrary, $"Cannot open the device {name}.", why, "Install the driver of this GPU, or start with --decoder software; `fathom doctor` shows what works.");
}
