namespace Fathom.Render;

/// <summary>The sources of the one picture program. What differs between layouts is how many planes are read.</summary>
internal static class PictureShader
{
    /// <summary>A triangle that covers the viewport; no vertex data.</summary>
    internal const string Vertex = """
        #version 330 core
        uniform vec2 rows; // scale and offset of the picture's rows: the one place where they may be turned over
        out vec2 at;
        void main()
        {
            vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
            at = vec2(corner.x, corner.y * rows.x + rows.y);
            gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
        }
        """;

    private const string Body = """

        uniform sampler2D plane0;
        uniform sampler2D plane1;
        uniform sampler2D plane2;
        uniform vec4 chroma; // scale and offset from picture to chroma coordinates
        uniform mat3 matrix;
        uniform vec3 offset;
        in vec2 at;
        out vec4 color;
        void main()
        {
            vec2 c = at * chroma.xy + chroma.zw;
        #if PLANES == 3
            vec3 s = vec3(texture(plane0, at).r, texture(plane1, c).r, texture(plane2, c).r);
        #elif PLANES == 2
            vec3 s = vec3(texture(plane0, at).r, texture(plane1, c).rg);
        #else
            vec3 s = texture(plane0, at).rgb;
        #endif
            color = vec4(clamp(matrix * s + offset, 0.0, 1.0), 1.0);
        }
        """;

    internal static string Fragment(int planes) => $"#version 330 core\n#define PLANES {(planes == 3 ? "3" : planes == 2 ? "2" : "1")}{Body}";
}
