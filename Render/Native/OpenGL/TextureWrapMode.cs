namespace Fathom.Render.Native.OpenGL;

/// <summary>What lies beside a texture.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum TextureWrapMode
{
    Repeat = 0x2901,
    ClampToEdge = 0x812F,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
