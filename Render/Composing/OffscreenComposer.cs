using System;
using System.Runtime.InteropServices;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>Puts pictures together in memory: the picture, quads over or under it, shapes and text.</summary>
/// <remarks>Threads: the one that opened it; each thread may have one of its own, and all of them give the same bytes. Ownership: disposes its
/// painter, its canvas and its context. Order: <see cref="Begin"/>, <see cref="Quads"/> and <see cref="Canvas"/> in any order, <see cref="Read"/>.</remarks>
public sealed unsafe class OffscreenComposer : IDisposable
{
    private const int BytesPerPixel = 4;
    private const nuint Alignment = 64;

    private readonly HeadlessSurface _surface;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private ShapeCanvas? _canvas;
    private byte* _pixels;
    private int _capacity;
    private bool _disposed;

    private OffscreenComposer(HeadlessSurface surface)
    {
        _surface = surface;
        Quads = new QuadPainter(surface);
    }

    /// <summary>Columns of the picture.</summary>
    public int Width => _surface.FramebufferWidth;

    /// <summary>Rows of the picture.</summary>
    public int Height => _surface.FramebufferHeight;

    /// <summary>Draws videos.</summary>
    public QuadPainter Quads { get; }

    /// <summary>Draws shapes and text, between its Begin and its End; fails with what to install where FreeType or its font is missing.</summary>
    public ShapeCanvas Canvas => _canvas ??= new ShapeCanvas(_surface);

    /// <summary>The framebuffer.</summary>
    public IRenderWindow Window => _surface;

    /// <summary>Opens a composer for the calling thread; throws a <see cref="FathomException"/> that says what is missing.</summary>
    public static OffscreenComposer Open(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return new OffscreenComposer(HeadlessSurface.Open(width, height));
    }

    /// <summary>Begins a picture: its pixels are drawn one to one, over all that was there. Another size than before makes the framebuffer anew.</summary>
    /// <param name="rgb24">Red, green, blue, eight bits each; the top row first, rows without gaps.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    public void Begin(ReadOnlySpan<byte> rgb24, int width, int height)
    {
        Enter();
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rgb24.Length, checked(width * height * 3));
        if (_surface.IsContextLost)
        {
            _surface.RecoverContext();
        }

        _surface.MakeCurrent();
        if (width != Width || height != Height)
        {
            _surface.Resize(width, height);
        }

        Reserve();
        RgbRows.ToRgbaTurned(rgb24, new Span<byte>(_pixels, _capacity), width, height);
        GL gl = _surface.Gl;
        gl.ActiveTexture(TextureUnit.Texture0);
        gl.BindTexture(TextureTarget.Texture2D, _surface.FramebufferTexture);
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        gl.TexSubImage2D(TextureTarget.Texture2D, 0, 0, 0, (uint)width, (uint)height, PixelFormat.Rgba, PixelType.UnsignedByte, _pixels);
    }

    /// <summary>Reads the picture: red, green, blue, alpha, the top row first, rows without gaps; alpha is 255 everywhere.</summary>
    public void Read(Span<byte> rgba)
    {
        Enter();
        int stride = Width * BytesPerPixel;
        ArgumentOutOfRangeException.ThrowIfLessThan(rgba.Length, checked(stride * Height));
        if (_surface.IsContextLost)
        {
            throw new FathomException(
                ExitCode.MissingLibrary, "The picture was lost while it was drawn.", "The graphics driver took the context away.", "Start it again; what is finished stays.");
        }

        _surface.MakeCurrent();
        Reserve();
        GL gl = _surface.Gl;
        gl.BindFramebuffer(FramebufferTarget.Framebuffer, _surface.Framebuffer);
        gl.PixelStore(PixelStoreParameter.PackAlignment, 1);
        gl.ReadPixels(0, 0, (uint)Width, (uint)Height, PixelFormat.Rgba, PixelType.UnsignedByte, _pixels);
        for (int y = 0; y < Height; y++)
        {
            new ReadOnlySpan<byte>(_pixels + ((nint)(Height - 1 - y) * stride), stride).CopyTo(rgba[(y * stride)..]);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        Enter();
        _disposed = true;
        Quads.Dispose();
        _canvas?.Dispose();
        _surface.Dispose();
        NativeMemory.AlignedFree(_pixels);
        _pixels = null;
    }

    private void Enter()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new InvalidOperationException("A composer belongs to the thread that opened it.");
        }
    }

    private void Reserve()
    {
        int bytes = checked(Width * Height * BytesPerPixel);
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_pixels);
            _pixels = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            _capacity = bytes;
        }
    }
}
