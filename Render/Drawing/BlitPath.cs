using System;
using System.Runtime.InteropServices;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>RGBA is made on the CPU, uploaded and copied to the framebuffer; nothing is shaded.</summary>
/// <remarks>Where GL is a software rasteriser, shading is what costs: this way is several times faster there. Threads: GL thread.</remarks>
internal sealed unsafe class BlitPath : IPicturePath
{
    private const int BytesPerPixel = 4;
    private const nuint Alignment = 64;

    /// <summary>Pixels up to which the conversion scales: an 8K screen; beyond that GL does.</summary>
    private const long LargestScaled = 7680 * 4320;

    private readonly GL _gl;
    private readonly GlDisposalQueue _disposal;
    private readonly IRgbaConverter _converter;
    private readonly PictureRows _rows;
    private readonly CopyLedger? _copies;
    private readonly PlaneTexture _texture;
    private readonly uint _source;
    private byte* _pixels;
    private int _capacity;

    internal BlitPath(GL gl, GlDisposalQueue disposal, RendererOptions options, IRgbaConverter converter)
    {
        _gl = gl;
        _disposal = disposal;
        _rows = options.Rows;
        _copies = options.Copies;
        _converter = converter;
        _texture = new PlaneTexture(gl, disposal);
        _source = gl.GenFramebuffer();
    }

    /// <inheritdoc/>
    public RenderPath Kind => RenderPath.Blit;

    /// <inheritdoc/>
    public bool TryDraw(FrameLease lease, in DrawTarget target)
    {
        ref readonly FrameInfo info = ref lease.Info;
        if (info.Surface.Kind != SurfaceKind.CpuPlanes || info.Layout == PixelLayout.Unknown)
        {
            return false;
        }

        if (info.Layout == PixelLayout.Rgba)
        {
            Show(lease.GetPlane(0), info.Width, info.Height, target);
            return true;
        }

        (int width, int height) = SizeFor(info, target);
        if (!TryConvert(lease, width, height, target.Smooth, out PlaneView pixels))
        {
            return false;
        }

        _copies?.Note(CopyStep.Convert, (long)width * height * BytesPerPixel);
        Show(pixels, width, height, target);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _texture.Release();
        _disposal.Enqueue(GlObjectKind.Framebuffer, _source);
        _converter.Dispose();
        NativeMemory.AlignedFree(_pixels);
        _pixels = null;
        _capacity = 0;
    }

    /// <summary>The conversion scales: a blit that scales leaves a software rasteriser's fast copy and costs many times more.</summary>
    private static (int Width, int Height) SizeFor(in FrameInfo info, in DrawTarget target)
    {
        bool scales = !target.IsOneToOne && (long)target.View.Width * target.View.Height <= LargestScaled;
        return scales ? (target.View.Width, target.View.Height) : (info.Width, info.Height);
    }

    private bool TryConvert(FrameLease lease, int width, int height, bool smooth, out PlaneView pixels)
    {
        // Rows begin where vectors are read at once.
        int stride = checked(((width * BytesPerPixel) + (int)Alignment - 1) & -(int)Alignment);
        int bytes = checked(stride * height);
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_pixels);
            _pixels = (byte*)NativeMemory.AlignedAlloc((nuint)bytes + Alignment, Alignment);
            _capacity = bytes;
        }

        pixels = new PlaneView((nint)_pixels, stride, width * BytesPerPixel, height);
        return _converter.TryToRgba(lease, new Span<byte>(_pixels, bytes), stride, width, height, smooth);
    }

    private void Show(PlaneView pixels, int width, int height, in DrawTarget target)
    {
        Upload(pixels, width, height);
        Copy(width, height, target);
    }

    private void Upload(PlaneView pixels, int width, int height)
    {
        _gl.ActiveTexture(TextureUnit.Texture0);
        bool isNew = _texture.Fit(PlaneFormat.Of(PixelLayout.Rgba, 0), width, height);
        _texture.Bind(TextureUnit.Texture0, smooth: true);
        _texture.Upload(pixels);
        _copies?.Note(CopyStep.Upload, (long)width * height * BytesPerPixel);
        if (isNew)
        {
            _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _source);
            _gl.FramebufferTexture2D(
                FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _texture.Name, 0);
        }
    }

    private void Copy(int width, int height, in DrawTarget target)
    {
        bool turn = _rows == PictureRows.TopDown;
        int top = target.Bottom + target.View.Height;
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _source);
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, target.Framebuffer);
        _gl.BlitFramebuffer(
            0,
            0,
            width,
            height,
            target.View.X,
            turn ? top : target.Bottom,
            target.View.X + target.View.Width,
            turn ? target.Bottom : top,
            ClearBufferMask.ColorBufferBit,
            target.Smooth && (width != target.View.Width || height != target.View.Height) ? BlitFramebufferFilter.Linear : BlitFramebufferFilter.Nearest);
    }
}
