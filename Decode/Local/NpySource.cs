using System;
using System.Collections.Generic;
using System.IO;
using Fathom.Decode.Arrays;
using Fathom.Protocol.Errors;
using Microsoft.Win32.SafeHandles;

namespace Fathom.Decode.Local;

/// <summary>The frames of a NumPy array of bytes: (N, H, W), (N, H, W, 3) or (N, H, W, 4). What is asked for is read where it lies; nothing else of the
/// file ever is.</summary>
/// <remarks>The file is read, not mapped: one that is cut off meanwhile is an error of its frame then and not the end of the process. Threads: one at a time.</remarks>
internal sealed class NpySource : ILocalSource
{
    private const int MostFrames = 26_000_000;
    private const long MostPixels = 16384L * 16384;

    private readonly SafeFileHandle _file;
    private readonly long _dataOffset;
    private readonly int _channels;
    private readonly CroppedRows _target;
    private readonly byte[] _samples;
    private readonly byte[] _rgba;
    private readonly List<string> _warnings = [];

    private NpySource(SafeFileHandle file, NpyHeader header, ReaderGeometry geometry)
    {
        _file = file;
        _dataOffset = header.DataOffset;
        _channels = header.Shape.Length == 4 ? header.Shape[3] : 1;
        _target = new CroppedRows(geometry);
        _samples = new byte[geometry.Crop.Width * _channels];
        _rgba = new byte[geometry.Crop.Width * 4];
        Geometry = geometry;
    }

    public string Description => $"NumPy array, {(_channels == 1 ? "gray" : _channels == 3 ? "RGB" : "RGBA")}";

    public ReaderGeometry Geometry { get; }

    public double[] Times { get; private init; } = [];

    public double LastDuration { get; private init; }

    public IReadOnlyList<string> Warnings => _warnings;

    internal static NpySource Open(string path, VideoReaderOptions options)
    {
        SafeFileHandle? file = null;
        NpySource? source = null;
        try
        {
            NpyHeader header;
            using (FileStream begin = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                header = NpyHeader.Read(begin, path);
                CheckKind(path, header);
                header.CheckSize(1, begin.Length, path);
            }

            var geometry = ReaderGeometry.Require(path, new SizePx(header.Shape[2], header.Shape[1]), options);
            file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.RandomAccess);
            var warnings = new List<string>();
            double[] times = SequenceTimes.Choose(path, path + ".times.csv", header.Shape[0], options, warnings);
            source = new NpySource(file, header, geometry) { Times = times, LastDuration = SequenceTimes.LastDuration(times, options.FrameRate) };
            source._warnings.AddRange(warnings);
            return source;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot open {path}.", failure.Message, "Check the path and who may read it.", failure);
        }
        finally
        {
            if (source is null)
            {
                file?.Dispose();
            }
        }
    }

    public LoadResult Load(LocalPicture into, LocalShelf shelf, out string why)
    {
        why = "";
        CropPx crop = Geometry.Crop;
        long stride = (long)Geometry.Original.Width * _channels;
        long at = _dataOffset + (((long)into.Index * Geometry.Original.Height) + crop.Y) * stride + ((long)crop.X * _channels);
        _target.Begin(into);
        try
        {
            for (int y = 0; y < crop.Height; y++, at += stride)
            {
                if (shelf.Cancel.IsCancellationRequested)
                {
                    return LoadResult.Cancelled;
                }

                if (!TryFill(at))
                {
                    why = "The file ends within it: it was cut off after it was opened.";
                    return LoadResult.Failed;
                }

                Widen(_samples, _channels, _rgba);
                _target.Add(_rgba);
            }
        }
        catch (IOException failure)
        {
            why = failure.Message;
            return LoadResult.Failed;
        }

        shelf.Decodes++;
        return LoadResult.Filled;
    }

    public void Dispose() => _file.Dispose();

    private static void CheckKind(string path, NpyHeader header)
    {
        if (header.Description is not ("|u1" or "<u1" or ">u1" or "=u1" or "u1"))
        {
            throw NpyHeader.Refusal(path, $"As a video it must hold bytes, and its samples are of type {header.Description}.", "Convert it, for example: numpy.save('bytes.npy', (a * 255 / a.max()).astype(numpy.uint8))");
        }

        string shape = $"({string.Join(", ", header.Shape)})";
        int axes = header.Shape.Length;
        if (axes is not (3 or 4) || (axes == 4 && header.Shape[3] is not (3 or 4)))
        {
            throw NpyHeader.Refusal(path, $"Its shape {shape} is none of a video: (frames, rows, columns), with 3 or 4 colours behind or without.", "Bring its axes into that order, for example with numpy.moveaxis; one picture alone becomes a video by a[None].");
        }

        if (axes == 3 && header.Shape[2] is 3 or 4)
        {
            throw NpyHeader.Refusal(path, $"Its shape {shape} looks like one picture with colours, not like frames of {header.Shape[2]} columns.", "Save a[None] where it is one picture, or a[..., None].repeat(3, -1) where these are frames.");
        }

        if (header.FortranOrder)
        {
            throw NpyHeader.Refusal(path, "Its samples lie in Fortran's order, the pixels of one frame far apart.", "Save numpy.ascontiguousarray(a).");
        }

        if (header.Shape[0] is < 1 or > MostFrames || header.Shape[1] < 1 || header.Shape[2] < 1 || (long)header.Shape[1] * header.Shape[2] > MostPixels)
        {
            throw NpyHeader.Refusal(path, $"Its shape {shape} is beyond what is read: 1 to {MostFrames} frames of up to 16384x16384 pixels.", "Save a part of it.");
        }
    }

    private static void Widen(ReadOnlySpan<byte> samples, int channels, Span<byte> rgba)
    {
        if (channels == 4)
        {
            samples.CopyTo(rgba);
            return;
        }

        int green = channels == 3 ? 1 : 0;
        int from = 0;
        for (int to = 0; to < rgba.Length; to += 4, from += channels)
        {
            rgba[to] = samples[from];
            rgba[to + 1] = samples[from + green];
            rgba[to + 2] = samples[from + green + green];
            rgba[to + 3] = byte.MaxValue;
        }
    }

    private bool TryFill(long at)
    {
        Span<byte> rest = _samples;
        while (!rest.IsEmpty)
        {
            int got = RandomAccess.Read(_file, rest, at);
            if (got == 0)
            {
                return false;
            }

            rest = rest[got..];
            at += got;
        }

        return true;
    }
}
