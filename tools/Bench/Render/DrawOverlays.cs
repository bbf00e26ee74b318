using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Render;

namespace Fathom.Bench.Render;

/// <summary>What does a video over a picture of 1280×720 cost, beside that picture alone: where a new frame came, and where only the view moved?</summary>
/// <remarks>Each is waited for. The small video is turned and larger than it is stored, the large one fills the picture or a corner of it.</remarks>
[BenchmarkCategory(AllocationGate.Category)]
public class DrawOverlays
{
    private const int Width = 1280;
    private const int Height = 720;

    private static readonly Affine2 s_turned = Affine2.Translate(320, -20) * Affine2.Rotate(0.2) * Affine2.Scale(1.3);
    private static readonly Affine2 s_filling = Affine2.Scale(Width / 1920.0);
    private static readonly Affine2 s_corner = Affine2.Translate(900.3, 500.2) * Affine2.Scale(300 / 1920.0);
    private static readonly QuadStyle s_half = new(0.5);

    private readonly byte[] _picture = Noise(Width * Height * 3);
    private readonly byte[] _small = Noise(640 * 480 * 4);
    private readonly byte[] _large = Noise(1920 * 1080 * 4);
    private readonly byte[] _read = new byte[Width * Height * 4];
    private OffscreenComposer? _composer;
    private QuadTexture? _smallTexture;
    private QuadTexture? _largeTexture;

    [GlobalSetup]
    public void Open()
    {
        _composer = OffscreenComposer.Open(Width, Height);
        _smallTexture = _composer.Quads.CreateTexture();
        _largeTexture = _composer.Quads.CreateTexture();
        if (!SmallFrame() || !LargeFrame() || !CornerFrame())
        {
            throw new InvalidOperationException("The videos cannot be drawn.");
        }
    }

    [GlobalCleanup]
    public void Close()
    {
        _smallTexture?.Dispose();
        _largeTexture?.Dispose();
        _composer?.Dispose();
    }

    /// <summary>The picture alone.</summary>
    [Benchmark(Baseline = true)]
    public void Picture()
    {
        _composer!.Begin(_picture, Width, Height);
        _composer.Window.Gl.Finish();
    }

    /// <summary>A new frame of 640×480.</summary>
    [Benchmark]
    public bool SmallFrame() => _smallTexture!.Upload(_small, 640, 480) && SmallMoved();

    /// <summary>The same frame again.</summary>
    [Benchmark]
    public bool SmallMoved() => Draw(_smallTexture!, s_turned);

    /// <summary>A new frame of 1920×1080 that fills the picture.</summary>
    [Benchmark]
    public bool LargeFrame() => _largeTexture!.Upload(_large, 1920, 1080) && LargeMoved();

    /// <summary>The same frame again.</summary>
    [Benchmark]
    public bool LargeMoved() => Draw(_largeTexture!, s_filling);

    /// <summary>A new frame of 1920×1080, 300 pixels wide on the screen: its smaller versions are made.</summary>
    [Benchmark]
    public bool CornerFrame() => _largeTexture!.Upload(_large, 1920, 1080) && Draw(_largeTexture, s_corner);

    /// <summary>A frame of a movie: picture, a new frame of 640×480, read back.</summary>
    [Benchmark]
    public void Movie()
    {
        _composer!.Begin(_picture, Width, Height);
        _smallTexture!.Upload(_small, 640, 480);
        _composer.Quads.Draw(_smallTexture, s_turned, s_half);
        _composer.Read(_read);
    }

    private static byte[] Noise(int bytes)
    {
        var pixels = new byte[bytes];
        new Random(1).NextBytes(pixels);
        return pixels;
    }

    private bool Draw(QuadTexture texture, in Affine2 map)
    {
        bool drawn = _composer!.Quads.Draw(texture, map, s_half);
        _composer.Window.Gl.Finish();
        return drawn;
    }
}
