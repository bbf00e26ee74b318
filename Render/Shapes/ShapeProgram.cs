using System;
using System.Collections.Generic;
using Fathom.Render.Native.OpenGL;

namespace Fathom.Render;

/// <summary>The GL side of shapes: one texture, and two programs, of which the one for opaque surfaces does as little as can be.</summary>
/// <remarks>Threads: GL thread.</remarks>
internal sealed unsafe class ShapeProgram
{
    private const int IndicesPerQuad = 6;

    private const string Vertex = """
        #version 330 core
        layout(location = 0) in vec2 place;
        layout(location = 1) in vec2 texel;
        layout(location = 2) in vec4 color;
        uniform vec2 scale;
        noperspective out vec2 at;
        noperspective out vec4 tint;
        void main()
        {
            at = texel;
            tint = color;
            gl_Position = vec4(place.x * scale.x - 1.0, 1.0 - place.y * scale.y, 0.0, 1.0);
        }
        """;

    // One texel a pixel: fetching it costs a software rasteriser a fraction of what filtering does, and nothing blurs.
    private const string Fragment = """
        #version 330 core
        uniform sampler2D sheet;
        noperspective in vec2 at;
        noperspective in vec4 tint;
        out vec4 result;
        void main()
        {
            result = vec4(tint.rgb, tint.a * texelFetch(sheet, ivec2(at), 0).r);
        }
        """;

    private const string OpaqueFragment = """
        #version 330 core
        noperspective in vec2 at;
        noperspective in vec4 tint;
        out vec4 result;
        void main()
        {
            result = tint;
        }
        """;

    private readonly uint _program;
    private readonly int _scale;
    private readonly uint _opaque;
    private readonly int _opaqueScale;
    private readonly uint _array;
    private readonly uint _vertices;
    private readonly uint _indices;
    private readonly uint _texture;
    private int _quads;

