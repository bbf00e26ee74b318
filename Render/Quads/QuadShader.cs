namespace Fathom.Render;

/// <summary>The sources of the programs that draw quads.</summary>
/// <remarks>Two kinds of pixels: those wholly inside need a lookup and nothing else, which on a software rasteriser costs less than half of what
/// the others do, whose edges are smooth.</remarks>
internal static class QuadShader
{
    // At most eight corners: a matrix holds them, two a column, and no buffer is needed.
    internal const string Vertex = """
        #version 330 core
        uniform mat4 corners;
        uniform vec2 scale;
        uniform vec2 origin;
        uniform vec4 across;
        uniform vec4 down;
        uniform vec4 place;
        noperspective out vec2 at;
        noperspective out vec4 depth;
        void main()
        {
            vec4 two = corners[gl_VertexID / 2];
            vec2 here = gl_VertexID % 2 == 0 ? two.xy : two.zw;
            vec2 along = vec2(dot(across.xy, here), dot(down.xy, here));
            at = along * place.xz + place.yw;
            depth = vec4(along + vec2(across.z, down.z), vec2(across.w, down.w) - along);
            gl_Position = vec4((here + origin) * scale - 1.0, 0.0, 1.0);
        }
        """;

    private const string Head = """
        #version 330 core
        uniform sampler2D picture;
        uniform vec4 taps;
        uniform vec2 paint;
        noperspective in vec2 at;
        noperspective in vec4 depth;
        out vec4 result;
        void main()
        {

        """;

    private const string OnePlace = """
            vec4 color = texture(picture, at);

        """;

    private const string FourPlaces = """
            vec4 color = 0.25 * (texture(picture, at + taps.xy) + texture(picture, at - taps.xy) + texture(picture, at + taps.zw) + texture(picture, at - taps.zw));

        """;

    private const string WhollyInside = """
            float alpha = color.a * paint.x;

        """;

    // An edge hides as much of a pixel as lies beyond it; near and far together, so that what is thinner than a pixel is fainter.
    private const string AcrossEdges = """
            vec4 inside = clamp(depth + 0.5, 0.0, 1.0);
            vec2 cover = max(inside.xy + inside.zw - 1.0, 0.0);
            float alpha = color.a * paint.x * cover.x * cover.y;

        """;

    private const string Tail = """
            result = vec4(color.rgb * mix(1.0, alpha, paint.y), alpha);
        }
        """;

    internal static string Fragment(bool fourPlaces, bool acrossEdges)
        => Head + (fourPlaces ? FourPlaces : OnePlace) + (acrossEdges ? AcrossEdges : WhollyInside) + Tail;
}
