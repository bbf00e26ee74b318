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

        bool isDone = info.Layout == PixelLayout.Rgba && target.Sampling == PictureSampling.Exact && target.Visible.Width == info.Width && target.Visible.Height == info.Height;
        PlaneView pixels = isDone ? lease.GetPlane(0) : default;
        if (!isDone && !TryConvert(lease, RegionFor(target), target.Sampling != PictureSampling.Squares, out pixels))
        {
            return false;
        }

        Upload(pixels, target.Visible.Width, target.Visible.Height);
        Copy(target);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _texture.Release();
        _disposal.Enqueue(GlObjectKind.Framebuffer, _source);
        Abandon();
    }

    /// <inheritdoc/>
    public void Abandon()
    {
        _converter.Dispose();
        NativeMemory.AlignedFree(_pixels);
        _pixels = null;
        _capacity = 0;
    }

    /// <summary>The conversion scales, and makes only what is seen: a blit that scales leaves a software rasteriser's fast copy and costs many times
    /// more.</summary>
    private PictureRegion RegionFor(in DrawTarget target) => new(
        target.View.Width,
        target.View.Height,
        target.SkippedColumns,
        _rows == PictureRows.TopDown ? target.SkippedRows : target.SkippedBelow,
        target.Visible.Width,
        target.Visible.Height);

    private bool TryConvert(FrameLease lease, in PictureRegion region, bool smooth, out PlaneView pixels)
    {
        // Rows begin where vectors are read at once.
        int stride = checked(((region.Width * BytesPerPixel) + (int)Alignment - 1) & -(int)Alignment);
        int bytes = checked(stride * region.Height);
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_pixels);
            _pixels = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            _capacity = bytes;
        }

        pixels = new PlaneView((nint)_pixels, stride, region.Width * BytesPerPixel, region.Height);
        bool converted = _converter.TryToRgba(lease, new Span<byte>(_pixels, bytes), stride, region, smooth);
        if (converted)
        {
            _copies?.Note(CopyStep.Convert, (long)region.Width * region.Height * BytesPerPixel);
        }

        return converted;
    }

    private void Upload(PlaneView pixels, int width, int height)
    {
        _gl.ActiveTexture(TextureUnit.Texture0);
        bool isNew = _texture.FitAtLeast(PlaneFormat.Of(PixelLayout.Rgba, 0), width, height);
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

    private void Copy(in DrawTarget target)
    {
        bool turn = _rows == PictureRows.TopDown;
        PictureArea visible = target.Visible;
        int top = target.Bottom + visible.Height;
        _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _source);
        _gl.BindFramebuffer(FramebufferTarget.DrawFramebuffer, target.Framebuffer);
        _gl.BlitFramebuffer(
            0,
            0,
            visible.Width,
            visible.Height,
            visible.X,
            turn ? top : target.Bottom,
            visible.X + visible.Width,
            turn ? target.Bottom : top,
            ClearBufferMask.ColorBufferBit,
            BlitFramebufferFilter.Nearest);
    }
}
