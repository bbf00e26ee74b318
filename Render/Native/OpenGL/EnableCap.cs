namespace Fathom.Render.Native.OpenGL;

/// <summary>Switches of the GL state.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum EnableCap
{
    CullFace = 0xB44,
    DepthTest = 0xB71,
    Dither = 0xBD0,
    Blend = 0xBE2,
    ScissorTest = 0xC11,
    FramebufferSrgb = 0x8DB9,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
