namespace Fathom.Render.Native.OpenGL;

/// <summary>Kinds of textures.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum TextureTarget
{
    Texture2D = 0xDE1,
    TextureRectangle = 0x84F5,
    TextureBuffer = 0x8C2A,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
