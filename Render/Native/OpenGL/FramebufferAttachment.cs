namespace Fathom.Render.Native.OpenGL;

/// <summary>Parts of a framebuffer.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum FramebufferAttachment
{
    ColorAttachment0 = 0x8CE0,
    DepthAttachment = 0x8D00,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
