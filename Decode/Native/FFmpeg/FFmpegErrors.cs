using System;
using System.Collections.Generic;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>What the user is told when FFmpeg cannot be used.</summary>
internal static class FFmpegErrors
{
    internal const string WhatIsKnown = "avcodec 59, 60, 61 or 62 with their partners (FFmpeg 5 to 8)";

    /// <summary>How to get the libraries on this system.</summary>
    internal static string InstallHint
        => OperatingSystem.IsWindows() ? "Put the shared build of FFmpeg (avcodec-*.dll, avutil-*.dll, swscale-*.dll) on the PATH."
        : OperatingSystem.IsMacOS() ? "Run: brew install ffmpeg"
        : "Run: apt-get install libavcodec59 libswscale6 (Debian 12), libavcodec60 libswscale7 (Ubuntu 24.04), libavcodec61 libswscale8 (Debian 13); package ffmpeg brings them all.";

    internal static FathomException NotFound(IReadOnlyList<string> incomplete) => new(
        ExitCode.MissingLibrary,
        "Cannot load FFmpeg.",
        incomplete.Count > 0 ? string.Join(". ", incomplete) + "." : $"None of {WhatIsKnown} was found.",
        InstallHint);

    internal static FathomException Mixed(int codec, int util, int scale) => new(
        ExitCode.MissingLibrary,
        "Cannot use the FFmpeg libraries found.",
        $"They do not belong together: avcodec {codec}, avutil {util}, swscale {scale}; known is {WhatIsKnown}.",
        InstallHint);

    internal static FathomException LayoutDiffers(AvVersion version, string failures) => new(
        ExitCode.MissingLibrary,
        $"Refusing to use libavcodec {version.AvCodec}.",
        $"Its structures are not laid out as this program knows them: {failures}.",
        "Install an unpatched FFmpeg 5 to 8, and report the output of tools/LayoutProbe.");

    internal static FathomException CannotOpen(string what, string why, string how) => new(ExitCode.MissingLibrary, what, why, how);
}
