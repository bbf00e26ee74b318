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
    private const int Alignment = 64;
    private const int BandBytes = 192 << 10;
    private const int FewestRows = 8;

    private static readonly PlaneFormat s_format = PlaneFormat.Of(PixelLayout.Rgba, 0);

    /// <summary>As windows keep their pixels. The internal format must have no size: with one, Mesa takes red first and mends every pixel of a copy.</summary>
    private static readonly PlaneFormat s_windowFormat = new(InternalFormat.Rgba, PixelFormat.Bgra, PixelType.UnsignedByte, BytesPerPixel);

    private readonly GL _gl;
    private readonly GlDisposalQueue _disposal;
    private readonly IRgbaConverter _converter;
    private readonly PictureRows _rows;
    private readonly CopyLedger? _copies;
    private readonly PlaneTexture _texture;
    private readonly uint _source;
    private (FrameLease Lease, PictureRegion Region, PictureSampling Sampling) _held;
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

        // What has a name is written at its place; a window has none, so its pixels come through a texture of ours.
        if (target.Texture != 0 && _rows == PictureRows.BottomUp)
        {
            _gl.ActiveTexture(TextureUnit.Texture0);
            _gl.BindTexture(TextureTarget.Texture2D, target.Texture);
            return TryUpload(lease, target, target.Visible.X, target.Bottom, s_format, turned: false);
        }

        // Panels change far more often than pictures: one that is drawn again lies in the texture already. A lease that was given back and
        // came again is another one by its generation.
        (FrameLease, PictureRegion, PictureSampling) wanted = (lease, RegionFor(target), target.Sampling);
        if (Fit(target.Visible) || _held != wanted)
        {
            _held = default;
            if (!TryUpload(lease, target, 0, 0, s_windowFormat, _rows == PictureRows.BottomUp))
            {
                return false;
            }

            _held = wanted;
        }

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

    /// <summary>Fills a place in the bound texture, with the picture's rows in their order or turned. A picture is converted and uploaded band by band, so
    /// that it is read while it is in the cache.</summary>
    private bool TryUpload(FrameLease lease, in DrawTarget target, int x, int y, in PlaneFormat format, bool turned)
    {
        ref readonly FrameInfo info = ref lease.Info;
        (int width, int height) = (target.Visible.Width, target.Visible.Height);
        long bytes = (long)width * height * BytesPerPixel;
        if (!turned && format == s_format && info.Layout == PixelLayout.Rgba && target.Sampling == PictureSampling.Exact && width == info.Width && height == info.Height)
        {
            PlaneTexture.Upload(_gl, s_format, lease.GetPlane(0), x, y, width, height);
            _copies?.Note(CopyStep.Upload, bytes);
            return true;
        }

        PictureRegion region = RegionFor(target);
        bool smooth = target.Sampling != PictureSampling.Squares;

        // Rows begin where vectors are read at once.
        int stride = checked(((width * BytesPerPixel) + Alignment - 1) & -Alignment);
        int rows = Math.Min(height, Math.Max(FewestRows, BandBytes / stride));
        Reserve(checked(stride * rows));
        for (int first = 0; first < height; first += rows)
        {
            int count = Math.Min(rows, height - first);
            if (!_converter.TryToRgba(lease, new Span<byte>(_pixels, stride * count), turned ? -stride : stride, region, smooth, first, count, format != s_format))
            {
                return false;
            }

            int row = turned ? height - first - count : first;
            PlaneTexture.Upload(_gl, format, new PlaneView((nint)_pixels, stride, width * BytesPerPixel, count), x, y + row, width, count);
        }

        // Bands or not, every pixel is written twice.
        _copies?.Note(CopyStep.Convert, bytes);
        _copies?.Note(CopyStep.Upload, bytes);
        return true;
    }

    private void Reserve(int bytes)
    {
        if (bytes > _capacity)
        {
            NativeMemory.AlignedFree(_pixels);
            _pixels = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, Alignment);
            _capacity = bytes;
        }
    }

    /// <summary>Makes room in the texture; true when what it held is gone.</summary>
    private bool Fit(PictureArea visible)
    {
        _gl.ActiveTexture(TextureUnit.Texture0);
        bool isNew = _texture.FitAtLeast(s_windowFormat, visible.Width, visible.Height);
        _texture.Bind(TextureUnit.Texture0, smooth: true);
        if (isNew)
        {
            _gl.BindFramebuffer(FramebufferTarget.ReadFramebuffer, _source);
            _gl.FramebufferTexture2D(
                FramebufferTarget.ReadFramebuffer, FramebufferAttachment.ColorAttachment0, TextureTarget.Texture2D, _texture.Name, 0);
        }

        return isNew;
    }

    /// <summary>The texture's first row is the upper one: that is how a software rasteriser keeps a window, so that this copy turns nothing.</summary>
    private void Copy(in DrawTarget target)
    {
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
            top,
            visible.X + visible.Width,
            target.Bottom,
            ClearBufferMask.ColorBufferBit,
            BlitFramebufferFilter.Nearest);
    }
}
