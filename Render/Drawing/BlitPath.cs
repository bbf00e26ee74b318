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

    private readonly GL _gl;
    private readonly GlDisposalQueue _disposal;
    private readonly IRgbaConverter _converter;
    private readonly PictureRows _rows;
    private readonly PlaneTexture _texture;
    private readonly uint _source;
    private byte* _pixels;
    private int _capacity;

    internal BlitPath(GL gl, GlDisposalQueue disposal, PictureRows rows, IRgbaConverter converter)
    {
        _gl = gl;
        _disposal = disposal;
        _rows = rows;
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

        PlaneView pixels;
        if (info.Layout == PixelLayout.Rgba)
        {
            pixels = lease.GetPlane(0);
        }
        else if (!TryConvert(lease, info, out pixels))
        {
            return false;
        }

        Upload(pixels, info.Width, info.Height);
        Copy(info.Width, info.Height, target);
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

    private bool TryConvert(FrameLease lease, in FrameInfo info, out PlaneView pixels)
    {
        int stride = checked(info.Width * BytesPerPixel);
        int bytes = checked(stride * info.Height);
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_pixels);
            _pixels = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            _capacity = bytes;
        }

        pixels = new PlaneView((nint)_pixels, stride, stride, info.Height);
        return _converter.TryToRgba(lease, new Span<byte>(_pixels, bytes), stride);
    }

    private void Upload(PlaneView pixels, int width, int height)
    {
        _gl.ActiveTexture(TextureUnit.Texture0);
        bool isNew = _texture.Fit(PlaneFormat.Of(PixelLayout.Rgba, 0), width, height);
        _texture.Bind(TextureUnit.Texture0, smooth: true);
        _texture.Upload(pixels);
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
            target.Smooth && !target.IsOneToOne ? BlitFramebufferFilter.Linear : BlitFramebufferFilter.Nearest);
    }
}
