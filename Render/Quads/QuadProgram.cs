using System;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>The GL side of quads in one context: a program for texels as they are and one for interpolated ones.</summary>
/// <remarks>Threads: GL thread, but <see cref="Disposal"/>.</remarks>
internal sealed unsafe class QuadProgram
{
    // At most eight corners: a matrix holds them, two a column, and no buffer is needed.
    private const string Vertex = """
        #version 330 core
        uniform mat4 corners;
        void main()
        {
            vec4 two = corners[gl_VertexID / 2];
            gl_Position = vec4(gl_VertexID % 2 == 0 ? two.xy : two.zw, 0.0, 1.0);
        }
        """;

    // An edge is covered by as much as lies inside of it, over one pixel; far and near together, so that a quad thinner than a pixel is fainter.
    private const string Head = """
        #version 330 core
        uniform sampler2D picture;
        uniform vec2 origin;
        uniform vec4 across;
        uniform vec4 down;
        uniform vec4 texel;
        uniform vec2 size;
        uniform vec3 paint;
        out vec4 result;
        void main()
        {
            vec2 here = gl_FragCoord.xy - origin;
            vec2 along = vec2(dot(across.xy, here), dot(down.xy, here));
            vec2 near = clamp(along + vec2(across.z, down.z) + 0.5, 0.0, 1.0);
            vec2 far = clamp(vec2(across.w, down.w) - along + 0.5, 0.0, 1.0);
            vec2 cover = max(near + far - 1.0, 0.0);
            vec2 at = along * texel.xz + texel.yw;
        """;

    private const string NearestLookup = "    vec4 color = texelFetch(picture, ivec2(clamp(at, vec2(0.0), size - 1.0)), 0);";

    private const string SmoothLookup = "    vec4 color = textureLod(picture, at / size, paint.z);";

    private const string Tail = """
            float alpha = color.a * paint.x * cover.x * cover.y;
            result = vec4(color.rgb * mix(1.0, alpha, paint.y), alpha);
        }
        """;

    private readonly Lookup _nearest;
    private readonly Lookup _smooth;
    private readonly uint _noVertices;

    internal QuadProgram(GL gl)
    {
        Gl = gl;
        _nearest = new Lookup(gl, NearestLookup);
        _smooth = new Lookup(gl, SmoothLookup);
        _noVertices = gl.GenVertexArray();
    }

    /// <summary>The context that the objects belong to.</summary>
    internal GL Gl { get; }

    /// <summary>Textures of this context that nobody needs any more.</summary>
    internal GlDisposalQueue Disposal { get; } = new();

    /// <summary>Draws a quad and leaves blending off, no program and no vertex array bound, and the viewport on the whole framebuffer.</summary>
    internal void Draw(IRenderWindow window, QuadTexture texture, in QuadGeometry quad, in QuadStyle style)
    {
        QuadFilter filter = quad.IsExact || !style.Smooth ? QuadFilter.Nearest : quad.TexelsPerPixel > 1 ? QuadFilter.Averaged : QuadFilter.Linear;
        texture.Bind(Gl, filter);
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, window.Framebuffer);
        Gl.Viewport(0, 0, (uint)window.FramebufferWidth, (uint)window.FramebufferHeight);
        Lookup program = filter == QuadFilter.Nearest ? _nearest : _smooth;
        bool shines = style.Blend == QuadBlend.Under;
        program.Use(quad, texture.Width, texture.Height, (float)style.Alpha, shines, (float)Math.Log2(Math.Max(1, quad.TexelsPerPixel)));
        Gl.BindVertexArray(_noVertices);
        Gl.Enable(EnableCap.Blend);
        if (shines)
        {
            Gl.BlendFuncSeparate(BlendingFactor.OneMinusDstColor, BlendingFactor.One, BlendingFactor.Zero, BlendingFactor.One);
        }
        else
        {
            Gl.BlendFuncSeparate(BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
        }

        Gl.DrawArrays(PrimitiveType.TriangleFan, 0, (uint)quad.Count);
        Gl.Disable(EnableCap.Blend);
        Gl.BindVertexArray(0);
        Gl.UseProgram(0);
    }

    /// <summary>Deletes the GL objects, and textures that wait for it.</summary>
    internal void Delete()
    {
        Gl.DeleteProgram(_nearest.Name);
        Gl.DeleteProgram(_smooth.Name);
        Gl.DeleteVertexArray(_noVertices);
        Disposal.Drain(Gl);
    }

    /// <summary>One program with its uniforms.</summary>
    private sealed class Lookup
    {
        private readonly GL _gl;
        private readonly int _corners;
        private readonly int _origin;
        private readonly int _across;
        private readonly int _down;
        private readonly int _texel;
        private readonly int _size;
        private readonly int _paint;

        internal Lookup(GL gl, string lookup)
        {
            _gl = gl;
            Name = GlProgram.Link(gl, Vertex, $"{Head}\n{lookup}\n{Tail}");
            _corners = gl.GetUniformLocation(Name, "corners");
            _origin = gl.GetUniformLocation(Name, "origin");
            _across = gl.GetUniformLocation(Name, "across");
            _down = gl.GetUniformLocation(Name, "down");
            _texel = gl.GetUniformLocation(Name, "texel");
            _size = gl.GetUniformLocation(Name, "size");
            _paint = gl.GetUniformLocation(Name, "paint");
            gl.UseProgram(Name);
            gl.Uniform1(gl.GetUniformLocation(Name, "picture"), 0);
        }

        internal uint Name { get; }

        internal void Use(in QuadGeometry quad, int width, int height, float alpha, bool shines, float level)
        {
            _gl.UseProgram(Name);
            fixed (float* corners = quad.Corners[..])
            {
                _gl.UniformMatrix4(_corners, 1, false, corners);
            }

            _gl.Uniform2(_origin, quad.Origin.X, quad.Origin.Y);
            _gl.Uniform4(_across, quad.Across.X, quad.Across.Y, quad.Across.Near, quad.Across.Far);
            _gl.Uniform4(_down, quad.Down.X, quad.Down.Y, quad.Down.Near, quad.Down.Far);
            _gl.Uniform4(_texel, quad.Texel.StepX, quad.Texel.X, quad.Texel.StepY, quad.Texel.Y);
            _gl.Uniform2(_size, width, height);
            _gl.Uniform3(_paint, alpha, shines ? 1 : 0, level);
        }
    }
}
