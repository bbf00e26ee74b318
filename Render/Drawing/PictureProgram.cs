using System;
using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>The picture program for a number of planes, with its uniforms.</summary>
/// <remarks>Threads: GL thread. Ownership: the path deletes <see cref="Name"/>.</remarks>
internal sealed unsafe class PictureProgram
{
    private const int MostTaps = 48;

    private readonly GL _gl;
    private readonly PictureSampling _sampling;
    private readonly PictureRows _rows;
    private readonly int _chroma;
    private readonly int _matrix;
    private readonly int _offset;
    private readonly int _place;
    private readonly int _size;
    private readonly int _footprint;
    private readonly int _taps;
    private (PixelLayout Layout, ColorDescription Color, int Width, int Height) _set;
    private (ViewTransform View, PictureArea Visible) _placed;

    internal PictureProgram(GL gl, int planes, PictureSampling sampling, PictureRows rows)
    {
        _gl = gl;
        _sampling = sampling;
        _rows = rows;
        Name = GlProgram.Link(gl, PictureShader.Vertex, PictureShader.Fragment(planes, PictureShader.VariantOf(sampling)));
        gl.UseProgram(Name);
        for (int i = 0; i < planes; i++)
        {
            gl.Uniform1(gl.GetUniformLocation(Name, i == 0 ? "plane0" : i == 1 ? "plane1" : "plane2"), i);
        }

        _chroma = gl.GetUniformLocation(Name, "chroma");
        _matrix = gl.GetUniformLocation(Name, "matrix");
        _offset = gl.GetUniformLocation(Name, "offset");
        _place = gl.GetUniformLocation(Name, "place");
        _size = gl.GetUniformLocation(Name, "size");
        _footprint = gl.GetUniformLocation(Name, "footprint");
        _taps = gl.GetUniformLocation(Name, "taps");
    }

    internal uint Name { get; }

    /// <summary>Makes the program current and fits its uniforms to the picture and its place.</summary>
    internal void Use(in FrameInfo info, in DrawTarget target)
    {
        _gl.UseProgram(Name);
        (ViewTransform, PictureArea) placed = (target.View, target.Visible);
        if (placed != _placed)
        {
            _placed = placed;
            SetPlace(target);
        }

        (PixelLayout, ColorDescription, int, int) wanted = (info.Layout, info.Color, info.Width, info.Height);
        if (wanted != _set)
        {
            _set = wanted;
            SetColors(info);
        }
    }

    /// <summary>One for each picture pixel under the tent; less than twice as small needs no more than three, which cost half as much.</summary>
    private static int TapsFor(double covered) => covered <= 2 ? (int)Math.Ceiling(covered) + 1 : Math.Min(MostTaps, 2 * (int)Math.Ceiling(covered));

    private void SetPlace(in DrawTarget target)
    {
        // Texture coordinates count from the row that comes first in memory: the lowest, or the topmost.
        double height = (double)target.Visible.Height / target.View.Height;
        double below = (double)target.SkippedBelow / target.View.Height;
        double above = (double)target.SkippedRows / target.View.Height;
        bool turn = _rows == PictureRows.TopDown;
        _gl.Uniform4(
            _place,
            (float)((double)target.Visible.Width / target.View.Width),
            (float)(turn ? -height : height),
            (float)((double)target.SkippedColumns / target.View.Width),
            (float)(turn ? above + height : below));
        _gl.Uniform2(_size, target.View.PictureWidth, target.View.PictureHeight);
        if (_sampling == PictureSampling.Area)
        {
            double across = Math.Max(1, 1 / target.View.ScaleX);
            double down = Math.Max(1, 1 / target.View.ScaleY);
            _gl.Uniform2(_footprint, (float)(across / target.View.PictureWidth), (float)(down / target.View.PictureHeight));
            _gl.Uniform2(_taps, TapsFor(across), TapsFor(down));
        }
    }

    private void SetColors(in FrameInfo info)
    {
        ColorDescription color = info.Color.Resolve(info.Height);
        ColorTransform transform = ColorTransform.For(info.Layout, color);
        ChromaPlacement placement = ChromaPlacement.For(info.Layout, info.Width, info.Height, color.Siting);
        float* matrix = stackalloc float[9];
        transform.CopyMatrix(new Span<float>(matrix, 9));
        _gl.UniformMatrix3(_matrix, 1, true, matrix);
        _gl.Uniform3(_offset, transform.OffsetR, transform.OffsetG, transform.OffsetB);
        _gl.Uniform4(_chroma, placement.ScaleX, placement.ScaleY, placement.OffsetX, placement.OffsetY);
    }
}
