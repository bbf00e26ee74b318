using System;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>What a painter keeps in one context.</summary>
/// <remarks>Threads: GL thread, but <see cref="Disposal"/>. It does not outlive its context.</remarks>
internal sealed class QuadContext
{
    private const int Sides = 4;

    private readonly QuadProgram?[] _programs = new QuadProgram?[4];
    private readonly uint _noVertices;

    internal QuadContext(GL gl)
    {
        Gl = gl;
        _noVertices = gl.GenVertexArray();
    }

    /// <summary>The context's functions.</summary>
    internal GL Gl { get; }

    /// <summary>Textures of this context that nobody needs any more.</summary>
    internal GlDisposalQueue Disposal { get; } = new();

    /// <summary>Draws a quad. Leaves blending off, no program and no vertex array bound, the viewport on the whole framebuffer.</summary>
    internal void Draw(IRenderWindow window, QuadTexture texture, in QuadGeometry quad, in QuadStyle style)
    {
        (int columns, int rows) = (window.FramebufferWidth, window.FramebufferHeight);
        QuadFilter filter = FilterFor(quad, style);
        texture.Bind(Gl, filter);
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        Gl.Viewport(0, 0, (uint)columns, (uint)rows);
        Gl.BindVertexArray(_noVertices);
        Gl.Enable(EnableCap.Blend);
        if (style.Blend == QuadBlend.Under)
        {
            Gl.BlendFuncSeparate(BlendingFactor.OneMinusDstColor, BlendingFactor.One, BlendingFactor.Zero, BlendingFactor.One);
        }
        else
        {
            Gl.BlendFuncSeparate(BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
        }

        Span<float> corners = stackalloc float[2 * QuadGeometry.MostCorners];
        bool fourPlaces = filter == QuadFilter.FourPlaces;
        if (quad.HasInside && quad.Inside(corners) is > 0 and var inside)
        {
            QuadProgram program = Program(fourPlaces, acrossEdges: false);
            program.Use(quad, columns, rows, style);
            program.Draw(corners, inside);
        }

        if (quad.HasEdges)
        {
            QuadProgram program = Program(fourPlaces, acrossEdges: true);
            program.Use(quad, columns, rows, style);
            if (!quad.HasInside)
            {
                program.Draw(corners, quad.All(corners));
            }

            for (int side = 0; side < Sides && quad.HasInside; side++)
            {
                program.Draw(corners, quad.Edge(side, corners));
            }
        }

        Gl.Disable(EnableCap.Blend);
        Gl.BindVertexArray(0);
        Gl.UseProgram(0);
    }

    /// <summary>Deletes the GL objects, and textures that wait for it.</summary>
    internal void Delete()
    {
        foreach (QuadProgram? program in _programs)
        {
            if (program is not null)
            {
                Gl.DeleteProgram(program.Name);
            }
        }

        Gl.DeleteVertexArray(_noVertices);
        Disposal.Drain(Gl);
    }

    /// <summary>Up to twice as small four places in a pixel catch all texels, and the smaller versions need not be made.</summary>
    private static QuadFilter FilterFor(in QuadGeometry quad, in QuadStyle style)
    {
        if (quad.IsExact || !style.Smooth)
        {
            return QuadFilter.Nearest;
        }

        return quad.TexelsPerPixel switch
        {
            <= 1.01 => QuadFilter.Linear,
            <= 2 => QuadFilter.FourPlaces,
            _ => QuadFilter.Levels,
        };
    }

    private QuadProgram Program(bool fourPlaces, bool acrossEdges)
        => _programs[(fourPlaces ? 2 : 0) + (acrossEdges ? 1 : 0)] ??= new QuadProgram(Gl, fourPlaces, acrossEdges);
}
