using System;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Draws leases into a window and lets go of them when the GPU has finished with them.</summary>
/// <remarks>Threads: the thread of the window's context. Ownership: disposed before its window; <see cref="Dispose"/> waits for the
/// fences that are out.</remarks>
public sealed class GlRenderer : IDisposable
{
    private const int PlaceholderColor = 0x16191D;

    private readonly IRenderWindow _window;
    private readonly GL _gl;
    private readonly RendererOptions _options;
    private readonly Func<IRgbaConverter> _makeConverter;
    private readonly GlDisposalQueue _disposal = new();
    private readonly GlFenceSource _fenceSource;
    private readonly FrameFences _fences;
    private IPicturePath _active;
    private IPicturePath? _other;
    private string _reason;
    private string? _refusal;
    private bool _otherIsOut;
    private nint _swapFence;
    private bool _disposed;

    private GlRenderer(IRenderWindow window, RendererOptions options, Func<IRgbaConverter> makeConverter)
    {
        _window = window;
        _gl = window.Gl;
        _options = options;
        _makeConverter = makeConverter;
        _fenceSource = new GlFenceSource(_gl);
        _fences = new FrameFences(_fenceSource);
        PathChoice choice = PathChoice.Make(options.Path, _gl.GetStringS(StringName.Renderer));
        _reason = choice.Reason;
        try
        {
            _active = Open(choice.Path);
        }
        catch (FathomException error) when (options.Path == RenderPath.Automatic)
        {
            _active = Open(Other(choice.Path));
            _reason = $"{Text(choice.Path)} is out: {error.Why}";
        }
    }

    /// <summary>The path in use and why, e.g. "blit: llvmpipe shades on the CPU, where copying is cheaper".</summary>
    public string Path => $"{Text(_active.Kind)}: {_reason}";

    /// <summary>The path in use.</summary>
    public RenderPath ActivePath => _active.Kind;

    /// <summary>Draws whose fence has not signalled yet; each holds one renderer role.</summary>
    public int Pending => _fences.Pending;

    /// <summary>Where the last picture was drawn.</summary>
    public ViewTransform View { get; private set; }

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
        _gl.Finish();
        _fences.Retire();
        DrawPlaceholder(DrawOptions.Default);
    }

    /// <summary>Draws a picture. The caller holds the renderer role of the lease; the renderer takes it over and releases it when the GPU is
    /// done. False when no path can draw the layout; the role is released then, too.</summary>
    public bool Draw(FrameLease lease, in DrawOptions options)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ref readonly FrameInfo info = ref lease.Info;
        View = ViewTransform.Place(info.Width, info.Height, _window.FramebufferWidth, _window.FramebufferHeight, options.Fit);
        var target = new DrawTarget(_window.Framebuffer, _window.FramebufferHeight, View, options.Smooth);
        if (LeavesBars())
        {
            Clear(options.Background);
        }

        if (View.Width == 0 || !(TryActive(lease, target) || TryOther(lease, target)))
        {
            lease.Release(LeaseRole.Renderer);
            return false;
        }

        _fences.Add(lease);
        return true;
    }

    /// <summary>Draws what stands there while there is no picture: a plain dark area with three squares in its middle.</summary>
    public void DrawPlaceholder(in DrawOptions options)
    {
        Clear(options.Background == 0 ? PlaceholderColor : options.Background);
        int size = Math.Max(2, _window.FramebufferHeight / 90);
        _gl.Enable(EnableCap.ScissorTest);
        for (int i = -1; i <= 1; i++)
        {
            _gl.Scissor((_window.FramebufferWidth / 2) + (i * 3 * size) - (size / 2), (_window.FramebufferHeight - size) / 2, (uint)size, (uint)size);
            _gl.ClearColor(0.35f, 0.4f, 0.45f, 1);
            _gl.Clear(ClearBufferMask.ColorBufferBit);
        }

        _gl.Disable(EnableCap.ScissorTest);
    }

    /// <summary>Shows what was drawn and notes when the back buffer will be free again.</summary>
    public void SwapBuffers()
    {
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
        if (_swapFence == 0)
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
        _fences.Retire();
        _disposal.Drain(_gl);
    }

    /// <summary>Waits until the GPU has done everything and releases every renderer role.</summary>
    public void Finish() => _fences.Drain();

    /// <summary>Reads the framebuffer back, upright. In a window call it between <see cref="Draw"/> and <see cref="SwapBuffers"/>: what a swap
    /// leaves behind is undefined.</summary>
    public CapturedImage Capture() => FramebufferReader.Read(_gl, _window.Framebuffer, _window.FramebufferWidth, _window.FramebufferHeight);

    /// <summary>Waits for the GPU, releases every role and deletes all GL objects.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _window.MakeCurrent();
        _fences.Drain();
        if (_swapFence != 0)
        {
            _fenceSource.Delete(_swapFence);
            _swapFence = 0;
        }

        _active.Dispose();
        _other?.Dispose();
        _disposal.Drain(_gl);
    }

    private static RenderPath Other(RenderPath path) => path == RenderPath.Blit ? RenderPath.Shader : RenderPath.Blit;

    private static string Text(RenderPath path) => path == RenderPath.Blit ? "blit" : "shader";

    private IPicturePath Open(RenderPath path) => path == RenderPath.Blit
        ? new BlitPath(_gl, _disposal, _options, _makeConverter())
        : new ShaderPath(_gl, _disposal, _options);

    private bool TryActive(FrameLease lease, in DrawTarget target)
    {
        try
        {
            return _active.TryDraw(lease, target);
        }
        catch (FathomException error)
        {
            // A driver that refuses a program: the role must not be lost with the picture.
            _refusal = error.Why;
            return false;
        }
    }

    /// <summary>The second way for a layout that the first cannot take; from then on it is the first.</summary>
    private bool TryOther(FrameLease lease, in DrawTarget target)
    {
        if (_otherIsOut)
        {
            return false;
        }

        try
        {
            _other ??= Open(Other(_active.Kind));
            if (!_other.TryDraw(lease, target))
            {
                return false;
            }
        }
        catch (FathomException error)
        {
            _otherIsOut = true;
            _reason = $"{_reason}; {Text(Other(_active.Kind))} is out: {error.Why}";
            return false;
        }

        _reason = $"{Text(_active.Kind)} cannot draw {lease.Info.Layout}{(_refusal is null ? "" : $" ({_refusal})")}";
        (_active, _other) = (_other, _active);
        return true;
    }

    private bool LeavesBars() => View.X > 0 || View.Y > 0
        || View.X + View.Width < _window.FramebufferWidth || View.Y + View.Height < _window.FramebufferHeight;

    private void Clear(int color)
    {
        _gl.BindFramebuffer(FramebufferTarget.Framebuffer, _window.Framebuffer);
        _gl.ClearColor(((color >> 16) & 255) / 255f, ((color >> 8) & 255) / 255f, (color & 255) / 255f, 1);
        _gl.Clear(ClearBufferMask.ColorBufferBit);
    }
}
