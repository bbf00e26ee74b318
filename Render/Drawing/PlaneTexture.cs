using System;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>One texture that planes of one size and format are uploaded into.</summary>
/// <remarks>Threads: GL thread. GL has copied the samples when an upload returns.</remarks>
internal sealed unsafe class PlaneTexture
{
    private readonly GL _gl;
    private readonly GlDisposalQueue _disposal;
    private PlaneFormat _format;
    private int _width;
    private int _height;
    private bool _smooth;

    internal PlaneTexture(GL gl, GlDisposalQueue disposal)
    {
        _gl = gl;
        _disposal = disposal;
    }

    /// <summary>The texture's name; 0 before the first <see cref="Fit"/>.</summary>
    internal uint Name { get; private set; }

    /// <summary>Makes the texture fit; true when it is a new one.</summary>
    internal bool Fit(PlaneFormat format, int width, int height)
        => (width != _width || height != _height || !IsUsable(format)) && Make(format, width, height);

    /// <summary>Makes the texture at least as large; true when it is a new one.</summary>
    internal bool FitAtLeast(PlaneFormat format, int width, int height)
        => (width > _width || height > _height || !IsUsable(format)) && Make(format, Math.Max(width, _width), Math.Max(height, _height));

    /// <summary>Binds the texture and chooses whether neighbours are interpolated.</summary>
    internal void Bind(TextureUnit unit, bool smooth)
    {
        _gl.ActiveTexture(unit);
        _gl.BindTexture(TextureTarget.Texture2D, Name);
        if (smooth != _smooth)
        {
            _smooth = smooth;
            SetFilter();
        }
    }

    /// <summary>Uploads a plane into the bound texture; a plane that is smaller lands in its first rows and columns.</summary>
    internal void Upload(PlaneView plane)
        => Upload(_gl, _format, plane, 0, 0, Math.Min(_width, plane.RowBytes / _format.BytesPerTexel), Math.Min(_height, plane.Rows));

    /// <summary>Uploads a part of a plane to a place in whatever texture is bound.</summary>
    internal static void Upload(GL gl, PlaneFormat format, PlaneView plane, int x, int y, int width, int height)
    {
        gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        if (plane.Stride % format.BytesPerTexel == 0 && plane.Stride > 0)
        {
            gl.PixelStore(PixelStoreParameter.UnpackRowLength, plane.Stride / format.BytesPerTexel);
            gl.TexSubImage2D(TextureTarget.Texture2D, 0, x, y, (uint)width, (uint)height, format.Format, format.Type, (void*)plane.Data);
            gl.PixelStore(PixelStoreParameter.UnpackRowLength, 0);
            return;
        }

        // GL counts rows in texels; a stride that is no multiple of one goes row by row.
        for (int i = 0; i < height; i++)
        {
            void* row = (byte*)plane.Data + ((nint)i * plane.Stride);
            gl.TexSubImage2D(TextureTarget.Texture2D, 0, x, y + i, (uint)width, 1, format.Format, format.Type, row);
        }
    }

    /// <summary>Hands the texture over for deletion.</summary>
    internal void Release()
    {
        if (Name != 0)
        {
            _disposal.Enqueue(GlObjectKind.Texture, Name);
            Name = 0;
        }
    }

    private bool IsUsable(PlaneFormat format) => Name != 0 && format == _format;

    private bool Make(PlaneFormat format, int width, int height)
    {
        Release();
        (_format, _width, _height, _smooth) = (format, width, height, true);
        Name = _gl.GenTexture();
        _gl.BindTexture(TextureTarget.Texture2D, Name);
        _gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
        _gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
        _gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        SetFilter();
        _gl.TexImage2D(TextureTarget.Texture2D, 0, format.Internal, (uint)width, (uint)height, 0, format.Format, format.Type, null);
        return true;
    }

    private void SetFilter()
    {
        _gl.TexParameter(
            TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)(_smooth ? TextureMinFilter.Linear : TextureMinFilter.Nearest));
        _gl.TexParameter(
            TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)(_smooth ? TextureMagFilter.Linear : TextureMagFilter.Nearest));
    }
}
