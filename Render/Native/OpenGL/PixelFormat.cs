namespace Fathom.Render.Native.OpenGL;

/// <summary>Channels of pixels in memory.</summary>
// The members have GL's names and values.
#pragma warning disable CS1591, CA1069, CA1008, CA1711
public enum PixelFormat
{
    Red = 0x1903,
    Rgb = 0x1907,
    Rgba = 0x1908,
    Bgra = 0x80E1,
    RG = 0x8227,
}
#pragma warning restore CS1591, CA1069, CA1008, CA1711
