using System;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Draws leases into a window and lets go of them when the GPU has finished with them.</summary>
/// <remarks>Threads: the thread of the window's context. Ownership: disposed before its window; <see cref="Dispose"/> waits for the
/// fences that are out. A lost context is noticed before anything is drawn and replaced; the caller's leases stay valid.</remarks>
public sealed class GlRenderer : IDisposable
{
    private const int PlaceholderColor = 0x16191D;

    private readonly IRenderWindow _window;
    private readonly RendererOptions _options;
    private readonly Func<IRgbaConverter> _makeConverter;
    private readonly GlDisposalQueue _disposal = new();
    private readonly GlFenceSource _fenceSource;
    private readonly FrameFences _fences;
    private PathSwitch _paths;
    private nint _swapFence;
    private bool _disposed;

    private GlRenderer(IRenderWindow window, RendererOptions options, Func<IRgbaConverter> makeConverter)
    {
        _window = window;
        _options = options;
        _makeConverter = makeConverter;
        _fenceSource = new GlFenceSource(window);
        _fences = new FrameFences(_fenceSource, options.Time);
        _paths = new PathSwitch(window.Gl, _disposal, options, makeConverter);
    }

    /// <summary>The path in use and why, e.g. "blit: llvmpipe shades on the CPU, where copying is cheaper".</summary>
    public string Path => _paths.Description;

    /// <summary>The path in use.</summary>
    public RenderPath ActivePath => _paths.Active;

    /// <summary>Draws whose fence has not signalled yet; each holds one renderer role.</summary>
    public int Pending => _fences.Pending;

    /// <summary>The number of the last draw of a lease; <see cref="TryTakeGpuTime"/> tells its time.</summary>
    public long DrawCount => _fences.Count;

    /// <summary>Where the last picture was drawn.</summary>
    public ViewTransform View { get; private set; }

    /// <summary>How often the context was lost and replaced.</summary>
    public int ContextLosses { get; private set; }

    /// <summary>What <see cref="TryTakeGpuTime"/> means on this machine.</summary>
    public string GpuTimeSource => _paths.IsSoftware
        ? "fence, software rasteriser: not meaningful as GPU time"
        : "fence: from the draw call to the tick that saw its fence";

    /// <summary>Objects that wait for deletion by the GL thread; any thread may add to it.</summary>
    internal GlDisposalQueue Disposal => _disposal;

    /// <summary>Creates a renderer on a window whose context is current.</summary>
    public static GlRenderer Create(IRenderWindow window, RendererOptions? options = null)
        => Create(window, options, static () => new PlaneConverter());

    /// <summary>The same with a converter of the caller's.</summary>
    internal static GlRenderer Create(IRenderWindow window, RendererOptions? options, Func<IRgbaConverter> makeConverter)
    {
        ArgumentNullException.ThrowIfNull(window);
        return new GlRenderer(window, options ?? new RendererOptions(), makeConverter);
    }

    /// <summary>Compiles programs and makes textures for pictures of this kind before the first of them arrives, by drawing a black one: a first
    /// draw can cost 100 ms. The framebuffer then shows the placeholder.</summary>
    public void Warmup(int width, int height, PixelLayout layout = PixelLayout.Yuv420P)
    {
        WarmupPicture.Draw(this, width, height, layout);
        _window.Gl.Finish();
        _fences.Retire();
        while (_fences.TryTakeTime(out _))
        {
            // A first draw compiles; its time says nothing about those that follow.
        }

        DrawPlaceholder(DrawOptions.Default);
    }

