using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;
using Fathom.Protocol.Pixel;

namespace Fathom.Decode;

/// <summary>Looks at FFmpeg for <c>fathom doctor</c>: libraries, codecs and devices, each really tried.</summary>
public static unsafe class FFmpegProbe
{
    /// <summary>Everything, in the order of a report.</summary>
    public static IReadOnlyList<LibraryReport> Run()
    {
        FFmpegRuntime runtime;
        try
        {
            runtime = FFmpegRuntime.Require();
        }
        catch (FathomException error)
        {
            return [new LibraryReport("FFmpeg", ProbeStatus.Missing, error.Why, error.How)];
        }

        var reports = new List<LibraryReport>();
        AddLibraries(runtime, reports);
        (LibraryReport encoder, LibraryReport decoder) = CodecProbe.TryH264();
        reports.AddRange([decoder, CodecProbe.OpenOnly(VideoCodec.Hevc), CodecProbe.OpenOnly(VideoCodec.Av1), encoder]);
        AddDevices(reports);
        return reports;
    }

    private static void AddLibraries(FFmpegRuntime runtime, List<LibraryReport> reports)
    {
        string series = Marshal.PtrToStringUTF8((nint)LibAvUtil.av_version_info()) ?? "";
        reports.Add(Library("libavcodec", LibAvCodec.avcodec_version(), $"FFmpeg {series}, {runtime.Canaries.Count} layout checks hold"));
        reports.Add(Library("libavutil", LibAvUtil.avutil_version(), null));
        reports.Add(Library("libswscale", LibSwScale.swscale_version(), null));
        reports.Add(runtime.HasAvFormat
            ? Library("libavformat", LibAvFormat.avformat_version(), null)
            : new LibraryReport("libavformat", ProbeStatus.Missing, "only needed to read video files", $"libavformat{runtime.Version.AvFormat}"));
    }

    private static LibraryReport Library(string name, uint version, string? more)
    {
        string file = $"{name["lib".Length..]}";
        string path = "";
        using var process = Process.GetCurrentProcess();
        foreach (ProcessModule module in process.Modules)
        {
            if (System.IO.Path.GetFileName(module.FileName).Contains(file, StringComparison.Ordinal))
            {
                path = module.FileName;
                break;
            }
        }

        return new LibraryReport(name, ProbeStatus.Works, string.Join(", ", Parts(AvVersion.Text(version), path, more)), null);
    }

    private static IEnumerable<string> Parts(string version, string path, string? more)
    {
        yield return version;
        if (path.Length > 0)
        {
            yield return path;
        }

        if (more is not null)
        {
            yield return more;
        }
    }

    private static void AddDevices(List<LibraryReport> reports)
    {
        for (int type = LibAvUtil.av_hwdevice_iterate_types(0); type != LibAvUtil.AV_HWDEVICE_TYPE_NONE; type = LibAvUtil.av_hwdevice_iterate_types(type))
        {
            string name = Marshal.PtrToStringUTF8((nint)LibAvUtil.av_hwdevice_get_type_name(type)) ?? $"type {type}";
            AvLog.Forget();
            void* device = null;
            int result = LibAvUtil.av_hwdevice_ctx_create(&device, type, null, null, 0);
            if (result >= 0)
            {
                LibAvUtil.av_buffer_unref(&device);
            }

            string words = result >= 0 ? "the device opens"
                : AvLog.LastWords is { Length: > 0 } line ? line : AvError.Text(result);
            reports.Add(new LibraryReport($"device {name}", result >= 0 ? ProbeStatus.Found : ProbeStatus.Missing, words, null));
        }
    }
}
