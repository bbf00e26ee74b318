using System;
using System.Threading;
using Fathom.Decode;
using Fathom.Protocol.Errors;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>One texture that frames are uploaded into, one after the other; made by <see cref="QuadPainter.CreateTexture"/>.</summary>
/// <remarks>Threads: that of the window's context; <see cref="Dispose"/> any, the painter then deletes the texture with its next draw. Nothing is
/// made anew while the size stays. After a lost context <see cref="IsLost"/> is true until the next upload.</remarks>
public sealed unsafe class QuadTexture : IDisposable
{
    private const int BytesPerPixel = 4;

    private static readonly PlaneFormat s_format = PlaneFormat.Of(PixelLayout.Rgba, 0);

    private readonly QuadPainter _painter;
    private QuadContext? _owner;
    private uint _name;
    private QuadFilter _filter;
    private bool _hasLevels;
    private bool _disposed;

    internal QuadTexture(QuadPainter painter) => _painter = painter;

    /// <summary>Columns of the last upload; 0 before the first.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of the last upload; 0 before the first.</summary>
    public int Height { get; private set; }

    /// <summary>True when there was a picture and it went with its context: upload it again.</summary>
    public bool IsLost => _owner is not null && !_painter.IsCurrent(_owner);

    /// <summary>True when there is something to draw.</summary>
    public bool HasPicture => _owner is not null && Volatile.Read(ref _name) != 0 && _painter.IsCurrent(_owner);

    /// <summary>Takes a picture: RGBA, eight bits each, the top row first. GL has copied it when this returns. False while the context is lost.
    /// Throws what the user is told when it is larger than the driver takes.</summary>
    /// <param name="pixels">Where the first row begins.</param>
    /// <param name="width">Columns.</param>
    /// <param name="height">Rows.</param>
    /// <param name="stride">Bytes from row to row; at least four times the columns.</param>
    public bool Upload(nint pixels, int width, int height, int stride)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, checked(width * BytesPerPixel));
        if (_painter.Current() is not { } current)
        {
            return false;
        }

        GL gl = current.Gl;
        gl.ActiveTexture(TextureUnit.Texture0);
        if (!ReferenceEquals(_owner, current) || width != Width || height != Height)
        {
            Make(current, width, height);
        }
        else
        {
            gl.BindTexture(TextureTarget.Texture2D, _name);
        }

        PlaneTexture.Upload(gl, s_format, new PlaneView(pixels, stride, width * BytesPerPixel, height), 0, 0, width, height);
        _hasLevels = false;
        return true;
    }

    /// <summary>The same from managed memory; a stride of 0 means rows without gaps.</summary>
    public bool Upload(ReadOnlySpan<byte> pixels, int width, int height, int stride = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        int step = stride == 0 ? checked(width * BytesPerPixel) : stride;
        ArgumentOutOfRangeException.ThrowIfLessThan(pixels.Length, checked((step * (height - 1)) + (width * BytesPerPixel)));
        fixed (byte* first = pixels)
        {
            return Upload((nint)first, width, height, step);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        Release();
    }

    /// <summary>Binds the texture so that it can be looked up in the given way.</summary>
    internal void Bind(GL gl, QuadFilter filter)
    {
        gl.ActiveTexture(TextureUnit.Texture0);
        gl.BindTexture(TextureTarget.Texture2D, _name);
        if (filter == QuadFilter.Levels && !_hasLevels)
        {
            // Only what is drawn much smaller than it is needs its smaller versions, and only once an upload.
            gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, int.Log2(Math.Max(Width, Height)));
            gl.GenerateMipmap(TextureTarget.Texture2D);
            _hasLevels = true;
        }

        if (filter != _filter)
        {
            _filter = filter;
            SetFilter(gl);
        }
    }

    private void Make(QuadContext owner, int width, int height)
    {
        int limit = owner.Gl.GetInteger(GetPName.MaxTextureSize);
        if (width > limit || height > limit)
        {
            throw new FathomException(
                ExitCode.Usage,
                $"Cannot draw a video of {width}×{height} pixels.",
                $"This graphics driver takes {limit} pixels in each direction.",
                "Read it smaller, with a downsample of 2 or more, or crop it.");
        }

        Release();
        (_owner, Width, Height, _filter) = (owner, width, height, QuadFilter.Linear);
        GL gl = owner.Gl;
        uint name = gl.GenTexture();
        gl.BindTexture(TextureTarget.Texture2D, name);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureWrapS, (int)TextureWrapMode.ClampToEdge);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureWrapT, (int)TextureWrapMode.ClampToEdge);
        SetFilter(gl);
        gl.TexImage2D(TextureTarget.Texture2D, 0, s_format.Internal, (uint)width, (uint)height, 0, s_format.Format, s_format.Type, null);
        Volatile.Write(ref _name, name);
    }

    private void SetFilter(GL gl)
    {
        TextureMinFilter smaller = _filter switch
        {
            QuadFilter.Nearest => TextureMinFilter.Nearest,
            QuadFilter.Levels => TextureMinFilter.LinearMipmapLinear,
            _ => TextureMinFilter.Linear,
        };
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)smaller);
        gl.TexParameter(
            TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)(_filter == QuadFilter.Nearest ? TextureMagFilter.Nearest : TextureMagFilter.Linear));
    }

    /// <summary>Names of an old context go nowhere: its queue is never drained.</summary>
    private void Release()
    {
        uint name = Interlocked.Exchange(ref _name, 0);
        if (name != 0)
        {
            _owner?.Disposal.Enqueue(GlObjectKind.Texture, name);
        }
    }
}