    /// <summary>Draws a picture. The caller holds the renderer role of the lease; the renderer takes it over and releases it when the GPU is
    /// done. False when no path can draw the layout; the role is released then, too.</summary>
    public bool Draw(FrameLease lease, in DrawOptions options)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        bool handedOver = false;
        try
        {
            RecoverIfLost();
            ref readonly FrameInfo info = ref lease.Info;
            View = ViewTransform.Place(info.Width, info.Height, _window.FramebufferWidth, _window.FramebufferHeight, options);
            DrawTarget target = DrawTarget.Make(_window.Framebuffer, _window.FramebufferTexture, _window.FramebufferWidth, _window.FramebufferHeight, View, options);
            if (LeavesBars(target.Visible, options.Area))
            {
                Clear(options.Background, options.Area);
            }

            bool isVisible = target.Visible.Width > 0 && target.Visible.Height > 0;
            if (View.Width == 0 || (isVisible && !_paths.TryDraw(lease, target)))
            {
                return false;
            }

            _fences.Add(lease);
            handedOver = true;
            return true;
        }
        finally
        {
            if (!handedOver)
            {
                lease.Release(LeaseRole.Renderer);
            }
        }
    }

    /// <summary>Draws what stands there while there is no picture: a plain dark area with three squares in its middle.</summary>
    public void DrawPlaceholder(in DrawOptions options)
    {
        RecoverIfLost();
        PictureArea area = options.Area.IsWhole ? new PictureArea(0, 0, _window.FramebufferWidth, _window.FramebufferHeight) : options.Area;
        Clear(options.Background == 0 ? PlaceholderColor : options.Background, options.Area);
        GL gl = _window.Gl;
        int size = Math.Max(2, area.Height / 90);
        int bottom = _window.FramebufferHeight - area.Y - area.Height;
        gl.Enable(EnableCap.ScissorTest);
        for (int i = -1; i <= 1; i++)
        {
            gl.Scissor(area.X + (area.Width / 2) + (i * 3 * size) - (size / 2), bottom + ((area.Height - size) / 2), (uint)size, (uint)size);
            gl.ClearColor(0.35f, 0.4f, 0.45f, 1);
            gl.Clear(ClearBufferMask.ColorBufferBit);
        }

        gl.Disable(EnableCap.ScissorTest);
    }

    /// <summary>Shows what was drawn and notes when the back buffer will be free again.</summary>
    public void SwapBuffers()
    {
        if (_window.IsContextLost)
        {
            return;
        }

        _window.SwapBuffers();
        if (_swapFence != 0)
        {
            _fenceSource.Delete(_swapFence);
        }

        _swapFence = _fenceSource.Create();
    }

    /// <summary>Waits until a back buffer is free; a frame taken after that is as new as it can be. False when the time ran out; zero only asks.</summary>
    public bool WaitForPreviousSwap(TimeSpan timeout)
    {
        if (_swapFence == 0 || _window.IsContextLost)
        {
            return true;
        }

        if (_fenceSource.Wait(_swapFence, timeout) == FenceState.Pending)
        {
            return false;
        }

        _fenceSource.Delete(_swapFence);
        _swapFence = 0;
        return true;
    }

    /// <summary>Releases the renderer roles of all draws that the GPU has finished, and deletes what was handed over. Does not wait.</summary>
    public void RetireFences()
    {
        if (!_window.IsContextLost)
        {
            _fences.Retire();
            _disposal.Drain(_window.Gl);
        }
    }

    /// <summary>Waits until the GPU has done everything and releases every renderer role.</summary>
    public void Finish()
    {
        if (_window.IsContextLost)
        {
            _fences.Abandon();
        }
        else
        {
            _fences.Drain();
        }
    }

    /// <summary>The next draw whose fence has signalled and that nobody took yet, oldest first; see <see cref="GpuTimeSource"/>.</summary>
    public bool TryTakeGpuTime(out GpuTime time) => _fences.TryTakeTime(out time);

    /// <summary>
    /// Replaces a context that was lost, and all that was made in it. Every renderer role is released: nothing reads those pictures any more.
    /// What was on screen is gone; the caller draws its last picture again. False when there was nothing to do.
    /// </summary>
    public bool RecoverIfLost()
    {
        if (_disposed || !_window.IsContextLost)
        {
            return false;
        }

        ContextLosses++;
        Abandon();
        _window.RecoverContext();
        _paths = new PathSwitch(_window.Gl, _disposal, _options, _makeConverter);
        return true;
    }

    /// <summary>Reads the framebuffer back, upright. In a window call it between <see cref="Draw"/> and <see cref="SwapBuffers"/>: what a swap
    /// leaves behind is undefined.</summary>
    public CapturedImage Capture() => FramebufferReader.Read(_window.Gl, _window.Framebuffer, _window.FramebufferWidth, _window.FramebufferHeight);

    /// <summary>Waits for the GPU, releases every role and deletes all GL objects.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_window.IsContextLost)
        {
            Abandon();
            return;
        }

        _window.MakeCurrent();
        _fences.Drain();
        if (_swapFence != 0)
        {
            _fenceSource.Delete(_swapFence);
            _swapFence = 0;
        }

        _paths.Dispose();
        _disposal.Drain(_window.Gl);
    }

    private bool LeavesBars(in PictureArea visible, in PictureArea area)
        => area.IsWhole ? visible.Width < _window.FramebufferWidth || visible.Height < _window.FramebufferHeight : visible != area;

    private void Abandon()
    {
        _fences.Abandon();
        _swapFence = 0;
        _paths.Abandon();
        _disposal.Clear();
    }

    private void Clear(int color, in PictureArea area)
    {
        GL gl = _window.Gl;
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _window.Framebuffer);
        if (!area.IsWhole)
        {
            gl.Enable(EnableCap.ScissorTest);
            gl.Scissor(area.X, _window.FramebufferHeight - area.Y - area.Height, (uint)area.Width, (uint)area.Height);
        }

        gl.ClearColor(((color >> 16) & 255) / 255f, ((color >> 8) & 255) / 255f, (color & 255) / 255f, 1);
        gl.Clear(ClearBufferMask.ColorBufferBit);
        gl.Disable(EnableCap.ScissorTest);
    }
}
