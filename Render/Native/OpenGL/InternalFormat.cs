namespace Fathom.Render.Native.OpenGL;

/// <summary>How a texture is stored.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum InternalFormat
{
    Rgb8 = 0x8051,
    Rgba = 0x1908,
    Rgba8 = 0x8058,
    R8 = 0x8229,
    R16 = 0x822A,
    RG8 = 0x822B,
    RG16 = 0x822C,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
