using System;
using System.IO;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode.Media;
using Fathom.Render;

namespace Fathom.Bench.Decode;

/// <summary>What does a frame of 1280×720 cost an export: as part of a movie, as a PNG file?</summary>
public class WriteMovieFrame
{
    private const int Width = 1280;
    private const int Height = 720;

    private readonly byte[] _rgba = new byte[Width * Height * 4];
    private DirectoryInfo? _folder;
    private MovieWriter? _writer;
    private CapturedImage? _image;
    private int _next;

    [GlobalSetup]
    public void Open()
    {
        _folder = Directory.CreateTempSubdirectory("fathom-bench-");
        _writer = MovieWriter.Create(Path.Combine(_folder.FullName, "movie.mp4"), new MovieSettings { Width = Width, Height = Height, Rate = new MovieRate(20) });
        var random = new Random(1);
        for (int i = 0; i < _rgba.Length; i += 4)
        {
            // A smooth picture with the noise of a camera: neither empty nor impossible to compress.
            (int x, int y) = (i / 4 % Width, i / 4 / Width);
            byte gray = (byte)Math.Clamp(128 + (90 * Math.Sin(x / 57.0) * Math.Cos(y / 41.0)) + random.Next(-3, 4), 0, 255);
            (_rgba[i], _rgba[i + 1], _rgba[i + 2], _rgba[i + 3]) = (gray, (byte)(gray / 2), (byte)(255 - gray), 255);
        }

        _image = new CapturedImage(Width, Height, _rgba);
    }

    [GlobalCleanup]
    public void Close()
    {
        _writer?.Dispose();
        _folder?.Delete(recursive: true);
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory(AllocationGate.Category)]
    public long Movie()
    {
        Change();
        _writer!.Write(_rgba, Width * 4);
        return _writer.Frames;
    }

    [Benchmark]
    public int Png()
    {
        Change();
        PngWriter.Write(Stream.Null, _image!);
        return _next;
    }

    /// <summary>A stripe moves, so that there is something to encode.</summary>
    private void Change() => _rgba.AsSpan(_next++ % Height * Width * 4, Width * 4).Fill((byte)_next);
}
