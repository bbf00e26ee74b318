namespace Fathom.Render;

/// <summary>Kinds of GL objects that can be handed over for deletion.</summary>
internal enum GlObjectKind
{
    Texture,
    Buffer,
    Framebuffer,
    VertexArray,
    Program,
}