    internal ShapeProgram(GL gl)
    {
        Gl = gl;
        _program = GlProgram.Link(gl, Vertex, Fragment);
        _scale = gl.GetUniformLocation(_program, "scale");
        _opaque = GlProgram.Link(gl, Vertex, OpaqueFragment);
        _opaqueScale = gl.GetUniformLocation(_opaque, "scale");
        gl.UseProgram(_program);
        gl.Uniform1(gl.GetUniformLocation(_program, "sheet"), 0);
        _array = gl.GenVertexArray();
        _vertices = gl.GenBuffer();
        _indices = gl.GenBuffer();
        gl.BindVertexArray(_array);
        gl.BindBuffer(BufferTargetARB.ArrayBuffer, _vertices);
        gl.BindBuffer(BufferTargetARB.ElementArrayBuffer, _indices);
        gl.EnableVertexAttribArray(0);
        gl.VertexAttribPointer(0, 2, VertexAttribPointerType.Float, false, ShapeVertex.Size, 0);
        gl.EnableVertexAttribArray(1);
        gl.VertexAttribPointer(1, 2, VertexAttribPointerType.UnsignedShort, false, ShapeVertex.Size, 8);
        gl.EnableVertexAttribArray(2);
        gl.VertexAttribPointer(2, 4, VertexAttribPointerType.UnsignedByte, true, ShapeVertex.Size, 12);
        gl.BindVertexArray(0);
        _texture = gl.GenTexture();
        gl.ActiveTexture(TextureUnit.Texture0);
        gl.BindTexture(TextureTarget.Texture2D, _texture);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMaxLevel, 0);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMinFilter, (int)TextureMinFilter.Nearest);
        gl.TexParameter(TextureTarget.Texture2D, TextureParameterName.TextureMagFilter, (int)TextureMagFilter.Nearest);
        gl.TexImage2D(TextureTarget.Texture2D, 0, InternalFormat.R8, GlyphAtlas.Side, GlyphAtlas.Side, 0, PixelFormat.Red, PixelType.UnsignedByte, null);
    }

    /// <summary>The context that the objects belong to.</summary>
    internal GL Gl { get; }

    /// <summary>Uploads rows of the sheet.</summary>
    internal void Upload(ReadOnlySpan<byte> sheet, int from, int count)
    {
        Gl.ActiveTexture(TextureUnit.Texture0);
        Gl.BindTexture(TextureTarget.Texture2D, _texture);
        Gl.PixelStore(PixelStoreParameter.UnpackAlignment, 1);
        fixed (byte* rows = sheet[(from * GlyphAtlas.Side)..])
        {
            Gl.TexSubImage2D(TextureTarget.Texture2D, 0, 0, from, GlyphAtlas.Side, (uint)count, PixelFormat.Red, PixelType.UnsignedByte, rows);
        }
    }

    /// <summary>Fills rectangles by clearing: nothing is shaded and nothing blended.</summary>
    internal void Clear(uint framebuffer, int height, List<(ShapeRect Rect, ShapeColor Color)> grounds)
    {
        if (grounds.Count == 0)
        {
            return;
        }

        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
        Gl.Enable(EnableCap.ScissorTest);
        foreach ((ShapeRect rect, ShapeColor color) in grounds)
        {
            Gl.Scissor((int)rect.X, height - (int)rect.Bottom, (uint)rect.Width, (uint)rect.Height);
            Gl.ClearColor(color.Red / 255f, color.Green / 255f, color.Blue / 255f, 1);
            Gl.Clear(ClearBufferMask.ColorBufferBit);
        }

        Gl.Disable(EnableCap.ScissorTest);
    }

    /// <summary>Draws quads over what is in the framebuffer, and leaves blending off.</summary>
    internal void Draw(uint framebuffer, int width, int height, ShapeBatch batch)
    {
        int quads = batch.Quads;
        Gl.BindFramebuffer(FramebufferTarget.Framebuffer, framebuffer);
        Gl.Viewport(0, 0, (uint)width, (uint)height);
        Gl.UseProgram(_opaque);
        Gl.Uniform2(_opaqueScale, 2f / width, 2f / height);
        Gl.UseProgram(_program);
        Gl.Uniform2(_scale, 2f / width, 2f / height);
        Gl.ActiveTexture(TextureUnit.Texture0);
        Gl.BindTexture(TextureTarget.Texture2D, _texture);
        Gl.BindVertexArray(_array);
        if (quads > _quads)
        {
            MakeIndices(quads);
        }

        Gl.BindBuffer(BufferTargetARB.ArrayBuffer, _vertices);
        Fill(batch.Opaque.Vertices, batch.Blended.Vertices);
        Gl.BlendFuncSeparate(BlendingFactor.SrcAlpha, BlendingFactor.OneMinusSrcAlpha, BlendingFactor.One, BlendingFactor.OneMinusSrcAlpha);
        (int Opaque, int Blended) from = default;
        foreach ((int Opaque, int Blended) to in batch.Layers)
        {
            Range(_opaque, from.Opaque, to.Opaque);
            Gl.Enable(EnableCap.Blend);
            Range(_program, batch.Opaque.Count + from.Blended, batch.Opaque.Count + to.Blended);
            Gl.Disable(EnableCap.Blend);
            from = to;
        }

        Gl.BindVertexArray(0);
    }

    /// <summary>Deletes the GL objects.</summary>
    internal void Delete()
    {
        Gl.DeleteVertexArray(_array);
        Gl.DeleteBuffer(_vertices);
        Gl.DeleteBuffer(_indices);
        Gl.DeleteTexture(_texture);
        Gl.DeleteProgram(_program);
        Gl.DeleteProgram(_opaque);
    }

    /// <summary>Both lists, one behind the other.</summary>
    private void Fill(ReadOnlySpan<ShapeVertex> opaque, ReadOnlySpan<ShapeVertex> blended)
    {
        int first = opaque.Length * ShapeVertex.Size;
        Gl.BufferData(BufferTargetARB.ArrayBuffer, (nuint)(first + (blended.Length * ShapeVertex.Size)), null, BufferUsageARB.StreamDraw);
        fixed (ShapeVertex* data = opaque)
        {
            Gl.BufferSubData(BufferTargetARB.ArrayBuffer, 0, (nuint)first, data);
        }

        fixed (ShapeVertex* data = blended)
        {
            Gl.BufferSubData(BufferTargetARB.ArrayBuffer, first, (nuint)(blended.Length * ShapeVertex.Size), data);
        }
    }

    private void Range(uint program, int from, int to)
    {
        if (to > from)
        {
            Gl.UseProgram(program);
            Gl.DrawElements(PrimitiveType.Triangles, (uint)((to - from) * IndicesPerQuad), DrawElementsType.UnsignedInt, (void*)((nint)from * IndicesPerQuad * sizeof(uint)));
        }
    }

    private void MakeIndices(int quads)
    {
        _quads = (quads * 3 / 2) + 64;
        var indices = new uint[_quads * IndicesPerQuad];
        ReadOnlySpan<uint> corners = [0, 1, 2, 0, 2, 3];
        for (int i = 0; i < indices.Length; i++)
        {
            indices[i] = (uint)(i / IndicesPerQuad * 4) + corners[i % IndicesPerQuad];
        }

        fixed (uint* data = indices)
        {
            Gl.BufferData(BufferTargetARB.ElementArrayBuffer, (nuint)(indices.Length * sizeof(uint)), data, BufferUsageARB.StaticDraw);
        }
    }
}
