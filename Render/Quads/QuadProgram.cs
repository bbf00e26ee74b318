using System;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>One of the programs that draw quads, with its uniforms.</summary>
/// <remarks>Threads: GL thread. Ownership: whoever made it deletes <see cref="Name"/>.</remarks>
internal sealed unsafe class QuadProgram
{
    private readonly GL _gl;
    private readonly int _corners;
    private readonly int _scale;
    private readonly int _origin;
    private readonly int _across;
    private readonly int _down;
    private readonly int _place;
    private readonly int _taps;
    private readonly int _paint;

    internal QuadProgram(GL gl, bool fourPlaces, bool acrossEdges)
    {
        _gl = gl;
        Name = GlProgram.Link(gl, QuadShader.Vertex, QuadShader.Fragment(fourPlaces, acrossEdges));
        _corners = gl.GetUniformLocation(Name, "corners");
        _scale = gl.GetUniformLocation(Name, "scale");
        _origin = gl.GetUniformLocation(Name, "origin");
        _across = gl.GetUniformLocation(Name, "across");
        _down = gl.GetUniformLocation(Name, "down");
        _place = gl.GetUniformLocation(Name, "place");
        _taps = gl.GetUniformLocation(Name, "taps");
        _paint = gl.GetUniformLocation(Name, "paint");
        gl.UseProgram(Name);
        gl.Uniform1(gl.GetUniformLocation(Name, "picture"), 0);
    }

    internal uint Name { get; }

    /// <summary>Makes the program current for a quad in a framebuffer.</summary>
    internal void Use(in QuadGeometry quad, int columns, int rows, in QuadStyle style)
    {
        _gl.UseProgram(Name);
        _gl.Uniform2(_scale, 2f / columns, 2f / rows);
        _gl.Uniform2(_origin, quad.Origin.X, quad.Origin.Y);
        _gl.Uniform4(_across, quad.Across.X, quad.Across.Y, quad.Across.Near, quad.Across.Far);
        _gl.Uniform4(_down, quad.Down.X, quad.Down.Y, quad.Down.Near, quad.Down.Far);
        _gl.Uniform4(_place, quad.Place.StepX, quad.Place.X, quad.Place.StepY, quad.Place.Y);
        _gl.Uniform4(_taps, quad.Taps.X1, quad.Taps.Y1, quad.Taps.X2, quad.Taps.Y2);
        _gl.Uniform2(_paint, (float)Math.Min(style.Alpha, 1), style.Blend == QuadBlend.Under ? 1 : 0);
    }

    /// <summary>Draws a convex part of the quad: x and y of each corner, relative to the quad's origin.</summary>
    internal void Draw(ReadOnlySpan<float> corners, int count)
    {
        if (count > 0)
        {
            fixed (float* values = corners)
            {
                _gl.UniformMatrix4(_corners, 1, false, values);
            }

            _gl.DrawArrays(PrimitiveType.TriangleFan, 0, (uint)count);
        }
    }
}
