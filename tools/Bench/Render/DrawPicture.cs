using System;
using BenchmarkDotNet.Attributes;
using Fathom.Bench.Gate;
using Fathom.Decode;
using Fathom.Render;

namespace Fathom.Bench.Render;

/// <summary>What does one 1280×720 picture cost from decoded planes to finished pixels by each path, and is nothing allocated on the way?</summary>
/// <remarks>The GPU's work is in the time: each draw waits for its fence. Headless, so no swap is.</remarks>
[BenchmarkCategory(AllocationGate.Category)]
public class DrawPicture
{
    private const int Width = 1280;
    private const int Height = 720;

    private static readonly NativeBufferPool s_pool = new();

    private readonly LeaseLedger _ledger = new();
    private IRenderWindow? _window;
    private GlRenderer? _renderer;
    private FrameLease _lease;

    /// <summary>The way from planes to pixels.</summary>
    [Params(RenderPath.Blit, RenderPath.Shader)]
    public RenderPath Path { get; set; }

    /// <summary>Columns of the framebuffer: the picture's size, and one that it must be scaled to.</summary>
    [Params(Width, 1920)]
    public int Framebuffer { get; set; }

    [GlobalSetup]
    public void Open()
    {
        _window = RenderWindows.OpenHeadless(Framebuffer, Framebuffer * Height / Width);
        _renderer = GlRenderer.Create(_window, new RendererOptions { Path = Path });
        _renderer.Warmup(Width, Height);
        _lease = MakePicture();
        if (!Draw())
        {
            throw new InvalidOperationException("The picture cannot be drawn.");
        }
    }

    [GlobalCleanup]
    public void Close()
    {
        _renderer?.Dispose();
        _window?.Dispose();
        _lease.Release(LeaseRole.Decoder);
    }

    [Benchmark]
    public bool Draw()
    {
        _lease.Acquire(LeaseRole.Renderer);
        bool drawn = _renderer!.Draw(_lease, DrawOptions.Default);
        _renderer.Finish();
        return drawn;
    }

    /// <summary>Noise: no driver can do less with it than with a real picture.</summary>
    private FrameLease MakePicture()
    {
        const int Luma = Width * Height;
        NativeBuffer buffer = s_pool.Rent(Luma * 3 / 2);
        buffer.Length = Luma * 3 / 2;
        new Random(1).NextBytes(buffer.Bytes);
        ReadOnlySpan<PlaneView> planes =
        [
            new PlaneView(buffer.Address, Width, Width, Height),
            new PlaneView(buffer.Address + Luma, Width / 2, Width / 2, Height / 2),
            new PlaneView(buffer.Address + (Luma * 5 / 4), Width / 2, Width / 2, Height / 2),
        ];
        var info = new FrameInfo { Width = Width, Height = Height, Layout = PixelLayout.Yuv420P, Color = ColorDescription.Bt709Limited, Path = "noise" };
        return _ledger.TryOpen(info, planes, buffer, out FrameLease lease) ? lease : throw new InvalidOperationException("The ledger is full.");
    }
}
