using System.Collections.Immutable;

namespace Fathom.Decode.Native.FFmpeg;

/// <summary>The majors of one FFmpeg release series. Libraries of two series must never be mixed: their structs differ.</summary>
internal sealed record AvVersion(string Series, int AvCodec, int AvUtil, int SwScale, int AvFormat)
{
    /// <summary>Newest first: the order in which they are tried.</summary>
    internal static ImmutableArray<AvVersion> Known { get; } =
    [
        new("8", 62, 60, 9, 62),
        new("7", 61, 59, 8, 61),
        new("6", 60, 58, 7, 60),
        new("5", 59, 57, 6, 59),
    ];

    /// <summary>The Debian and Ubuntu packages of this series.</summary>
    internal string Packages => $"libavcodec{AvCodec} libswscale{SwScale}";

    internal static int MajorOf(uint version) => (int)(version >> 16);

    internal static string Text(uint version) => $"{version >> 16}.{(version >> 8) & 0xFF}.{version & 0xFF}";
}
