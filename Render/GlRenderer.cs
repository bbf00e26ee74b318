using System;
using Fathom.Decode;

namespace Fathom.Render;

/// <summary>Draws leases into a window and lets go of them when the GPU has finished with them.</summary>
/// <remarks>Threads: the thread of the window's context. Ownership: disposed before its window; <see cref="Dispose"/> waits for the
/// fences that are out.</remarks>
#pragma warning disable CA1822 // The bodies come with the next step.
public sealed class GlRenderer : IDisposable
{
    private readonly IRenderWindow _window;

    private GlRenderer(IRenderWindow window) => _window = window;

    /// <summary>The path in use and why, e.g. "blit: llvmpipe shades on the CPU".</summary>
    public string Path => "none: not built yet";

    /// <summary>The path in use.</summary>
    public RenderPath ActivePath => RenderPath.Blit;

    /// <summary>Draws whose fence has not signalled yet; each holds one renderer role.</summary>
    public int Pending => 0;

    /// <summary>Where the last picture was drawn.</summary>
    public ViewTransform View => default;

    /// <summary>Creates a renderer on a window whose context is current.</summary>
    public static GlRenderer Create(IRenderWindow window, RendererOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new GlRenderer(window);
    }

    /// <summary>Compiles programs and makes textures for pictures of this kind before the first of them arrives: a first draw can cost 100 ms.</summary>
    public void Warmup(int width, int height, PixelLayout layout = PixelLayout.Yuv420P)
    {
    }

    /// <summary>Draws a picture. The caller holds the renderer role of the lease; the renderer takes it over and releases it when the GPU is
    /// done. False when the layout cannot be drawn; the role is released then, too.</summary>
    public bool Draw(FrameLease lease, in DrawOptions options)
    {
        lease.Release(LeaseRole.Renderer);
        return true;
    }

    /// <summary>Draws what stands there while there is no picture.</summary>
    public void DrawPlaceholder(in DrawOptions options)
    {
    }

    /// <summary>Shows what was drawn and notes when the back buffer will be free again.</summary>
    public void SwapBuffers() => _window.SwapBuffers();

    /// <summary>Waits until a back buffer is free; a frame taken after that is as new as it can be. False when the time ran out.</summary>
    public bool WaitForPreviousSwap(TimeSpan timeout) => true;

    /// <summary>Releases the renderer roles of all draws that the GPU has finished. Does not wait.</summary>
    public void RetireFences()
    {
    }

    /// <summary>Reads the framebuffer back, upright.</summary>
    public CapturedImage Capture() => new(1, 1, new byte[4]);

    /// <summary>Waits for the GPU, releases every role and deletes all GL objects.</summary>
    public void Dispose()
    {
    }
}
