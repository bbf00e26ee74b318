namespace Fathom.Render.Native.OpenGL;

/// <summary>How a blit scales.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum BlitFramebufferFilter
{
    Nearest = 0x2600,
    Linear = 0x2601,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
