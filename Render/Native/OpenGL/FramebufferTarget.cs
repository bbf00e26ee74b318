namespace Fathom.Render.Native.OpenGL;

/// <summary>What a framebuffer is bound for.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum FramebufferTarget
{
    ReadFramebuffer = 0x8CA8,
    DrawFramebuffer = 0x8CA9,
    Framebuffer = 0x8D40,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
