using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Decode.Native.FFmpeg;
using Fathom.Protocol.Errors;

namespace Fathom.Decode.Local;

/// <summary>The images of a folder or of a pattern as frames, each a file. Opening looks at the beginning of each for its size and decodes the first one.</summary>
/// <remarks>Threads: one at a time.</remarks>
internal sealed class ImageSource : ILocalSource
{
    private const int FilesBetweenReports = 64;

    private readonly string _folder;
    private readonly string[] _names;
    private readonly ImageDecoder _decoder;
    private readonly PictureReducer _reducer;

    private ImageSource(ImageFiles files, ImageDecoder decoder, ReaderGeometry geometry)
    {
        (_folder, _names) = (files.Folder, files.Names);
        _decoder = decoder;
        _reducer = new PictureReducer(FFmpegRuntime.Require(), geometry);
        Geometry = geometry;
    }

    public string Description => $"{_names.Length} images, {Path.GetExtension(_names[0]).TrimStart('.').ToLowerInvariant()}";

    public ReaderGeometry Geometry { get; }

    public double[] Times { get; private init; } = [];

    public double LastDuration { get; private init; }

    public IReadOnlyList<string> Warnings { get; private init; } = [];

    internal static ImageSource Open(string path, VideoReaderOptions options)
    {
        var files = ImageFiles.List(path);
        var warnings = new List<string>();
        double[] times = SequenceTimes.Choose(path, Path.Combine(files.Folder, "times.csv"), files.Names.Length, options, warnings);
        var decoder = new ImageDecoder();
        ImageSource? source = null;
        try
        {
            SizePx size = FirstSize(path, files, decoder, warnings);
            CheckSizes(path, files, size, options);
            if (files.Gap is { } gap)
            {
                warnings.Add($"{path}: numbers are missing between its images, the first are {gap}. Frames are counted without them; if their times matter, give a times.csv.");
            }

            return source = new ImageSource(files, decoder, ReaderGeometry.Require(path, size, options))
            {
                Times = times,
                LastDuration = SequenceTimes.LastDuration(times, options.FrameRate),
                Warnings = warnings,
            };
        }
        finally
        {
            if (source is null)
            {
                decoder.Dispose();
            }
        }
    }

    public LoadResult Load(LocalPicture into, LocalShelf shelf, out string why)
    {
        string name = _names[into.Index];
        string? wrong = _decoder.Decode(Path.Combine(_folder, name)) ?? _reducer.Convert(_decoder.Picture, isVideoCodec: false, into);
        into.IsSuspect = _decoder.IsSuspect;
        _decoder.Release();
        why = wrong is null ? "" : $"{name}: {wrong}";
        shelf.Decodes++;
        return wrong is null ? LoadResult.Filled : LoadResult.Failed;
    }

    public void Dispose()
    {
        _reducer.Dispose();
        _decoder.Dispose();
    }

    private static SizePx FirstSize(string path, ImageFiles files, ImageDecoder decoder, List<string> warnings)
    {
        if (decoder.Decode(Path.Combine(files.Folder, files.Names[0])) is { } wrong)
        {
            throw new FathomException(ExitCode.Rejected, $"Cannot read the images {path}.", $"{files.Names[0]}: {wrong}", "Take it away, or write it anew.");
        }

        AvFrameRef picture = decoder.Picture;
        var size = new SizePx(picture.Width, picture.Height);
        string samples = AvNames.NameOf(picture.Format);
        if (samples.Contains("16", StringComparison.Ordinal) || samples.Contains("48", StringComparison.Ordinal) || samples.Contains("64", StringComparison.Ordinal))
        {
            warnings.Add($"{path}: its images have 16 bits a sample ({samples}); their upper 8 are shown. Scale them to 8 bits where they look dark.");
        }

        decoder.Release();
        return size;
    }

    /// <summary>Images of another size are no frames of this video; the first of them is named. What cannot be told without decoding is told when it is read.</summary>
    private static void CheckSizes(string path, ImageFiles files, SizePx size, VideoReaderOptions options)
    {
        byte[] start = new byte[ImageHeader.Length];
        for (int i = 0; i < files.Names.Length; i++)
        {
            if (Peek(Path.Combine(files.Folder, files.Names[i]), start) is { } other && other != size)
            {
                throw new FathomException(
                    ExitCode.Rejected,
                    $"Cannot read the images {path} as one video.",
                    string.Create(CultureInfo.InvariantCulture, $"{files.Names[i]} has {other} pixels and {files.Names[0]} {size}."),
                    "Take away what does not belong to it, or name the images by a pattern.");
            }

            if (i % FilesBetweenReports == 0)
            {
                options.Cancel.ThrowIfCancellationRequested();
                options.Progress?.Report((double)i / files.Names.Length);
            }
        }

        options.Progress?.Report(1);
    }

    private static SizePx? Peek(string path, byte[] start)
    {
        try
        {
            if (new FileInfo(path).Length == 0)
            {
                return null;
            }

            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
            const int Usual = 64;
            int got = file.ReadAtLeast(start.AsSpan(0, Usual), Usual, throwOnEndOfStream: false);
            return ImageHeader.DecoderFor(start.AsSpan(0, got)) is "mjpeg"
                ? ImageHeader.SizeOf(start.AsSpan(0, got + file.ReadAtLeast(start.AsSpan(got), start.Length - got, throwOnEndOfStream: false)))
                : ImageHeader.SizeOf(start.AsSpan(0, got));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Told as an error of its frame when that is read.
            return null;
        }
    }
}
