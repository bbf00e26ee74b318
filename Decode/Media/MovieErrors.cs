using System;
using System.IO;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Media;

/// <summary>What is said where a movie cannot be written.</summary>
internal static class MovieErrors
{
    private const int NoSuchFile = -2;
    private const int NoRight = -13;
    private const int NoSpace = -28;
    private const int ReadOnly = -30;

    internal static string What(string path) => $"Cannot write the movie {path}.";

    /// <summary>The error for an answer of FFmpeg's.</summary>
    internal static FathomException Of(string path, int result) => new(ExitCode.Usage, What(path), $"FFmpeg: {AvError.Text(result)}.", HowFor(path, result));

    /// <summary>The error for an answer of the file system.</summary>
    internal static FathomException Of(string path, Exception failure) => new(
        ExitCode.Usage, What(path), failure.Message, "Choose another place, or mend what the message says, and begin again.", failure);

    internal static FathomException NoFolder(string path, string folder) => new(
        ExitCode.Usage, What(path), $"There is no folder {folder}.", "Make the folder, or give another path.");

    internal static FathomException IsFolder(string path) => new(ExitCode.Usage, What(path), "It is a folder.", "Give the name of a file in it, ending in .mp4.");

    private static string HowFor(string path, int result) => result switch
    {
        NoSpace => $"Make room on the disk of {Path.GetDirectoryName(Path.GetFullPath(path))}, or choose another one, and begin again.",
        NoSuchFile or NoRight or ReadOnly => "Choose a folder that may be written to.",
        _ => "Try another place; if that does not help, report this.",
    };
}
