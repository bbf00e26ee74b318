using System;

namespace Fathom.Render;

/// <summary>Draws textures through any affine map: turned, sheared, mirrored, with alpha and smooth edges.</summary>
/// <remarks>Threads: that of the window's context. Ownership: disposed before its window. A draw or an upload allocates nothing. Positions are those
/// of edges: pixel i of a texture reaches from i to i + 1, and so does a pixel of the framebuffer. Call between the picture and the swap.</remarks>
public sealed class QuadPainter : IDisposable
{
    private readonly IRenderWindow _window;
    private QuadContext? _context;
    private bool _disposed;

    /// <summary>Creates a painter; its GL objects are made by the first draw or upload.</summary>
    public QuadPainter(IRenderWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        _window = window;
    }

    /// <summary>A texture without a picture; the caller disposes it.</summary>
    public QuadTexture CreateTexture()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new QuadTexture(this);
    }

    /// <summary>Draws a texture of this painter's. False when nothing was drawn: no picture, no alpha, out of sight, a map that squashes it to a line,
    /// a lost context.</summary>
    /// <param name="texture">What is drawn.</param>
    /// <param name="toFramebuffer">From pixels of the texture to pixels of the framebuffer, both from the top left.</param>
    /// <param name="style">How it looks.</param>
    public bool Draw(QuadTexture texture, in Affine2 toFramebuffer, in QuadStyle style)
    {
        ArgumentNullException.ThrowIfNull(texture);
        if (!(style.Alpha > 0) || !toFramebuffer.IsInvertible || Current() is not { } context || !texture.HasPicture)
        {
            return false;
        }

        var whole = new PictureArea(0, 0, _window.FramebufferWidth, _window.FramebufferHeight);
        PictureArea seen = style.Clip.IsWhole ? whole : style.Clip.And(whole);
        if (seen.IsWhole)
        {
            return false;
        }

        var quad = new QuadGeometry(texture.Width, texture.Height, toFramebuffer, seen, whole.Height);
        if (!quad.IsSeen)
        {
            return false;
        }

        context.Draw(_window, texture, quad, style);
        return true;
    }

    /// <summary>Deletes the GL objects. Textures that are disposed later go with the context.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (_context is not null && IsCurrent(_context))
        {
            _window.MakeCurrent();
            _context.Delete();
        }

        _context = null;
    }

    /// <summary>Whether objects belong to the window's present context, and that one is not lost.</summary>
    internal bool IsCurrent(QuadContext context) => ReferenceEquals(context.Gl, _window.Gl) && !_window.IsContextLost;

    /// <summary>The objects of the present context, made anew after a lost one; null while it is lost.</summary>
    internal QuadContext? Current()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_window.IsContextLost)
        {
            return null;
        }

        if (_context is null || !ReferenceEquals(_context.Gl, _window.Gl))
        {
            _context = new QuadContext(_window.Gl);
        }

        _context.Disposal.Drain(_context.Gl);
        return _context;
    }
}
