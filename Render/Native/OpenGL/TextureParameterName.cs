namespace Fathom.Render.Native.OpenGL;

/// <summary>Properties of a texture.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum TextureParameterName
{
    TextureMagFilter = 0x2800,
    TextureMinFilter = 0x2801,
    TextureWrapS = 0x2802,
    TextureWrapT = 0x2803,
    TextureMaxLevel = 0x813D,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
