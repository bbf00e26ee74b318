using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Fathom.Protocol.Configuration;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The FFmpeg libraries of this process: found, paired, checked. Everything native begins with <see cref="Require"/>.</summary>
internal sealed class FFmpegRuntime
{
    private static readonly Lock s_lock = new();
    private static FFmpegRuntime? s_instance;
    private static FathomException? s_refusal;

    private FFmpegRuntime(AvVersion version, AvLayout layout, AvNames names, IReadOnlyList<AvLayoutCheck.Canary> canaries, nint avcodec, bool hasAvFormat)
    {
        Version = version;
        Layout = layout;
        Names = names;
        Canaries = canaries;
        AvCodec = avcodec;
        HasAvFormat = hasAvFormat;
    }

    internal AvVersion Version { get; }

    internal AvLayout Layout { get; }

    internal AvNames Names { get; }

    internal IReadOnlyList<AvLayoutCheck.Canary> Canaries { get; }

    /// <summary>The handle of libavcodec, to look up exported defaults.</summary>
    internal nint AvCodec { get; }

    internal bool HasAvFormat { get; }

    /// <summary>The libraries; throws the same clear error each time when they cannot be used.</summary>
    internal static FFmpegRuntime Require(string? directory = null)
    {
        lock (s_lock)
        {
            if (s_instance is not null)
            {
                return s_instance;
            }

            if (s_refusal is not null)
            {
                throw s_refusal;
            }

            try
            {
                return s_instance = Open(directory ?? ProcessEnvironment.Get("FATHOM_FFMPEG_PATH"));
            }
            catch (FathomException refusal)
            {
                s_refusal = refusal;
                throw;
            }
        }
    }

    /// <summary>Loads and checks without remembering the outcome.</summary>
    internal static FFmpegRuntime Open(string? directory)
    {
        var incomplete = new List<string>();
        foreach (AvVersion version in AvVersion.Known)
        {
            if (TryLoad(version, directory, incomplete, out nint avcodec, out bool hasAvFormat))
            {
                CheckVersions(version);
                AvLog.Install();
                AvLayout layout = AvLayout.Known.Single(row => row.Version == version);
                IReadOnlyList<AvLayoutCheck.Canary> canaries = AvLayoutCheck.Run(layout, avcodec);
                string failures = AvLayoutCheck.Failures(canaries);
                return failures.Length == 0
                    ? new FFmpegRuntime(version, layout, AvNames.Resolve(), canaries, avcodec, hasAvFormat)
                    : throw FFmpegErrors.LayoutDiffers(version, failures);
            }
        }

        throw FFmpegErrors.NotFound(incomplete);
    }

    private static bool TryLoad(AvVersion version, string? directory, List<string> incomplete, out nint avcodec, out bool hasAvFormat)
    {
        hasAvFormat = false;

        // avutil first: avcodec depends on it, and what is loaded already is taken.
        bool util = NativeLibraries.TryLoad(NativeLibraries.Candidates(LibAvUtil.Name, version.AvUtil, directory), out nint avutil, out _);
        bool codec = NativeLibraries.TryLoad(NativeLibraries.Candidates(LibAvCodec.Name, version.AvCodec, directory), out avcodec, out _);
        bool scale = NativeLibraries.TryLoad(NativeLibraries.Candidates(LibSwScale.Name, version.SwScale, directory), out nint swscale, out _);
        if (!util || !codec || !scale)
        {
            if (util || codec || scale)
            {
                incomplete.Add($"FFmpeg {version.Series} is incomplete: {Has("avutil", version.AvUtil, util)}, {Has("avcodec", version.AvCodec, codec)}, {Has("swscale", version.SwScale, scale)}");
            }

            return false;
        }

        NativeLibraries.Bind(LibAvUtil.Name, avutil);
        NativeLibraries.Bind(LibAvCodec.Name, avcodec);
        NativeLibraries.Bind(LibSwScale.Name, swscale);
        if (NativeLibraries.TryLoad(NativeLibraries.Candidates(LibAvFormat.Name, version.AvFormat, directory), out nint avformat, out _))
        {
            NativeLibraries.Bind(LibAvFormat.Name, avformat);
            hasAvFormat = true;
        }

        return true;
    }

    private static void CheckVersions(AvVersion version)
    {
        int codec = AvVersion.MajorOf(LibAvCodec.avcodec_version());
        int util = AvVersion.MajorOf(LibAvUtil.avutil_version());
        int scale = AvVersion.MajorOf(LibSwScale.swscale_version());
        if (codec != version.AvCodec || util != version.AvUtil || scale != version.SwScale)
        {
            throw FFmpegErrors.Mixed(codec, util, scale);
        }
    }

    private static string Has(string name, int major, bool found) => $"{name} {major} {(found ? "found" : "missing")}";
}
