using System;
using System.IO;
using Fathom.Decode.Arrays;
using Fathom.Decode.Media;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>Decides by what a path is how its frames are read.</summary>
public static class LocalSources
{
    /// <summary>Whether a path means images, each a frame: a folder, or a name that is no file and numbers or matches some (frame-%05d.png, frame-*.png).</summary>
    public static bool MeansImages(string path) => ImageFiles.IsMeant(path);

    /// <summary>Columns and rows of the frames, without crop and whatever times they have; throws a <see cref="FathomException"/> as reading does.</summary>
    public static SizePx SizeOf(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (ImageFiles.IsMeant(path) || IsArray(path))
        {
            // The rate is not looked at.
            using ILocalSource source = Open(path, new VideoReaderOptions { FrameRate = 1 });
            return source.Geometry.Original;
        }

        using var file = MediaFile.Open(path);
        MediaStream stream = file.RequireVideo();
        return new SizePx(stream.Width, stream.Height);
    }

    internal static ILocalSource Open(string path, VideoReaderOptions options)
        => ImageFiles.IsMeant(path) ? ImageSource.Open(path, options)
        : IsArray(path) ? NpySource.Open(path, options)
        : VideoSource.Open(path, options);

    /// <summary>By what the file begins with; a pipe or a device, which has no length, is not opened.</summary>
    private static bool IsArray(string path)
    {
        try
        {
            var info = new FileInfo(path);
            if (((FileInfo?)info.ResolveLinkTarget(returnFinalTarget: true) ?? info) is not { Exists: true, Length: > 0 })
            {
                return false;
            }

            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            Span<byte> start = stackalloc byte[8];
            return NpyHeader.HasMagic(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What cannot be opened here is told by the one that reads it.
            return false;
        }
    }
}
