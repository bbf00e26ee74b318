namespace Fathom.Render;

/// <summary>The sources of the one picture program. What differs between layouts is how many planes are read.</summary>
internal static class PictureShader
{
    /// <summary>Programs for one number of planes.</summary>
    internal const int Variants = 3;

    /// <summary>A triangle that covers the viewport; no vertex data.</summary>
    internal const string Vertex = """
        #version 330 core
        uniform vec4 place; // scale and offset from the viewport to the picture: the one place where rows may be turned over
        out vec2 at;
        void main()
        {
            vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
            at = corner * place.xy + place.zw;
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
        uniform vec2 size;      // picture pixels
        uniform vec2 footprint; // what a framebuffer pixel covers, in picture coordinates
        uniform vec2 taps;      // looks for it, across and down
        in vec2 at;
        out vec4 color;
        vec3 samplesAt(vec2 p)
        {
            vec2 c = p * chroma.xy + chroma.zw;
        #if PLANES == 3
            return vec3(texture(plane0, p).r, texture(plane1, c).r, texture(plane2, c).r);
        #elif PLANES == 2
            return vec3(texture(plane0, p).r, texture(plane1, c).rg);
        #else
            return texture(plane0, p).rgb;
        #endif
        }
        void main()
        {
        #if VARIANT == 1
            // Squares: everything, chroma too, as it is in the middle of the picture pixel.
            vec3 s = samplesAt((floor(at * size) + 0.5) / size);
        #elif VARIANT == 2
            // A tent twice as wide as the framebuffer pixel, as on the other path.
            vec3 s = vec3(0.0);
            float sum = 0.0;
            for (int y = 0; y < int(taps.y); y++)
            {
                float dy = (float(y) + 0.5) / taps.y * 2.0 - 1.0;
                for (int x = 0; x < int(taps.x); x++)
                {
                    float dx = (float(x) + 0.5) / taps.x * 2.0 - 1.0;
                    float weight = (1.0 - abs(dx)) * (1.0 - abs(dy));
                    s += weight * samplesAt(at + vec2(dx, dy) * footprint);
                    sum += weight;
                }
            }
            s /= sum;
        #else
            vec3 s = samplesAt(at);
        #endif
            color = vec4(clamp(matrix * s + offset, 0.0, 1.0), 1.0);
        }
        """;

    /// <summary>The program's number for a way of sampling.</summary>
    internal static int VariantOf(PictureSampling sampling) => sampling switch
    {
        PictureSampling.Squares => 1,
        PictureSampling.Area => 2,
        _ => 0,
    };

    internal static string Fragment(int planes, int variant)
        => $"#version 330 core\n#define PLANES {(planes == 3 ? "3" : planes == 2 ? "2" : "1")}\n#define VARIANT {(variant == 1 ? "1" : variant == 2 ? "2" : "0")}{Body}";
}
