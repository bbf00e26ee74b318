using Fathom.Decode;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>The picture program for a number of planes, with its uniforms.</summary>
/// <remarks>Threads: GL thread. Ownership: the path deletes <see cref="Name"/>.</remarks>
internal sealed unsafe class PictureProgram
{
    private readonly GL _gl;
    private readonly int _chroma;
    private readonly int _matrix;
    private readonly int _offset;
    private (PixelLayout Layout, ColorDescription Color, int Width, int Height) _set;

    internal PictureProgram(GL gl, int planes, PictureRows rows)
    {
        _gl = gl;
        Name = GlProgram.Link(gl, PictureShader.Vertex, PictureShader.Fragment(planes));
        gl.UseProgram(Name);
        for (int i = 0; i < planes; i++)
        {
            gl.Uniform1(gl.GetUniformLocation(Name, i == 0 ? "plane0" : i == 1 ? "plane1" : "plane2"), i);
        }

        bool turn = rows == PictureRows.TopDown;
        gl.Uniform2(gl.GetUniformLocation(Name, "rows"), turn ? -1 : 1, turn ? 1 : 0);
        _chroma = gl.GetUniformLocation(Name, "chroma");
        _matrix = gl.GetUniformLocation(Name, "matrix");
        _offset = gl.GetUniformLocation(Name, "offset");
    }

    internal uint Name { get; }

    /// <summary>Makes the program current and fits its uniforms to the picture.</summary>
    internal void Use(in FrameInfo info)
    {
        _gl.UseProgram(Name);
        (PixelLayout, ColorDescription, int, int) wanted = (info.Layout, info.Color, info.Width, info.Height);
        if (wanted == _set)
        {
            return;
        }

        _set = wanted;
        ColorDescription color = info.Color.Resolve(info.Height);
        ColorTransform transform = ColorTransform.For(info.Layout, color);
        ChromaPlacement placement = ChromaPlacement.For(info.Layout, info.Width, info.Height, color.Siting);
        float* matrix = stackalloc float[9];
        transform.CopyMatrix(new System.Span<float>(matrix, 9));
        _gl.UniformMatrix3(_matrix, 1, true, matrix);
        _gl.Uniform3(_offset, transform.OffsetR, transform.OffsetG, transform.OffsetB);
        _gl.Uniform4(_chroma, placement.ScaleX, placement.ScaleY, placement.OffsetX, placement.OffsetY);
    }
}
