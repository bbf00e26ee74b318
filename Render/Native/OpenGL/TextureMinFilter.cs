namespace Fathom.Render.Native.OpenGL;

/// <summary>How a texture is made smaller.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum TextureMinFilter
{
    Nearest = 0x2600,
    Linear = 0x2601,
    LinearMipmapLinear = 0x2703,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
