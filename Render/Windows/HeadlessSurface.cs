using System;
using System.Threading;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.Egl;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>A framebuffer in memory, by EGL without a surface.</summary>
/// <remarks>Threads: the opening one, but <see cref="PostWake"/>.</remarks>
internal sealed unsafe class HeadlessSurface : IRenderWindow
{
    private EglContext _context;
    private readonly InputQueue _events = new();
#pragma warning disable CA2213 // Left to the collector: another thread may be about to set it.
    private readonly AutoResetEvent _wake = new(false);
#pragma warning restore CA2213
    private ResetWatch _resets;
    private uint _texture;
    private bool _lost;
    private bool _disposed;

    private HeadlessSurface(EglContext context, int width, int height)
    {
        _context = context;
        Gl = GL.GetApi(EglContext.GetProcAddress);
        _resets = new ResetWatch(Gl);
        Framebuffer = Gl.GenFramebuffer();
        SetSize(width, height);
        string before = context.FailedBefore.Length > 0 ? $" (before it: {context.FailedBefore})" : "";
        Description = $"EGL {context.Platform.Name} {Gl.GetStringS(StringName.Version)}, {Gl.GetStringS(StringName.Renderer)}{before}";
    }

    /// <inheritdoc/>
    public GL Gl { get; private set; }

    /// <inheritdoc/>
    public uint Framebuffer { get; private set; }

    /// <inheritdoc/>
    public uint FramebufferTexture => _texture;

    /// <inheritdoc/>
    public string? Clipboard { get; set; }

    /// <inheritdoc/>
    public int FramebufferWidth { get; private set; }

    /// <inheritdoc/>
    public int FramebufferHeight { get; private set; }

    /// <inheritdoc/>
    public double ContentScale => 1;

    /// <inheritdoc/>
    public bool IsHeadless => true;

    /// <inheritdoc/>
    public bool CloseRequested => false;

    /// <inheritdoc/>
    public string Title
    {
        set => _ = value;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public long DroppedEvents => _events.Dropped;

    /// <inheritdoc/>
    public bool IsContextLost => _lost || _resets.IsLost(Gl);

    internal static HeadlessSurface Open(int width, int height) => Open(EglContext.Open(), width, height);

    /// <summary>The same on a context of the caller's, which it takes over.</summary>
    internal static HeadlessSurface Open(EglContext context, int width, int height)
    {
        HeadlessSurface? surface = null;
        try
        {
            surface = new HeadlessSurface(context, width, height);
            return surface;
        }
        finally
        {
            if (surface is null)
            {
                context.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void MakeCurrent() => _context.MakeCurrent();

    /// <inheritdoc/>
    public void RecoverContext()
    {
        EglPlatform platform = _context.Platform;
        _context.Dispose();
        _context = EglContext.Open([platform]);
        Gl = GL.GetApi(EglContext.GetProcAddress);
        _resets = new ResetWatch(Gl);
        _lost = false;
        _texture = 0;
        Framebuffer = Gl.GenFramebuffer();
        SetSize(FramebufferWidth, FramebufferHeight);
        _events.Push(new InputEvent { Kind = InputKind.Refresh });
        PostWake();
    }

    /// <summary>Really destroys the context, as a driver does that resets.</summary>
    internal void LoseContext()
    {
        _lost = true;
        _context.Dispose();
    }

    /// <inheritdoc/>
    public void SwapBuffers() => Gl.Flush();

    /// <inheritdoc/>
    public void WaitEvents(TimeSpan timeout) => _wake.WaitOne(WaitOf(timeout));

    /// <summary>Waits are made of whole milliseconds: rounded down, the rest of one would be spent asking again and again.</summary>
    internal static int WaitOf(TimeSpan timeout) => timeout > TimeSpan.Zero ? (int)Math.Min(int.MaxValue, Math.Ceiling(timeout.TotalMilliseconds)) : 0;

    /// <inheritdoc/>
    public void PostWake()
    {
        if (!Volatile.Read(ref _disposed))
        {
            _wake.Set();
        }
    }

    /// <inheritdoc/>
    public bool TryDequeue(out InputEvent e) => _events.TryPop(out e);

    /// <summary>Does what a user would do with a window.</summary>
    internal void Push(in InputEvent e) => _events.Push(e);

    /// <summary>Changes the size as a user would do with a window.</summary>
    internal void Resize(int width, int height)
    {
        SetSize(width, height);
        _events.Push(new InputEvent { Kind = InputKind.Resize, Width = width, Height = height });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Volatile.Read(ref _disposed))
        {
            return;
        }

        Volatile.Write(ref _disposed, true);
        if (!_lost)
        {
            _context.MakeCurrent();
            Gl.DeleteFramebuffer(Framebuffer);
            Gl.DeleteTexture(_texture);
        }

        _context.Dispose();
    }

    private void SetSize(int width, int height)
    {
        if (_texture != 0)
        {
            Gl.DeleteTexture(_texture);
        }

        _texture = Gl.GenTexture();
        Gl.BindTexture(TextureTarget.Texture2D, _texture);
        Gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
        Gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.Rgba8, (uint)width, (uint)height, 0, PixelFormat.Rgba, PixelType.UnsignedByte, null);
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, Framebuffer);
        Gl.FramebufferTexture2D(FramebufferTarget.Framebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _texture, 0);
        GLEnum status = Gl.CheckFramebufferStatus(FramebufferTarget.Framebuffer);
        if (status != GLEnum.FramebufferComplete)
        {
            throw new FathomException(
                ExitCode.MissingLibrary,
                $"Cannot make a framebuffer of {width}×{height} pixels.",
                $"GL says {status}; textures may be {Gl.GetInteger(GetPName.MaxTextureSize)} pixels wide.",
                "Choose a smaller size.");
        }

        FramebufferWidth = width;
        FramebufferHeight = height;
    }
}
